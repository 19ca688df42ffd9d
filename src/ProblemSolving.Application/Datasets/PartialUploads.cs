using System.Text.Json;

namespace ProblemSolving.Application.Datasets;

/// <summary>A file under way in pieces, as it is written down beside its bytes.</summary>
/// <param name="Stamp">What the sender's machine says about the file besides name and size, such as when it was changed; tells whether a file chosen again is the same.</param>
internal sealed record PartialUpload(Guid Id, Guid ProjectId, Guid? DatasetId, Guid SenderId, string FileName, long Bytes, string Stamp);

/// <summary>
/// The files under way in pieces, kept on disk: how much of each has arrived is the length of its file, so that nothing has to be
/// remembered over a restart. One that nobody went on with for a day is removed.
/// </summary>
public sealed class PartialUploads(DataDirectory data, TimeProvider time)
{
    private const string About = "about.json";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    internal string PathOf(Guid id) => Path.Combine(data.Upload(id), "part");

    /// <summary>Bytes that have arrived.</summary>
    internal long Offset(Guid id) => new FileInfo(PathOf(id)) is { Exists: true } part ? part.Length : 0;

    internal void Add(PartialUpload upload)
    {
        Directory.CreateDirectory(data.Upload(upload.Id));
        File.WriteAllText(Path.Combine(data.Upload(upload.Id), About), JsonSerializer.Serialize(upload));
        File.Create(PathOf(upload.Id)).Dispose();
    }

    /// <summary>Null when it is finished, given up, or was never there.</summary>
    internal PartialUpload? Find(Guid id)
    {
        try
        {
            return JsonSerializer.Deserialize<PartialUpload>(File.ReadAllText(Path.Combine(data.Upload(id), About)));
        }
        catch (Exception missing) when (missing is IOException or JsonException)
        {
            return null;
        }
    }

    internal IReadOnlyList<PartialUpload> All() =>
        [.. Directory.EnumerateDirectories(data.Uploads).Select(d => Guid.TryParseExact(Path.GetFileName(d), "N", out var id) ? Find(id) : null).OfType<PartialUpload>()];

    /// <summary>Room that the files under way will take.</summary>
    internal StoredBytes Reserved(Guid userId)
    {
        var all = All();
        return new StoredBytes(all.Sum(u => u.Bytes), all.Where(u => u.SenderId == userId).Sum(u => u.Bytes));
    }

    internal void Remove(Guid id)
    {
        if (Directory.Exists(data.Upload(id)))
            Directory.Delete(data.Upload(id), recursive: true);
    }

    /// <summary>Removes what nobody went on with.</summary>
    public void Sweep()
    {
        foreach (var folder in new DirectoryInfo(data.Uploads).EnumerateDirectories())
        {
            var part = new FileInfo(Path.Combine(folder.FullName, "part"));
            var touched = part.Exists ? part.LastWriteTimeUtc : folder.LastWriteTimeUtc;
            if (time.GetUtcNow().UtcDateTime - touched > Kept)
                folder.Delete(recursive: true);
        }
    }
}
