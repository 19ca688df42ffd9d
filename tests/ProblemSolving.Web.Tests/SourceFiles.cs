namespace ProblemSolving.Web.Tests;

/// <summary>The sources of the program, for tests that read them.</summary>
internal static class SourceFiles
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> Under(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ProblemSolving.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the source tree.");
    }
}
