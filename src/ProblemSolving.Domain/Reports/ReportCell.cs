namespace ProblemSolving.Domain.Reports;

/// <summary>A column of a table, a sheet or a list.</summary>
/// <param name="Kind">Decides alignment (text left, values right) and the format of a workbook cell.</param>
/// <param name="Width">Width in characters for a workbook; null lets the writer choose from title and kind.</param>
public sealed record ReportColumn(string Title, ColumnKind Kind = ColumnKind.Text, double? Width = null);

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    Text,
    Number,
    Money,
    Percent,
    Date,
}

/// <summary>
/// A value with its type: tables, workbooks and lists format it themselves, so a number stays a number
/// and a text can never become a formula.
/// </summary>
public abstract record ReportCell
{
    /// <summary>
    /// A workbook formula in A1 notation without the leading <c>=</c>, written by the program and never taken from user text;
    /// the cell's value is kept beside it. Null for a plain value.
    /// </summary>
    public string? Formula { get; init; }

    /// <summary>A cell with nothing in it.</summary>
    public static ReportCell Empty { get; } = new TextCell("");

    public static ReportCell Text(string? value) => string.IsNullOrEmpty(value) ? Empty : new TextCell(value);

    public static ReportCell Number(decimal? value, int decimals = 0) => value is { } v ? new NumberCell(v, decimals) : Empty;

    public static ReportCell Money(decimal? value, string currency) => value is { } v ? new MoneyCell(v, currency) : Empty;

    public static ReportCell Percent(double? rate, int decimals = 1) => rate is { } r ? new PercentCell(r, decimals) : Empty;

    public static ReportCell Date(DateOnly? value) => value is { } v ? new DateCell(v) : Empty;
}

/// <summary>A text as a person wrote it or a name from data.</summary>
public sealed record TextCell(string Value) : ReportCell;

/// <summary>A count or measure.</summary>
/// <param name="Decimals">Digits shown after the point, 0 to 10; the value itself is not rounded.</param>
public sealed record NumberCell(decimal Value, int Decimals = 0) : ReportCell;

/// <summary>An amount of money.</summary>
/// <param name="Currency">ISO 4217 code such as <c>KRW</c>.</param>
public sealed record MoneyCell(decimal Value, string Currency) : ReportCell;

/// <summary>A rate, shown as per cent.</summary>
/// <param name="Rate">1 means 100 %.</param>
/// <param name="Decimals">Digits shown after the point of the per cent value.</param>
public sealed record PercentCell(double Rate, int Decimals = 1) : ReportCell;

/// <summary>A calendar day.</summary>
public sealed record DateCell(DateOnly Value) : ReportCell;
