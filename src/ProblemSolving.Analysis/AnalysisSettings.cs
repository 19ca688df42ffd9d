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

    /// <summary>Asked whenever a session of the query engine opens, with the number of sessions that are open then: bytes that it may spill; null when nobody can tell.</summary>
    public Func<int, long?>? SpillRoom { get; init; }

    /// <summary>The sessions that share the room; copies of the settings share it too.</summary>
    internal SessionCount Sessions { get; } = new();

    /// <summary>The smaller of both bounds, at least 1 so that the engine takes it as a bound; null when there is none.</summary>
    internal long? SpillMegabytes(int sessions) => (SpillRoom?.Invoke(sessions) / (1 << 20), TempMegabytes) switch
    {
        ({ } room, { } most) => Math.Clamp(room, 1, most),
        ({ } room, null) => Math.Max(room, 1),
        (null, var most) => most,
    };
}
