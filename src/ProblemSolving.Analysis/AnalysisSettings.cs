using ProblemSolving.Analysis.Datasets;

namespace ProblemSolving.Analysis;

/// <summary>What an analysis may use of the machine.</summary>
/// <param name="TempDirectory">Existing or creatable directory inside the data directory for files that live as long as one operation.</param>
/// <param name="Threads">At least 1.</param>
/// <param name="MemoryMegabytes">Limit of the query engine; beyond it data spills to the temp directory.</param>
/// <param name="TempMegabytes">Limit of what may be spilled; null leaves it to the disk.</param>
public sealed record AnalysisSettings(string TempDirectory, int Threads = 2, int MemoryMegabytes = 2048, int? TempMegabytes = null)
{
    /// <summary>What an uploaded packed file may unpack to.</summary>
    public UnpackLimits Unpack { get; init; } = UnpackLimits.Default;
}
