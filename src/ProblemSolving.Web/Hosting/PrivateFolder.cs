namespace ProblemSolving.Web.Hosting;

/// <summary>Folders of the data directory; others on the machine cannot look inside.</summary>
internal static class PrivateFolder
{
    public static void Probe(string path)
    {
        Create(path);
        var probe = Path.Combine(path, $".write-{Environment.ProcessId}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
    }

    public static DirectoryInfo Create(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
