using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Counts before an import how many rows of a file stand in the earlier table already. Nothing is kept.</summary>
public static class RepeatCounter
{
    /// <summary>Rows of the file that are looked at; of more, the first ones.</summary>
    public const int MostRows = 200_000;

    private const long MostBytes = 64L << 20;

    /// <param name="before">Table whose rows would come first.</param>
    /// <param name="pseudonymKey">Key for personal columns; needed when the plan has some.</param>
    /// <exception cref="DomainRuleException">The plan or the file cannot be used, or the tables do not go together.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public static RepeatCount Count(string sourcePath, string fileName, ImportPlan plan, StoredTable before, byte[]? pseudonymKey, AnalysisSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(plan);
        Directory.CreateDirectory(settings.TempDirectory);
        var target = Path.Combine(settings.TempDirectory, $"repeats-{Guid.NewGuid():N}.parquet");
        try
        {
            var head = new ImportHead(MostRows, MostBytes);
            var table = ParquetImporter.ImportHead(sourcePath, fileName, plan, target, settings, pseudonymKey, head, cancellationToken);
            return TableCombiner.CountRepeats(new StoredTable(target, table), before, plan.AttributesOf is not null, settings, cancellationToken) with { Whole = !head.WasCut };
        }
        finally
        {
            File.Delete(target);
        }
    }
}
