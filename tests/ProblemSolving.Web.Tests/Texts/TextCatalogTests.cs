using System.Text.RegularExpressions;
using ProblemSolving.Application.Texts;

namespace ProblemSolving.Web.Tests.Texts;

/// <summary>Every text exists, in both languages, with the same slots.</summary>
public sealed partial class TextCatalogTests
{
    private static readonly TextCatalog Catalog = TextCatalog.Default;

    [Fact]
    public void EveryKey_HasBothLanguages() =>
        Assert.DoesNotContain(Catalog.Keys, k => string.IsNullOrWhiteSpace(Catalog.Pair(k).En) || string.IsNullOrWhiteSpace(Catalog.Pair(k).Ko));

    [Fact]
    public void EveryKey_HasTheSameSlotsInBothLanguages() =>
        Assert.DoesNotContain(Catalog.Keys, k => !Slots(Catalog.Pair(k).En).SetEquals(Slots(Catalog.Pair(k).Ko)));

    [Fact]
    public void Control_DifferentSlotsAreSeen() => Assert.False(Slots("{0} of {1:N0}").SetEquals(Slots("{0}")));

    [Fact] // the glossary's word for a value that is not there
    public void Missing_InKorean_HasOneWord() => Assert.DoesNotContain(Catalog.Keys, k => Catalog.Pair(k).Ko.Contains("빈 값", StringComparison.Ordinal));

    [Fact]
    public void EveryKeyAskedForInTheSources_Exists()
    {
        var asked = SourceFiles.Under("src", ".razor", ".cs").SelectMany(f => KeysIn(File.ReadAllText(f)).Select(k => (Key: k, File: Path.GetFileName(f)))).ToList();
        Assert.True(asked.Count > 80);
        Assert.Empty(asked.Where(a => !Catalog.Has(a.Key)).Distinct());
    }

    [Fact]
    public void Control_AnUnknownKeyIsSeen() => Assert.Contains("no.such.key", KeysIn("<p>@T[\"no.such.key\"]</p>"));

    [Fact]
    public void EveryRuleThrownInTheSources_HasASentence()
    {
        var codes = SourceFiles.Under("src", ".razor", ".cs").SelectMany(f => Rule().Matches(File.ReadAllText(f)).Select(m => (Key: "rule." + m.Groups[1].Value, File: Path.GetFileName(f)))).ToList();
        Assert.True(codes.Count > 10);
        Assert.Empty(codes.Where(c => !Catalog.Has(c.Key)).Distinct());
    }

    private static HashSet<string> Slots(string text) => [.. Slot().Matches(text).Select(m => m.Groups[1].Value)];

    // Keys that are put together at run time ("step." + step) end in a dot or a letter before the quote and are not caught here.
    private static IEnumerable<string> KeysIn(string source) => Asked().Matches(source).Select(m => m.Groups[1].Value);

    [GeneratedRegex("\\{(\\d+)")]
    private static partial Regex Slot();

    [GeneratedRegex("\\bT(?:\\[|\\.Get\\()\"([^\"]+)\"\\s*[\\],)]")]
    private static partial Regex Asked();

    [GeneratedRegex("new DomainRuleException\\(\\s*\"([^\"]+)\"")]
    private static partial Regex Rule();
}
