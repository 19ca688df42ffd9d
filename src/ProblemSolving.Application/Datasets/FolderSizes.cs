using System.Collections.Concurrent;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// Bytes of folders whose files are written once. An import asks for all of them every two seconds: one in which no file came, went or
/// was renamed since is not looked into again.
/// </summary>
public sealed class FolderSizes(TimeProvider time)
{
    // two changes within one tick of the file system look like one, so a folder counts as still only after a while
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTime ChangedUtc, long Bytes)> _known = [];
    private int _looks;

    /// <summary>How often the files of a folder were looked at.</summary>
    public int Looks => _looks;

    /// <param name="grows">Somebody writes there in this moment: the folder does not tell, so its files are asked.</param>
    /// <exception cref="IOException">The folder cannot be looked at.</exception>
    public long BytesOf(string path, bool grows)
    {
        var folder = new DirectoryInfo(path);
        if (!folder.Exists)
        {
            _known.TryRemove(path, out _);
            return 0;
        }

        var changed = folder.LastWriteTimeUtc;
        if (!grows && _known.TryGetValue(path, out var known) && known.ChangedUtc == changed)
            return known.Bytes;
        Interlocked.Increment(ref _looks);
        var bytes = folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        if (!grows && time.GetUtcNow().UtcDateTime - changed > Settles)
            _known[path] = (changed, bytes);
        return bytes;
    }
}
