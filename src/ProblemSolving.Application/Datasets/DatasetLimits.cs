namespace ProblemSolving.Application.Datasets;

/// <summary>How much datasets may take, in bytes.</summary>
/// <param name="FileBytes">One upload.</param>
/// <param name="TotalBytes">All datasets as they lie on the disk (uploaded files, tables, lists of faults) and all files under way together.</param>
/// <param name="UploadsPerUser">Files one person may send at the same time.</param>
/// <param name="DiskMarginBytes">Free space of the disk that uploads, imports and spilling analyses leave alone, so that the database can go on writing.</param>
public sealed record DatasetLimits(long FileBytes, long TotalBytes, int UploadsPerUser, long DiskMarginBytes)
{
    /// <summary>The same for the datasets of one person.</summary>
    public long UserBytes { get; init; } = long.MaxValue;

    /// <summary>What one analysis may spill to the disk at most; it never spills into the margin.</summary>
    public long SpillBytes { get; init; } = long.MaxValue;

    /// <summary>Memory of the query engine for one analysis; beyond it the analysis spills. 1 GB is as fast as 2 on 30 million rows (docs/benchmarks.md).</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>4 GB a file, 100 GB in all, 40 GB a person, three files at a time, 512 MB left free, 1 GB of memory, 32 GB spilled.</summary>
    public static DatasetLimits Default { get; } = new(4L << 30, 100L << 30, 3, 512L << 20) { UserBytes = 40L << 30, SpillBytes = 32L << 30 };
}
