using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>The values of one column, to choose from.</summary>
public static class ColumnValues
{
    /// <summary>Values in one answer.</summary>
    public const int Most = 200;

    /// <summary>Columns whose value in the first order customers can be compared by.</summary>
    public static IReadOnlyList<TableColumn> Comparable(TableSource source) => FirstOrderTable.AttributeColumns(source);

    /// <summary>Longest time for an answer.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The commonest values, most frequent first.</summary>
    /// <param name="containing">Only values with this text in them, whatever its case; empty for all.</param>
    /// <exception cref="DomainRuleException">No such column, or it took too long.</exception>
    public static ValueList Commonest(TableSource source, int column, string containing, AnalysisSettings settings, CancellationToken cancellationToken, TimeSpan? longest = null) =>
        Look(source, column, settings, longest, (duck, values) =>
        {
            var rows = duck.Rows(
                $"SELECT v, count(*) AS n, count(*) OVER () AS distinct_values FROM ({values}) WHERE $1 = '' OR contains(lower(v), lower($1)) GROUP BY v ORDER BY n DESC, v LIMIT {Sql.Number(Most)}",
                r => (Value: new ValueCount(r.GetString(0), r.GetInt64(1)), Distinct: r.GetInt64(2)),
                Plain(containing));
            return new ValueList([.. rows.Select(r => r.Value)], rows.Count > 0 ? rows[0].Distinct : 0);
        }, cancellationToken);

    /// <summary>Whether a row has exactly this value.</summary>
    /// <exception cref="DomainRuleException">No such column, or it took too long.</exception>
    public static bool Holds(TableSource source, int column, string value, AnalysisSettings settings, CancellationToken cancellationToken) =>
        Look(source, column, settings, null, (duck, values) => duck.Rows($"SELECT 1 FROM ({values}) WHERE v = $1 LIMIT 1", r => true, Plain(value)).Count > 0, cancellationToken);

    private static T Look<T>(TableSource source, int column, AnalysisSettings settings, TimeSpan? longest, Func<DuckSession, string, T> look, CancellationToken cancellationToken)
    {
        var found = Comparable(source).FirstOrDefault(c => c.Index == column) ?? throw new DomainRuleException("analysis.no-column");
        using var clock = new CancellationTokenSource(longest ?? Longest);   // a limit of nothing is over at once, not when a timer comes to it
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            using var duck = new DuckSession(settings, [source.ParquetPath], limit.Token);
            var name = PurchaseTable.Stored(found);
            return look(duck, $"SELECT CAST({name} AS VARCHAR) AS v FROM read_parquet({Sql.Text(source.ParquetPath)}) WHERE {name} IS NOT NULL");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DomainRuleException("look.too-slow", (int)(longest ?? Longest).TotalSeconds);
        }
    }

    // no text of a table holds a zero character, and a parameter cannot
    private static string Plain(string text) => text.Replace("\0", "\uFFFD", StringComparison.Ordinal);
}
