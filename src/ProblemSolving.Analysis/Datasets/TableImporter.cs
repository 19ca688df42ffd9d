using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Imports a file and puts it together with what is stored already: the rows of an earlier version, the attributes of customers.</summary>
public static class TableImporter
{
    /// <summary>Imports a file. On any failure the target does not exist afterwards.</summary>
    /// <param name="parts">The stored tables that the plan names.</param>
    /// <param name="faults">Takes every place that does not fit.</param>
    /// <exception cref="DomainRuleException">The plan or the file cannot be used, or the tables do not go together.</exception>
    public static ImportedTable Import(
        string sourcePath,
        string fileName,
        ImportPlan plan,
        string targetPath,
        ImportParts parts,
        AnalysisSettings settings,
        FaultLog faults,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (plan.CheckBeside(parts.Before?.Table, parts.Attributes?.Table) is [var finding, ..])
            throw DataRefusal.From(finding);
        if (parts.Before is null && parts.Attributes is null && !plan.CustomerAttributes)
            return ParquetImporter.Import(sourcePath, fileName, plan, targetPath, settings, faults, parts.PseudonymKey, progress, cancellationToken);
        Directory.CreateDirectory(settings.TempDirectory);
        var alone = Path.Combine(settings.TempDirectory, $"import-{Guid.NewGuid():N}.parquet");
        try
        {
            var table = ParquetImporter.Import(sourcePath, fileName, plan, alone, settings, faults, parts.PseudonymKey, progress, cancellationToken);
            return TableCombiner.Combine(new StoredTable(alone, table with { CustomerAttributes = plan.CustomerAttributes }), parts.Before, parts.Attributes, targetPath, settings, progress, cancellationToken);
        }
        finally
        {
            File.Delete(alone);
        }
    }

    /// <summary>Joins attributes to rows that are stored already; attributes joined before give way. On any failure the target does not exist afterwards.</summary>
    public static ImportedTable Join(StoredTable rows, StoredTable attributes, string targetPath, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.TempDirectory);
        return TableCombiner.Combine(rows, null, attributes, targetPath, settings, progress, cancellationToken);
    }
}

/// <summary>What an import takes besides its file.</summary>
/// <param name="Before">Table whose rows come first.</param>
/// <param name="Attributes">Table whose columns are joined by customer.</param>
/// <param name="PseudonymKey">Key of the project for personal columns.</param>
public sealed record ImportParts(StoredTable? Before = null, StoredTable? Attributes = null, byte[]? PseudonymKey = null)
{
    public static ImportParts None { get; } = new();
}
