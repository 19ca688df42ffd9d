using System.Text.Json;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Every place of a file that does not fit, counted exactly; kept in a file beside the table, one JSON object a line.</summary>
/// <param name="path">File to write; null only counts.</param>
public sealed class FaultLog(string? path) : IDisposable
{
    /// <summary>Places listed on a page.</summary>
    public const int Shown = 200;

    private readonly StreamWriter? _file = path is null ? null : new StreamWriter(path, append: false);
    private readonly List<ImportFault> _first = [];

    public long Count { get; private set; }

    /// <summary>The first places, at most <see cref="Shown"/>.</summary>
    public IReadOnlyList<ImportFault> First => _first;

    public void Add(ImportFault fault)
    {
        Count++;
        if (_first.Count < Shown)
            _first.Add(fault);
        if (Count <= ImportFault.Kept)
            _file?.WriteLine(JsonSerializer.Serialize(fault));
    }

    /// <summary>The kept places of a file, in its order.</summary>
    public static IEnumerable<ImportFault> Read(string path) => File.ReadLines(path).Select(line => JsonSerializer.Deserialize<ImportFault>(line)!);

    public void Dispose() => _file?.Dispose();
}
