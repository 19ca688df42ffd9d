using System.Text.Json;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Every place of a file that does not fit, counted exactly; kept in a file beside the table, one JSON object a line.
/// The file appears with <see cref="Keep"/>, whole and only when there is something in it: an import that was stopped leaves none.
/// </summary>
/// <param name="path">File to write; null only counts.</param>
public sealed class FaultLog(string? path) : IDisposable
{
    /// <summary>Places listed on a page.</summary>
    public const int Shown = 200;

    private readonly string? _part = path is null ? null : path + ".part";
    private readonly List<ImportFault> _first = [];
    private StreamWriter? _file;

    public long Count { get; private set; }

    /// <summary>The first places, at most <see cref="Shown"/>.</summary>
    public IReadOnlyList<ImportFault> First => _first;

    public void Add(ImportFault fault)
    {
        Count++;
        if (_first.Count < Shown)
            _first.Add(fault);
        if (_part is null || Count > ImportFault.Kept)
            return;
        _file ??= new StreamWriter(_part, append: false);
        _file.WriteLine(JsonSerializer.Serialize(fault));
    }

    /// <summary>Ends the list and puts it in its place.</summary>
    public void Keep()
    {
        if (_file is null)
            return;
        _file.Dispose();
        _file = null;
        File.Move(_part!, path!, overwrite: true);
    }

    /// <summary>The kept places of a file, in its order.</summary>
    public static IEnumerable<ImportFault> Read(string path) => File.ReadLines(path).Select(line => JsonSerializer.Deserialize<ImportFault>(line)!);

    public void Dispose()
    {
        if (_file is null)
            return;
        _file.Dispose();
        File.Delete(_part!);
    }
}
