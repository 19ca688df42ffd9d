using System.Text.RegularExpressions;

namespace ProblemSolving.Web.Tests.Texts;

/// <summary>No page says anything that is not in the catalogue. A heuristic: text between tags and in the attributes people read.</summary>
public sealed partial class HardCodedTextTests
{
    [Fact]
    public void NoPage_HasTextOfItsOwn() =>
        Assert.Empty(SourceFiles.Under("src/ProblemSolving.Web", ".razor").SelectMany(f => Found(File.ReadAllText(f)).Select(t => $"{Path.GetFileName(f)}: {t}")));

    [Theory]
    [InlineData("<p>Hello there</p>")]
    [InlineData("<p>\n    저장했습니다\n</p>")]
    [InlineData("<MudTextField Label=\"Name\" />")]
    [InlineData("<button aria-label=\"Close\">@T[\"x\"]</button>")]
    public void Control_TextOfItsOwnIsSeen(string markup) => Assert.NotEmpty(Found(markup));

    [Theory]
    [InlineData("<p>@T[\"a.b\"] – @Format.Count(3, T.Culture)</p>")]
    [InlineData("<MudTextField Label=\"@T[\"x\"]\" />")]
    [InlineData("@if (a < b && c > d)\n{\n    <p>@Name</p>\n}")]
    public void Control_TextOfTheCatalogueIsNot(string markup) => Assert.Empty(Found(markup));

    private static IEnumerable<string> Found(string source)
    {
        var code = source.IndexOf("\n@code", StringComparison.Ordinal);
        var markup = Comment().Replace(code < 0 ? source : source[..code], "");
        var attributes = ReadAttribute().Matches(markup).Select(m => m.Value);
        var lines = Expression().Replace(Braces().Replace(markup, ""), "");
        var between = Between().Matches(lines).Select(m => m.Groups[1].Value.Trim()).Where(IsWords);
        return attributes.Concat(between);
    }

    // Code between two tags (a loop, a condition) has signs that sentences lack.
    private static bool IsWords(string text) => Letters().IsMatch(text) && !CodeSign().IsMatch(text);

    [GeneratedRegex("(?s)@\\*.*?\\*@")]
    private static partial Regex Comment();

    [GeneratedRegex("\\b(?:Label|HelperText|Placeholder|Text|Title|AriaLabel|aria-label|title|placeholder|alt)=\"[^\"@]*\\p{L}{2}[^\"@]*\"")]
    private static partial Regex ReadAttribute();

    [GeneratedRegex("\"[^\"\\n]*\"")]
    private static partial Regex Braces();

    [GeneratedRegex("@[\\w.]+(?:\\((?:[^()]|\\([^()]*\\))*\\)|\\[[^\\]]*\\]|\\.\\w+)*|@\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)")]
    private static partial Regex Expression();

    [GeneratedRegex("(?<=[\\w\"'/])>([^<>]+)<(?=[/\\w])")]
    private static partial Regex Between();

    [GeneratedRegex("\\p{L}{2}")]
    private static partial Regex Letters();

    [GeneratedRegex("[{}();=]|\\b(?:else|case|break|foreach|switch)\\b")]
    private static partial Regex CodeSign();
}
