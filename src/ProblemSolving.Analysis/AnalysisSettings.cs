using ProblemSolving.Analysis.Datasets;

namespace ProblemSolving.Analysis;

/// <summary>What an analysis may use of the machine.</summary>
/// <param name="TempDirectory">Existing or creatable directory inside the data directory for files that live as long as one operation.</param>
/// <param name="Threads">At least 1.</param>
/// <param name="MemoryMegabytes">Limit of the query engine; beyond it data spills to the temp directory.</param>
/// <param name="TempMegabytes">Limit of what may be spilled; null leaves it to <see cref="SpillRoom"/>.</param>
public sealed record AnalysisSettings(string TempDirectory, int Threads = 2, int MemoryMegabytes = 1024, int? TempMegabytes = null)
{
    /// <summary>What an uploaded packed file may unpack to.</summary>
    public UnpackLimits Unpack { get; init; } = UnpackLimits.Default;

    /// <summary>Asked whenever a session of the query engine opens: bytes that may be spilled in this moment; null when nobody can tell.</summary>
    public Func<long?>? SpillRoom { get; init; }

    /// <summary>The smaller of both bounds, at least 1 so that the engine takes it as a bound; null when there is none.</summary>
    internal long? SpillMegabytes => (SpillRoom?.Invoke() / (1 << 20), TempMegabytes) switch
    {
        ({ } room, { } most) => Math.Clamp(room, 1, most),
        ({ } room, null) => Math.Max(room, 1),
        (null, var most) => most,
    };
}
