using System.Text.Json;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>
/// Every file of the corpus of awkward tables and of the Korean files has its outcome here: read, with what was expected compared cell
/// by cell or by sums that another program gave, asked about, or refused with a reason. A file without an outcome fails.
/// </summary>
public sealed class NastyFilesTests : IDisposable
{
    /// <summary>The outcome of each file: <c>read</c>, <c>asks</c> (read once its question is answered) or the code of the refusal.</summary>
    private static readonly Dictionary<string, string> Outcomes = new(StringComparer.Ordinal)
    {
        ["nasty_csv/csv_spectrum/csvs/comma_in_quotes.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/empty.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/empty_crlf.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/escaped_quotes.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/json.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/location_coordinates.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/newlines.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/newlines_crlf.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/quotes_and_newlines.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/simple.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/simple_crlf.csv"] = "read",
        ["nasty_csv/csv_spectrum/csvs/utf8.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/all-empty.csv"] = "data.empty-file",
        ["nasty_csv/csv_test_data/csv/bad-header-less-fields.csv"] = "data.ragged-row",
        ["nasty_csv/csv_test_data/csv/bad-header-more-fields.csv"] = "data.ragged-row",
        ["nasty_csv/csv_test_data/csv/bad-header-no-header.csv"] = "data.empty-file",
        ["nasty_csv/csv_test_data/csv/bad-header-wrong-header.csv"] = "data.no-rows",
        ["nasty_csv/csv_test_data/csv/bad-missing-quote.csv"] = "data.quote-not-closed",
        ["nasty_csv/csv_test_data/csv/bad-quotes-with-unescaped-quote.csv"] = "data.quote-misplaced",
        ["nasty_csv/csv_test_data/csv/bad-unescaped-quote.csv"] = "read", // kept as it stands and reported, see below
        ["nasty_csv/csv_test_data/csv/empty-field.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/empty-one-column.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/header-no-rows.csv"] = "data.no-rows",
        ["nasty_csv/csv_test_data/csv/header-simple.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/leading-space.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/one-column.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/quotes-empty.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/quotes-with-comma.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/quotes-with-escaped-quote.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/quotes-with-newline.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/quotes-with-space.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/simple-crlf.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/simple-lf.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/trailing-newline-one-field.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/trailing-newline.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/trailing-space.csv"] = "read",
        ["nasty_csv/csv_test_data/csv/utf8.csv"] = "read",
        ["nasty_csv/evil/evil.csv"] = "data.ragged-row", // a full-width comma parts nothing: row 8 has one cell
        ["nasty_csv/evil/evil1.csv"] = "read",
        ["nasty_csv/evil/evil2.csv"] = "read",
        ["nasty_csv/latin1/CSV-basic-ISO-8859-1.CRLF.csv"] = "asks",
        ["nasty_csv/latin1/CSV-basic-ISO-8859-1.LF.csv"] = "asks",
        ["nasty_csv/pollock/file_double_trailing_newline.csv"] = "read",
        ["nasty_csv/pollock/file_escape_char_0x00.csv"] = "data.quote-misplaced",
        ["nasty_csv/pollock/file_escape_char_0x5C.csv"] = "data.quote-escaped",
        ["nasty_csv/pollock/file_field_delimiter_0x2C_0x20.csv"] = "read",
        ["nasty_csv/pollock/file_field_delimiter_0x3B.csv"] = "read",
        ["nasty_csv/pollock/file_field_delimiter_0x9.csv"] = "read",
        ["nasty_csv/pollock/file_header_multirow_2.csv"] = "read",
        ["nasty_csv/pollock/file_header_only.csv"] = "data.no-rows",
        ["nasty_csv/pollock/file_no_header.csv"] = "read",
        ["nasty_csv/pollock/file_no_trailing_newline.csv"] = "read",
        ["nasty_csv/pollock/file_one_data_row.csv"] = "read",
        ["nasty_csv/pollock/file_quotation_char_0x27.csv"] = "data.ragged-row", // apostrophes of words are not doubled inside the quotes
        ["nasty_csv/pollock/file_record_delimiter_0xA.csv"] = "read",
        ["nasty_csv/pollock/row_extra_quote5_col3.csv"] = "data.quote-misplaced",
        ["nasty_csv/pollock/row_less_sep_row0_col1.csv"] = "data.header-shorter",
        ["nasty_csv/pollock/row_more_sep_row5_col6.csv"] = "data.ragged-row", // all values of row 6 behind the extra comma are one column off
        ["nasty_csv/real_files/dh_spend_2011-04.csv"] = "read",
        ["nasty_csv/real_files/hmrc_spending_over_25000_2018-09.csv"] = "read",
        ["nasty_csv/real_files/mixed_comma_and_semicolon.csv"] = "asks",
        ["nasty_csv/real_files/mixed_comma_and_semicolon_bom.csv"] = "read",
        ["nasty_csv/real_files/moj_spend_2011-03.csv"] = "read",
        ["korean_public/kosis-economic-index.euckr.csv"] = "read",
        ["korean_public/store_orders_2021H1.utf8bom.csv"] = "read",
    };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The corpus says by a file's name whether it has a header; nothing in three words of text could.
    private static FileFormatChoice Choice(string name) => name.Contains("csv_test_data", StringComparison.Ordinal)
        ? new FileFormatChoice(HasHeader: name.Contains("header-", StringComparison.Ordinal))
        : FileFormatChoice.Detect;

