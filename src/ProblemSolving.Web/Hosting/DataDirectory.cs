namespace ProblemSolving.Web.Hosting;

/// <summary>The directory that holds everything the program keeps; others on the machine cannot look inside.</summary>
internal static class DataDirectory
{
    public static void Prepare(string path)
    {
        CreatePrivate(path);
        var probe = Path.Combine(path, $".write-{Environment.ProcessId}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
    }

    public static DirectoryInfo CreatePrivate(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
