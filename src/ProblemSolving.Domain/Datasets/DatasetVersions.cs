namespace ProblemSolving.Domain.Datasets;

/// <summary>Finds versions among those of a project.</summary>
public static class DatasetVersions
{
    /// <summary>The newest imported version of all; null when there is none.</summary>
    public static DatasetVersion? Newest(IEnumerable<DatasetVersion> versions) => versions.Where(v => v.State == DatasetState.Ready).MaxBy(v => v.ReadyAtUtc ?? v.CreatedAtUtc);

    /// <summary>The newest imported version of the dataset that a version belongs to; null when the version is not known.</summary>
    public static DatasetVersion? NewestOfSame(IReadOnlyList<DatasetVersion> versions, Guid? versionId)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.FirstOrDefault(v => v.Id == versionId) is { } known
            ? versions.Where(v => v.DatasetId == known.DatasetId && v.State == DatasetState.Ready).MaxBy(v => v.Number)
            : null;
    }
}
