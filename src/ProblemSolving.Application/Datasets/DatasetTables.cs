using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Application.Datasets;

/// <summary>From a stored version to what an analysis reads.</summary>
internal static class DatasetTables
{
    /// <exception cref="DomainRuleException">The version is not imported.</exception>
    public static TableSource Source(DataDirectory data, DatasetVersion version)
    {
        var stored = Stored(data, version);
        return new TableSource(stored.ParquetPath, stored.Table.Columns);
    }

    /// <summary>The table with all that is known of it.</summary>
    /// <exception cref="DomainRuleException">The version is not imported.</exception>
    public static StoredTable Stored(DataDirectory data, DatasetVersion version)
    {
        if (version.State != DatasetState.Ready)
            throw new DomainRuleException("dataset.not-ready", version.FileName);
        return new StoredTable(Path.Combine(data.DatasetVersion(version.Id), DatasetFiles.Table), ResultJson.Read<ImportedTable>(version.TableJson));
    }

    public static PurchaseRules Rules(DatasetVersion version) => ResultJson.Read<PurchaseRules>(version.RulesJson);
}
