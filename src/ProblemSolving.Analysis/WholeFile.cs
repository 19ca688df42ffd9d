using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ProblemSolving.Analysis;

/// <summary>
/// A file that appears under its name whole or not at all, also when the machine stops in between: written under a
/// temporary name beside it, forced to disk, renamed, and the folder's entry forced to disk.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes the file; on any failure the temporary file is gone and the target is as it was.</summary>
    /// <param name="path">Full path; its folder exists.</param>
    /// <param name="write">Makes the file at the path it is given.</param>
    public static T Write<T>(string path, Func<string, T> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        T result;
        try
        {
            result = write(temporary);
            using (var written = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(folder);
        return result;
    }

    // Windows keeps a folder's entries with its journal and has no call for it.
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
