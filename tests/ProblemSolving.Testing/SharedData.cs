using System.Diagnostics.CodeAnalysis;

namespace ProblemSolving.Testing;

/// <summary>
/// The real data beside the repository (<c>shared/data</c>), which is never part of it. A test asks
/// <c>Assert.SkipUnless(SharedData.Has("cdnow/CDNOW_master.txt", out var path), SharedData.Missing)</c>.
/// </summary>
public static class SharedData
{
    /// <summary>Why a test was skipped.</summary>
    public const string Missing = "Skipped: the folder shared/data is not beside this repository.";

    private static readonly string? s_folder = RepositoryFolder.Upwards()
        .Select(folder => Path.Combine(folder, "shared", "data"))
        .FirstOrDefault(Directory.Exists);

    /// <summary>True when the file or folder is there; names use <c>/</c>.</summary>
    public static bool Has(string name, [NotNullWhen(true)] out string? path)
    {
        path = s_folder is null ? null : Path.Combine([s_folder, .. name.Split('/')]);
        if (path is null || !(File.Exists(path) || Directory.Exists(path)))
            path = null;
        return path is not null;
    }
}
