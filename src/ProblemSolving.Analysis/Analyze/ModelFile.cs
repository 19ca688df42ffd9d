using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML;
using ProblemSolving.Domain;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>
/// A model on disk: what its features are, and the trained trees. Entries carry a fixed date and a fixed order,
/// so that the same training gives the same bytes and the hash names the model.
/// </summary>
internal static class ModelFile
{
    private const string HeadName = "model.json";
    private const string TreesPrefix = "trees/";
    private static readonly DateTimeOffset FixedDate = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the file, whole or not at all, and gives its hash in lower-case hex.</summary>
    public static string Save(string path, ModelHead head, MLContext ml, ITransformer model, DataViewSchema schema) =>
        WholeFile.Write(path, part => Pack(part, head, ml, model, schema));

    private static string Pack(string path, ModelHead head, MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var trees = new MemoryStream();
        ml.Model.Save(model, schema, trees);
        trees.Position = 0;
        using (var source = new ZipArchive(trees, ZipArchiveMode.Read))
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write))
        using (var target = new ZipArchive(file, ZipArchiveMode.Create))
        {
            using (var entry = Entry(target, HeadName))
                JsonSerializer.Serialize(entry, head);
            foreach (var part in source.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
            {
                using var from = part.Open();
                using var to = Entry(target, TreesPrefix + part.FullName);
                from.CopyTo(to);
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
    }

    /// <summary>Reads a file whose hash is the one stored with its run.</summary>
    /// <exception cref="DomainRuleException">The file is not the one that was trained.</exception>
    public static (ModelHead Head, ITransformer Model) Load(string path, string sha256, MLContext ml)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : throw new DomainRuleException("model.file-missing");
        if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), sha256, StringComparison.OrdinalIgnoreCase))
            throw new DomainRuleException("model.file-changed");
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        using var head = archive.GetEntry(HeadName)!.Open();
        var description = JsonSerializer.Deserialize<ModelHead>(head)!;
        using var trees = new MemoryStream();
        using (var rebuilt = new ZipArchive(trees, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in archive.Entries.Where(e => e.FullName.StartsWith(TreesPrefix, StringComparison.Ordinal)))
            {
                using var from = part.Open();
                using var to = Entry(rebuilt, part.FullName[TreesPrefix.Length..]);
                from.CopyTo(to);
            }
        }
        trees.Position = 0;
        return (description, ml.Model.Load(trees, out _));
    }

    private static Stream Entry(ZipArchive archive, string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = FixedDate;
        return entry.Open();
    }
}

/// <summary>What must be known to feed a model.</summary>
internal sealed record ModelHead(string FeatureVersion, int HorizonDays, int Seed, IReadOnlyList<AttributeValue> Attributes);