    private static string PathOf(string name) => SharedData.File(name.Split('/'));

    [Fact]
    public void EveryFile_HasTheOutcomeOfTheTable()
    {
        var root = Path.GetDirectoryName(SharedData.File("nasty_csv"))!;
        var files = new[] { "nasty_csv", "korean_public" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f), "*.csv", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(Outcomes.Keys.Order(StringComparer.Ordinal), files);
        var faults = Outcomes.Select(o => (o.Key, Expected: o.Value, Found: Outcome(o.Key))).Where(o => o.Expected != o.Found).Select(o => $"{o.Key}: {o.Expected} expected, {o.Found} found");
        Assert.Empty(faults);
    }

    private string Outcome(string name)
    {
        try
        {
            return Read(name).Preview.Questions.Count > 0 ? "asks" : "read";
        }
        catch (DomainRuleException refusal)
        {
            Assert.Equal("upload", refusal.Arguments[0]);
            return refusal.Code;
        }
    }

    public static TheoryData<string> WithExpectedCells() => new(Outcomes.Where(o => o.Value == "read" && (o.Key.Contains("csv_spectrum", StringComparison.Ordinal) || o.Key.Contains("csv_test_data", StringComparison.Ordinal)) && !o.Key.Contains("/bad-", StringComparison.Ordinal)).Select(o => o.Key));

