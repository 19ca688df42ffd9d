using System.Text.RegularExpressions;
using System.Xml.Linq;
using ProblemSolving.Documents.Reports;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Testing;

namespace ProblemSolving.Documents.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private static readonly string[] s_elements =
    [
        "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "aside", "h1", "h2", "h3", "p", "a", "span", "strong", "ol", "ul", "li", "dl", "dt", "dd", "div",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "details", "summary",
        "svg", "desc", "pattern", "rect", "line", "path", "circle", "text",
    ];

    private static readonly string[] s_attributes =
    [
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "aria-labelledby", "aria-label", "tabindex", "scope", "colspan", "open", "data-label",
        "xmlns", "viewBox", "role", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "d", "width", "height", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin",
        "patternUnits", "patternTransform", "transform", "text-anchor",
    ];

    public static TheoryData<string> HostileTexts() => [.. HostileText.Scripts];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Render_HostileTextEverywhere_GivesOnlyKnownMarkup(string hostile)
    {
        var html = HtmlReport.Render(ExampleReports.WithEveryText(hostile));

        foreach (var tag in Tags().Matches(html).Select(m => m.Value))
        {
            Assert.Contains(TagName().Match(tag).Groups[1].Value, s_elements);
            foreach (Match attribute in Attributes().Matches(tag))
                Assert.Contains(attribute.Groups[1].Value, s_attributes);
        }

        // a "<" that does not open one of those tags would be a text that escaped
        Assert.Equal(html.Count(c => c == '<') - 1, Tags().Count(html) + ClosingTags().Count(html));
        Assert.DoesNotContain("&amp;amp;", HtmlReport.Render(ExampleReports.WithEveryText("&")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Render_HostileTextEverywhere_FiguresStayWellFormed(string hostile)
    {
        foreach (Match svg in Figures().Matches(HtmlReport.Render(ExampleReports.WithEveryText(hostile))))
            Assert.Equal("svg", XElement.Parse(svg.Value).Name.LocalName);
    }

    [Theory]   // else numbers that do not break leave a name one word a line
    [InlineData("a gain of customers who buy again within ninety days", true)]
    [InlineData("second orders", false)]
    public void Render_ALongTextInATable_KeepsItsWidth(string name, bool wide)
    {
        var table = new TableBlock("effects", [new ReportColumn("Effect"), new ReportColumn("Gain", ColumnKind.Money)], [[ReportCell.Text(name), ReportCell.Money(1_000, "KRW")]]);
        var html = HtmlReport.Render(ExampleReports.English() with { Sections = [new ReportSection("x", "x", "", ReportTone.Neutral, [table])] });
        Assert.Contains($"<td{(wide ? " class=\"long\"" : "")}>{name}</td>", html, StringComparison.Ordinal);
    }

    [Theory]   // a name in the legend stands for something that is drawn
    [InlineData(0.2, true)]
    [InlineData(null, false)]
    public void Render_APeriodThatIsNotOver_IsNamedWhereItHasAValue(double? newest, bool named)
    {
        var figure = new Figure("monthly", FigureKind.Line, new("t"), new("s"), new(new("x"), FigureUnit.None), new(new("y"), FigureUnit.Rate), ["2026-01", "2026-02"], [new(new("n"), SeriesRole.Target, [0.25, newest], Incomplete: [false, true])]);
        var report = ExampleReports.English() with { Sections = [new ReportSection("x", "x", "", ReportTone.Neutral, [FigureBlock.From(figure, t => t.Key, "KRW")])] };
        Assert.Equal(named, HtmlReport.Render(report).Contains(report.Labels.Incomplete + "</text>", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_Quadrants_NamesEveryPointAndItsRangeBeneath()
    {
        var html = HtmlReport.Render(ExampleReports.English());
        Assert.Contains("<td>1 · Rule</td>", html, StringComparison.Ordinal);
        Assert.Contains(">20 (10 – 70)<", html, StringComparison.Ordinal);
        Assert.Contains(">40% (20% – 40%)<", html, StringComparison.Ordinal);
        Assert.Contains(">70%<", html, StringComparison.Ordinal);   // no range was given
        Assert.Contains("<title>2 Model</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AnyReport_LoadsNothingAndRunsNothing()
    {
        var html = HtmlReport.Render(ExampleReports.Korean());

        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AnyReport_PolicyAllowsExactlyItsStyleSheet()
    {
        var html = HtmlReport.Render(ExampleReports.English());
        var style = Style().Match(html).Groups[1].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"style-src 'sha256-{hash}'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Money_ReadsInTheLanguageOfTheReport()
    {
        Assert.Contains("320,000,000원", HtmlReport.Render(ExampleReports.Korean()), StringComparison.Ordinal);
        Assert.Contains("₩320,000,000", HtmlReport.Render(ExampleReports.English()), StringComparison.Ordinal);
        Assert.Contains("−₩45,000,000", HtmlReport.Render(ExampleReports.English()), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Ids_AreUnique()
    {
        var ids = Regex.Matches(HtmlReport.Render(ExampleReports.Korean()), " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Render_AWideTable_NamesItsCellsForThePhone(int columns, bool stacks)
    {
        var table = new TableBlock("", [.. Enumerable.Range(1, columns).Select(i => new ReportColumn($"head {i}"))], [[.. Enumerable.Range(1, columns).Select(i => ReportCell.Text($"cell {i}"))]]);
        var html = HtmlReport.Render(ExampleReports.English() with { Sections = [new ReportSection("x", "x", "", ReportTone.Neutral, [table])] });
        Assert.Equal(stacks, html.Contains("<td data-label=\"head 2\">cell 2</td>", StringComparison.Ordinal));
        Assert.Equal(stacks, html.Contains("<table class=\"stacks\">", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_RowOfWrongLength_IsRefused()
    {
        var report = ExampleReports.Korean();
        var section = new ReportSection("x", "x", "", ReportTone.Neutral, [new TableBlock("", [new("a"), new("b")], [[ReportCell.Text("only one")]])]);
        Assert.Throws<ArgumentException>(() => HtmlReport.Render(report with { Sections = [section] }));
    }

    [Fact]
    public async Task Write_BothLanguages_LeavesFilesToLookAt()
    {
        foreach (var report in new[] { ExampleReports.Korean(), ExampleReports.English() })
        {
            var path = Path.Combine(Artifacts.Folder("reports"), $"report.{report.Language}.html");
            await using (var file = File.Create(path))
                await HtmlReport.WriteAsync(report, file, TestContext.Current.CancellationToken);
            Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("<[a-zA-Z][^<>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("</[a-zA-Z][a-zA-Z0-9]*>")]
    private static partial Regex ClosingTags();

    [GeneratedRegex("^<([a-zA-Z0-9]+)")]
    private static partial Regex TagName();

    [GeneratedRegex("\\s([a-zA-Z:-]+[0-9]?)=\"[^\"]*\"")]
    private static partial Regex Attributes();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Figures();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
