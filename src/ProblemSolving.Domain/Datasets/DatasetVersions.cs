namespace ProblemSolving.Domain.Datasets;

/// <summary>Finds versions among those of a project.</summary>
public static class DatasetVersions
{
    /// <summary>The newest imported version of all; null when there is none.</summary>
    public static DatasetVersion? Newest(IEnumerable<DatasetVersion> versions) => versions.Where(v => v.State == DatasetState.Ready).MaxBy(v => v.ReadyAtUtc ?? v.CreatedAtUtc);

    /// <summary>The version whose rows came from the very same file, among those that a version holds: itself and what it was put behind. Null when there is none.</summary>
    /// <param name="version">The version that rows would be put behind.</param>
    public static DatasetVersion? WithFile(IReadOnlyList<DatasetVersion> versions, DatasetVersion version, string uploadSha256)
    {
        ArgumentNullException.ThrowIfNull(versions);
        for (var at = version; at is not null;)
        {
            if (at.UploadSha256 == uploadSha256)
                return at;
            var before = PlanOf(at) is { } plan ? plan.RowsOf ?? plan.AppendTo : null;
            at = before is null ? null : versions.FirstOrDefault(v => v.Id == before);
        }

        return null;
    }

    /// <summary>The version with customer attributes that a version holds, by its own plan or by the rows it took over; null when there is none.</summary>
    public static Guid? AttributesOf(IReadOnlyList<DatasetVersion> versions, DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(versions);
        for (var at = version; at is not null;)
        {
            if (PlanOf(at) is not { } plan || plan.AttributesOf is not null)
                return PlanOf(at)?.AttributesOf;
            var before = plan.RowsOf ?? plan.AppendTo;
            at = before is null ? null : versions.FirstOrDefault(v => v.Id == before);
        }

        return null;
    }

    /// <summary>The imported version that the next one of its dataset comes after; null for a first one.</summary>
    public static DatasetVersion? Before(IEnumerable<DatasetVersion> versions, DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return versions.Where(v => v.DatasetId == version.DatasetId && v.Number < version.Number && v.State == DatasetState.Ready).MaxBy(v => v.Number);
    }

    /// <summary>What was accepted for a version; null before its preview was.</summary>
    public static ImportPlan? PlanOf(DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.SpecJson.Length == 0 ? null : Analyze.ResultJson.Read<ImportPlan>(version.SpecJson);
    }

    /// <summary>Why no analysis of purchases can be made of an imported version, as a text code; null when it can. A version never changes, so only its next one can help.</summary>
    public static string? ReasonNoPurchases(DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.TableJson.Length == 0)
            return null;
        var table = Analyze.ResultJson.Read<ImportedTable>(version.TableJson);
        return table.CustomerAttributes ? "analysis.attributes-only"
            : table.Columns.All(c => c.Role != ColumnRole.Customer) || table.Columns.All(c => c.Role != ColumnRole.Time) ? "analysis.no-purchases"
            : null;
    }

    /// <summary>The newest imported version of the dataset that a version belongs to; null when the version is not known.</summary>
    public static DatasetVersion? NewestOfSame(IReadOnlyList<DatasetVersion> versions, Guid? versionId)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.FirstOrDefault(v => v.Id == versionId) is { } known
            ? versions.Where(v => v.DatasetId == known.DatasetId && v.State == DatasetState.Ready).MaxBy(v => v.Number)
            : null;
    }
}
