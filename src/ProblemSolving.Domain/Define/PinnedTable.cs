using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Define;

/// <summary>A table of a run as evidence: data and text keys, so that it reads in both languages wherever it is shown.</summary>
/// <param name="Id">Stable name within a run, beginning with <see cref="Prefix"/>.</param>
/// <param name="Rows">Each as long as <paramref name="Columns"/>.</param>
/// <param name="LeftOut">Rows there was no room for; they stay with the run.</param>
/// <param name="Kept">Which rows were kept where some are left out; null in packets from before it was said.</param>
public sealed record PinnedTable(string Id, FigureText Title, IReadOnlyList<PinnedColumn> Columns, IReadOnlyList<IReadOnlyList<PinnedCell>> Rows, int LeftOut = 0, KeptRows? Kept = null)
{
    /// <summary>Tells ids of tables from ids of figures.</summary>
    public const string Prefix = "table:";

    /// <summary>What has to be known to read it, such as what its p-values are adjusted for; null where nothing has.</summary>
    public FigureText? Note { get; init; }

    /// <summary>What a page of evidence and a packet hold.</summary>
    public const int MostRows = 60;

    /// <summary>Which rows these are where some are left out. Before it was said, tables kept their first rows and figures their last.</summary>
    public KeptRows KeptInForce() => Kept ?? (Id.StartsWith(Prefix, StringComparison.Ordinal) ? KeptRows.First : KeptRows.Last);

    /// <summary>Takes as many rows as there is room for.</summary>
    /// <param name="name">Without the prefix.</param>
    public static PinnedTable Of(string name, FigureText title, IReadOnlyList<PinnedColumn> columns, IEnumerable<IReadOnlyList<PinnedCell>> rows)
    {
        var all = rows.ToList();
        return new PinnedTable(Prefix + name, title, columns, [.. all.Take(MostRows)], Math.Max(0, all.Count - MostRows), KeptRows.First);
    }
}

/// <summary>Which rows a table keeps when there are more than it holds.</summary>
public enum KeptRows
{
    /// <summary>The first ones: the strongest of a list, the lowest of a distribution.</summary>
    First,

    /// <summary>The last ones: of a series in time the newest.</summary>
    Last,

    /// <summary>The first, the last and evenly spread ones between: a curve keeps its shape.</summary>
    Spread,
}

/// <summary>What the cells of a column are.</summary>
public enum PinnedKind
{
    /// <summary>A name from the data or a text key.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>A rate in [0, 1], shown as per cent.</summary>
    Rate,

    /// <summary>A difference of rates, shown in percentage points.</summary>
    Points,

    /// <summary>A chance in [0, 1], shown with four decimals.</summary>
    PValue,

    /// <summary>Money in the project's currency.</summary>
    Money,
}

/// <summary>A column with its heading.</summary>
public sealed record PinnedColumn(FigureText Title, PinnedKind Kind);

/// <summary>One cell: words, or a number in the unit of its column; neither where there is nothing.</summary>
/// <param name="Value">A name from the data; shown as it is.</param>
public sealed record PinnedCell(FigureText? Words = null, double? Number = null, string? Value = null)
{
    public static PinnedCell Key(string key, params object[] arguments) => new(new FigureText(key, arguments));

    public static PinnedCell Of(double? number) => new(Number: number);

    public static PinnedCell Name(string? value) => new(Value: value);
}