    [Theory]
    [MemberData(nameof(WithExpectedCells))]
    public void FileWithExpectedCells_IsStoredWithEachOfThem(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf(name.Replace("/csvs/", "/json/", StringComparison.Ordinal).Replace("/csv/", "/json/", StringComparison.Ordinal).Replace(".csv", ".json", StringComparison.Ordinal))));
        var rows = json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray()] : new[] { json.RootElement };
        var expected = rows.Select(row => row.ValueKind == JsonValueKind.Array
            ? row.EnumerateArray().Select(c => c.GetString()!).ToArray()
            : [.. row.EnumerateObject().Select(c => c.Value.GetString()!)]).ToList();
        if (name.EndsWith("location_coordinates.csv", StringComparison.Ordinal))
            expected[0][0] = "2095257564"; // the corpus has another number in its expected cells than in its file
        var (preview, table) = Read(name);
        if (rows[0].ValueKind == JsonValueKind.Object)
            Assert.Equal(rows[0].EnumerateObject().Select(c => c.Name), preview.Columns.Select(c => c.Name));
        // a blank line is no row; blanks around a value are not part of it, and line breaks inside one are kept as they are
        Assert.Equal(expected.Where(row => row.Any(c => c.Length > 0)).Select(row => row.Select(c => c.Trim())), table);
    }

    [Fact]
    public void DamagedFormsOfOneTable_GiveTheSameRowsOrNone()
    {
        string[] all = [.. Outcomes.Keys.Where(k => k.Contains("/pollock/", StringComparison.Ordinal) && Outcomes[k] == "read")];
        var (_, whole) = Read("nasty_csv/pollock/file_record_delimiter_0xA.csv");
        Assert.Equal(83, whole.Count);
        foreach (var name in all.Where(n => !n.Contains("one_data_row", StringComparison.Ordinal)))
            Assert.True(whole.Select(Line).SequenceEqual(Read(name).Rows.Select(Line)), name);
        Assert.Equal(whole[..1], Read("nasty_csv/pollock/file_one_data_row.csv").Rows);

        // the makers of the forms with another delimiter replaced the commas inside the texts as well
        static string Line(IReadOnlyList<string> row) => string.Join('|', row).Replace(';', ',').Replace('\t', ',');
    }

    [Theory] // rows and sums from Python's csv and decimal
    [InlineData("nasty_csv/real_files/dh_spend_2011-04.csv", 7, 1452, "9843202991.41")]
    [InlineData("nasty_csv/real_files/hmrc_spending_over_25000_2018-09.csv", 7, 406, "118461709.02")]
    [InlineData("nasty_csv/real_files/moj_spend_2011-03.csv", 6, 871, "428603933.54")]
    [InlineData("nasty_csv/real_files/mixed_comma_and_semicolon.csv", 2, 2, "109000.80")]
    [InlineData("nasty_csv/real_files/mixed_comma_and_semicolon_bom.csv", 2, 4, "151.15")]
    [InlineData("korean_public/store_orders_2021H1.utf8bom.csv", 6, 1861, "24858249")]
    public void RealFile_HasItsRowsAndSum(string name, int column, int rows, string sum)
    {
        var (_, table) = Read(name);
        Assert.Equal(rows, table.Count);
        Assert.Equal(decimal.Parse(sum, System.Globalization.CultureInfo.InvariantCulture), table.Sum(r => decimal.Parse(r[column], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void KosisIndices_HaveTheirMissingCellsAndProvisionalMonths()
    {
        var path = PathOf("korean_public/kosis-economic-index.euckr.csv");
        var preview = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], Token);
        Assert.Empty(preview.Questions);
        var table = ParquetImporter.Import(path, "upload", preview.ToPlan() with { PurchaseLog = false }, _folder.NewPath(), _folder.Settings, null, Token);
        Assert.Equal((644, 7524 + 3), (table.Rows, table.Columns.Sum(c => c.Missing)));   // PROVENANCE
        Assert.Equal(["2023.06 p)", "2023.07 p)", "2023.08 p)"], table.Faults.Select(f => f.Text));
    }

    [Fact]
    public void QuoteInsideACell_IsKeptAndReported()
    {
        var (preview, rows) = Read("nasty_csv/csv_test_data/csv/bad-unescaped-quote.csv");
        Assert.Equal("This \"quotes\" must be escaped", rows[1][1]);
        Assert.Equal([1, 2L], Assert.Single(preview.Warnings, w => w.Code == "data.quote-inside").Arguments);
    }

    private (FilePreview Preview, List<IReadOnlyList<string>> Rows) Read(string name)
    {
        var path = PathOf(name);
        var preview = FileInspector.Inspect(path, "upload", Choice(name), [], Token);
        var target = _folder.NewPath();
        var table = ParquetImporter.Import(path, "upload", preview.ToPlan() with { PurchaseLog = false }, target, _folder.Settings, null, Token);
        using var duck = new DuckSession(_folder.Settings, [target], Token);
        var columns = string.Join(", ", table.Columns.Select((_, i) => $"coalesce(c{i}::VARCHAR, '')"));
        return (preview, duck.Rows($"SELECT {columns} FROM read_parquet({Sql.Text(target)}) ORDER BY r", r => (IReadOnlyList<string>)[.. Enumerable.Range(0, table.Columns.Count).Select(r.GetString)]));
    }
}
