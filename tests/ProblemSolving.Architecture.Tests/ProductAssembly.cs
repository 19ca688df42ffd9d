using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ProblemSolving.Testing;

namespace ProblemSolving.Architecture.Tests;

/// <summary>Reads what a built project of the product refers to, without loading it.</summary>
internal static class ProductAssembly
{
    /// <summary>Names of all assemblies the compiled code refers to.</summary>
    public static IReadOnlyList<string> References(string project)
    {
        using var stream = File.OpenRead(PathOf(project));
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>References that begin with one of the prefixes.</summary>
    public static IReadOnlyList<string> Breaches(string project, params string[] prefixes) =>
        [.. References(project).Where(reference => prefixes.Any(prefix => reference.StartsWith(prefix, StringComparison.Ordinal)))];

    private static string PathOf(string project)
    {
        var configuration = typeof(ProductAssembly).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;
        return Path.Combine(RepositoryFolder.Root, "src", project, "bin", configuration, "net10.0", project + ".dll");
    }
}
