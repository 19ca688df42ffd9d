using System.Text.Json;
using System.Xml.Linq;
using ProblemSolving.Testing;

namespace ProblemSolving.Architecture.Tests;

/// <summary>A package that a restore of any project brought in, with what its manifest says about its licence.</summary>
/// <param name="LicenceKind"><c>expression</c>, <c>file</c>, <c>url</c> or empty.</param>
/// <param name="Licence">The expression, the file's name in the package, or the address.</param>
/// <param name="UsedBy">Projects whose restore contains it.</param>
internal sealed record RestoredPackage(string Id, string Version, string LicenceKind, string Licence, string Folder, IReadOnlyList<string> UsedBy);

/// <summary>Reads the restore results of all projects of the solution.</summary>
internal static class RestoredPackages
{
    /// <exception cref="InvalidOperationException">A project was not restored or a package is not in the packages folder.</exception>
    public static IReadOnlyList<RestoredPackage> Read()
    {
        var found = new Dictionary<string, (string Folder, SortedSet<string> Projects)>(StringComparer.OrdinalIgnoreCase);
        foreach (var project in ProjectFiles())
        {
            var assets = Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json");
            if (!File.Exists(assets))
                throw new InvalidOperationException($"{Path.GetFileName(project)} was not restored.");
            using var document = JsonDocument.Parse(File.ReadAllText(assets));
            var folders = document.RootElement.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
            foreach (var library in document.RootElement.GetProperty("libraries").EnumerateObject().Where(l => l.Value.GetProperty("type").GetString() == "package"))
            {
                if (!found.TryGetValue(library.Name, out var entry))
                {
                    var path = library.Value.GetProperty("path").GetString()!;
                    var folder = folders.Select(f => Path.Combine(f, path)).FirstOrDefault(Directory.Exists)
                        ?? throw new InvalidOperationException($"{library.Name} is not in the packages folder.");
                    found[library.Name] = entry = (folder, []);
                }

                entry.Projects.Add(Path.GetFileNameWithoutExtension(project));
            }
        }

        return [.. found.OrderBy(f => f.Key, StringComparer.OrdinalIgnoreCase).Select(f => Describe(f.Key, f.Value.Folder, [.. f.Value.Projects]))];
    }

    private static IEnumerable<string> ProjectFiles() =>
        new[] { "src", "tests" }.SelectMany(top => Directory.EnumerateDirectories(Path.Combine(RepositoryFolder.Root, top)))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"));

    private static RestoredPackage Describe(string name, string folder, IReadOnlyList<string> usedBy)
    {
        var manifest = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single());
        var elements = manifest.Descendants().ToList();
        var licence = elements.FirstOrDefault(e => e.Name.LocalName == "license");
        var address = elements.FirstOrDefault(e => e.Name.LocalName == "licenseUrl")?.Value ?? "";
        var (id, version) = (name.Split('/')[0], name.Split('/')[1]);
        return licence is not null
            ? new RestoredPackage(id, version, (string?)licence.Attribute("type") ?? "", licence.Value, folder, usedBy)
            : new RestoredPackage(id, version, address.Length > 0 ? "url" : "", address, folder, usedBy);
    }
}
