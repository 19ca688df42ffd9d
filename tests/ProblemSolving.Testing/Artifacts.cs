namespace ProblemSolving.Testing;

/// <summary>Things a test leaves for people to look at; the folder is ignored by git.</summary>
public static class Artifacts
{
    /// <summary>A folder under <c>artifacts/</c>, created when missing.</summary>
    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(RepositoryFolder.Root, "artifacts", name)).FullName;
}
