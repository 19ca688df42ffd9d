using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ProblemSolving.Documents.Lists;

/// <summary>
/// A file that appears whole or not at all, also when the machine stops in between: written under a temporary name in the
/// same folder, forced to disk, renamed over the target, and the folder's entry forced to disk.
/// </summary>
public static class AtomicFile
{
    /// <summary>Ends of temporary names; a reader of the folder ignores them, and a leftover may be deleted.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes the file; on failure or cancellation the target is as it was and the temporary file is gone.</summary>
    /// <param name="path">Full path; its folder exists.</param>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new ArgumentException("The path has no folder.", nameof(path));
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}{TemporarySuffix}");
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
            {
                await write(stream, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(folder);
    }

    /// <summary>Forces a folder's entries to disk. Windows keeps them with its journal and has no call for it.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Native.Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"The folder could not be opened to force it to disk (error {Marshal.GetLastPInvokeError()}).");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Native.Fsync(descriptor) != 0)
            throw new IOException($"The folder could not be forced to disk (error {Marshal.GetLastPInvokeError()}).");
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Fsync(int descriptor);
    }
}
