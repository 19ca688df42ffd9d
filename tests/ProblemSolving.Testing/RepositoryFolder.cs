namespace ProblemSolving.Testing;

/// <summary>Folders found by walking up from the test program.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } =
        Upwards().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "ProblemSolving.sln")))
        ?? throw new InvalidOperationException("The tests must run from inside the repository: no folder above holds ProblemSolving.sln.");

    /// <summary>From the test program's folder up to the root of the disk.</summary>
    internal static IEnumerable<string> Upwards()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
