using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>The values of one column, to choose from.</summary>
public static class ColumnValues
{
    private const int Most = 200;

    /// <summary>Columns whose value in the first order customers can be compared by.</summary>
    public static IReadOnlyList<TableColumn> Comparable(TableSource source) => FirstOrderTable.AttributeColumns(source);

    /// <summary>Longest time for an answer.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(30);

    /// <exception cref="DomainRuleException">No such column, or it took too long.</exception>
    public static IReadOnlyList<ValueCount> Commonest(TableSource source, int column, AnalysisSettings settings, CancellationToken cancellationToken, TimeSpan? longest = null)
    {
        var found = Comparable(source).FirstOrDefault(c => c.Index == column) ?? throw new DomainRuleException("analysis.no-column");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longest ?? Longest);
        try
        {
            return Count(source, found, settings, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DomainRuleException("look.too-slow", (int)(longest ?? Longest).TotalSeconds);
        }
    }

    private static List<ValueCount> Count(TableSource source, TableColumn column, AnalysisSettings settings, CancellationToken cancellationToken)
    {
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        var name = PurchaseTable.Stored(column);
        return duck.Rows(
            $"SELECT CAST({name} AS VARCHAR) AS v, count(*) AS n FROM read_parquet({Sql.Text(source.ParquetPath)}) WHERE {name} IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT {Sql.Number(Most)}",
            r => new ValueCount(r.GetString(0), r.GetInt64(1)));
    }
}
