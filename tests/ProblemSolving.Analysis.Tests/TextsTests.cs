using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProblemSolving.Analysis.Tests;

/// <summary>Every code and text key that the analysis and its records use has a sentence in both languages.</summary>
public partial class TextsTests
{
    [GeneratedRegex("\"((?:data|analysis|model|response)\\.[a-z0-9.-]+)\"")]
    private static partial Regex Code();

    [GeneratedRegex("\"((?:figure|stage|verdict)\\.[a-z0-9.-]+)\"")]
    private static partial Regex Key();

    [Fact]
    public void Texts_EveryCodeInTheSource_HasASentence()
    {
        var texts = new HashSet<string>();
        foreach (var file in Directory.EnumerateFiles(SharedData.Find("src/ProblemSolving.Application/Texts")!, "*.texts.json"))
        {
            foreach (var text in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateObject())
                texts.Add(text.Name);
        }
        var sources = new[] { "src/ProblemSolving.Analysis", "src/ProblemSolving.Domain/Datasets", "src/ProblemSolving.Domain/Analyze", "src/ProblemSolving.Domain/Measure" }
            .SelectMany(folder => Directory.EnumerateFiles(SharedData.Find(folder)!, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToList();
        var needed = sources.SelectMany(s => Code().Matches(s)).Select(m => "rule." + m.Groups[1].Value)
            .Concat(sources.SelectMany(s => Key().Matches(s)).Select(m => m.Groups[1].Value))
            .Where(k => k is not ("rule.model.json")).Distinct().ToList();
        Assert.True(needed.Count > 80);
        Assert.Empty(needed.Except(texts));
    }
}
