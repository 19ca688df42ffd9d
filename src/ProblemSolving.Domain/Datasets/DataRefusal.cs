namespace ProblemSolving.Domain.Datasets;

/// <summary>
/// Files and data that cannot be used. Each becomes a <see cref="DomainRuleException"/> whose first value is the file name
/// and whose further values name the row (from 1, header included), the column and what stands there.
/// </summary>
public static class DataRefusal
{
    /// <summary>A file without a byte.</summary>
    public static DomainRuleException EmptyFile(string file) => new("data.empty-file", file);

    /// <summary>An image, an archive or another file that is not text.</summary>
    public static DomainRuleException NotText(string file, string kind) => new("data.not-text", file, kind);

    /// <summary>A zero byte, which no text has.</summary>
    public static DomainRuleException ZeroByte(string file, long row) => new("data.zero-byte", file, row);

    /// <summary>Bytes that are no text in the encoding of the file.</summary>
    public static DomainRuleException Undecodable(string file, long row, TextEncoding encoding) => new("data.undecodable", file, row, encoding.ToString());

    /// <summary>A row larger than one may be; said in MiB.</summary>
    public static DomainRuleException RowTooLong(string file, long row, int limitBytes) => new("data.row-too-long", file, row, limitBytes / (1024 * 1024));

    /// <summary>A cell larger than one may be; said in MiB.</summary>
    public static DomainRuleException CellTooLong(string file, long row, string column, int limitBytes) => new("data.cell-too-long", file, row, column, limitBytes / (1024 * 1024));

    /// <summary>A quotation mark opens a cell and none closes it up to the end of the file.</summary>
    public static DomainRuleException QuoteNotClosed(string file, long row) => new("data.quote-not-closed", file, row);

    /// <summary>A quotation mark inside a cell that does not begin with one, or something behind the one that closes it.</summary>
    public static DomainRuleException QuoteMisplaced(string file, long row, int column) => new("data.quote-misplaced", file, row, column);

    /// <summary>A quotation mark inside a cell follows a backslash in place of being written twice.</summary>
    public static DomainRuleException QuoteEscaped(string file, long row, int column) => new("data.quote-escaped", file, row, column);

    /// <summary>A row with more cells than a table may have columns.</summary>
    public static DomainRuleException TooManyColumns(string file, long row, int limit) => new("data.too-many-columns", file, row, limit);

    /// <summary>A header, or nothing readable, and no row below it.</summary>
    public static DomainRuleException NoRows(string file) => new("data.no-rows", file);

    /// <summary>Rows with another number of cells than the header; the first of them is named.</summary>
    /// <param name="cells">Cells in other rows that cannot be read either, so that one sentence counts both.</param>
    public static DomainRuleException Ragged(string file, long row, int expected, int found, long count, long cells = 0) => cells == 0
        ? new("data.ragged-row", file, row, expected, found, count)
        : new("data.ragged-row-more", file, row, expected, found, count, cells);

    /// <summary>Cells of a column that are not of its type; the first of them is named.</summary>
    /// <param name="others">Cells of other columns that cannot be read either.</param>
    public static DomainRuleException Unreadable(string file, long row, string column, string text, long count, ColumnType type, long others = 0)
    {
        var code = type is ColumnType.Date or ColumnType.DateTime ? "data.dates-unreadable" : "data.values-unreadable";
        return others == 0 ? new(code, file, row, column, text, count) : new(code + "-more", file, row, column, text, count, others);
    }

    /// <summary>An amount that says another currency than the project's.</summary>
    public static DomainRuleException OtherCurrency(string file, long row, string column, string text, string found, string currency) => new("data.other-currency-row", file, row, column, text, found, currency);

    /// <summary>The rows have more cells than the header has names, so names and values would be shifted.</summary>
    public static DomainRuleException HeaderShorter(string file, int names, int cells) => new("data.header-shorter", file, names, cells);

    /// <summary>The file has another number of columns than the plan it is read by.</summary>
    public static DomainRuleException ColumnCount(string file, int expected, int found) => new("data.column-count", file, expected, found);

    /// <summary>Unpacked, the file is larger than is allowed; said in MiB.</summary>
    public static DomainRuleException UnpackedTooLarge(string file, long limitBytes) => new("data.unpacked-too-large", file, limitBytes / (1024 * 1024));

    /// <summary>The file is out of proportion to its packed size, as a file made to fill the disk is.</summary>
    public static DomainRuleException UnpackedRatio(string file, int limit) => new("data.unpacked-ratio", file, limit);

    /// <summary>A packed file that ends early or is damaged.</summary>
    public static DomainRuleException PackedBroken(string file, FileKind kind) => new("data.packed-broken", file, kind.ToString());

    /// <summary>A packed file with more entries than one may hold.</summary>
    public static DomainRuleException TooManyEntries(string file, int limit) => new("data.too-many-entries", file, limit);

    /// <summary>A formula whose result was never stored, so there is no value to read.</summary>
    public static DomainRuleException FormulaWithoutValue(string file, string sheet, string cell) => new("data.formula-without-value", file, sheet, cell);

    /// <summary>A workbook without a sheet to read.</summary>
    public static DomainRuleException NoSheet(string file) => new("data.no-sheet", file);

    /// <summary>What stops a plan; its sentence needs no file name.</summary>
    public static DomainRuleException From(Finding finding) => new(finding.Code, finding.Arguments);
}
