using ProblemSolving.Testing;

namespace ProblemSolving.Architecture.Tests;

/// <summary>Only permissive licences come in; what a machine cannot read was read by a person and is named here.</summary>
public sealed class LicenceTests
{
    private static readonly string[] s_allowed = ["MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "MS-PL", "OFL-1.1", "PostgreSQL", "Unicode-3.0", "Unicode-DFS-2016", "Zlib", "CC0-1.0", "Unlicense"];

    /// <summary>Packages under the Mozilla Public License, each with the reason why nothing else serves. None so far.</summary>
    private static readonly Dictionary<string, string> s_mozillaExceptions = [];

    /// <summary>Packages that carry their licence as a file, with what a person read there and its first words.</summary>
    private static readonly Dictionary<string, (string Licence, string BeginsWith)> s_reviewedFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CommandLineParser/2.9.1"] = ("MIT", "The MIT License (MIT)"),
        ["Microsoft.DotNet.PlatformAbstractions/3.1.6"] = ("MIT", "The MIT License (MIT)"),
    };

    /// <summary>Files of others kept in the repository: the folder's licence file must be there.</summary>
    private static readonly string[] s_vendoredKinds = [".min.js", ".min.css", ".woff2", ".woff", ".ttf", ".otf"];

    [Fact]
    public void Packages_AllRestored_HavePermissiveLicences()
    {
        var packages = RestoredPackages.Read();
        Assert.NotEmpty(packages);
        var faults = packages.Select(Fault).OfType<string>().ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("expression", "GPL-3.0-only")]
    [InlineData("expression", "MIT AND AGPL-3.0-only")]
    [InlineData("expression", "MPL-2.0")]
    [InlineData("file", "LICENSE")]
    [InlineData("url", "https://example.invalid/licence")]
    [InlineData("", "")]
    public void Control_UnknownOrStrictLicence_IsNamed(string kind, string licence) =>
        Assert.Contains("Some.Package", Fault(new RestoredPackage("Some.Package", "1.0.0", kind, licence, "", ["ProblemSolving.Web"])), StringComparison.Ordinal);

    [Theory]
    [InlineData("MIT")]
    [InlineData("Apache-2.0 OR GPL-2.0-only")]
    [InlineData("(MIT AND BSD-3-Clause)")]
    public void Control_PermissiveExpression_Passes(string licence) =>
        Assert.Null(Fault(new RestoredPackage("Some.Package", "1.0.0", "expression", licence, "", ["ProblemSolving.Web"])));

    [Fact]
    public void VendoredFiles_All_LieBesideTheirLicence()
    {
        var missing = new[] { "src", "tests" }
            .SelectMany(top => Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, top), "*", SearchOption.AllDirectories))
            .Where(path => !Parts(path).Any(part => part is "bin" or "obj"))
            .Where(path => s_vendoredKinds.Any(kind => path.EndsWith(kind, StringComparison.OrdinalIgnoreCase)))
            .Select(path => Path.GetDirectoryName(path)!)
            .Distinct()
            .Where(folder => !HasLicence(folder) && !HasLicence(Path.GetDirectoryName(folder)!))
            .Select(folder => Path.GetRelativePath(RepositoryFolder.Root, folder))
            .ToList();
        Assert.True(missing.Count == 0, "No licence file beside: " + string.Join(", ", missing));
    }

    private static string[] Parts(string path) => Path.GetRelativePath(RepositoryFolder.Root, path).Split(Path.DirectorySeparatorChar);

    private static bool HasLicence(string folder) =>
        Directory.EnumerateFiles(folder).Select(Path.GetFileName).Any(name => name!.Contains("LICENSE", StringComparison.OrdinalIgnoreCase) || name.StartsWith("OFL", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a package's licence, or null.</summary>
    private static string? Fault(RestoredPackage package)
    {
        var name = $"{package.Id}/{package.Version}";
        var who = $"{name} (in {string.Join(", ", package.UsedBy)})";
        switch (package.LicenceKind)
        {
            case "expression" when IsAllowed(package.Licence):
                return null;
            case "expression" when package.Licence.StartsWith("MPL-", StringComparison.Ordinal) && s_mozillaExceptions.ContainsKey(package.Id):
                return null;
            case "expression":
                return $"{who}: the licence {package.Licence} is not on the list.";
            case "file" when s_reviewedFiles.TryGetValue(name, out var reviewed):
                var text = File.ReadAllText(Path.Combine(package.Folder, package.Licence));
                return text.TrimStart().StartsWith(reviewed.BeginsWith, StringComparison.Ordinal) ? null : $"{who}: its licence file no longer begins as reviewed.";
            case "file":
                return $"{who}: read its licence file {package.Licence} and add it to the reviewed ones.";
            default:
                return $"{who}: the manifest names no licence that can be read ('{package.Licence}').";
        }
    }

    /// <summary>An SPDX expression: one choice of an OR is enough, every part of an AND is needed.</summary>
    private static bool IsAllowed(string expression) =>
        expression.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)
            .Split(" OR ")
            .Any(choice => choice.Split(" AND ").All(part => s_allowed.Contains(part.Trim())));
}
