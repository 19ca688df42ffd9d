using System.Security.Cryptography;
using System.Text;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Reports;

/// <summary>
/// A report as one HTML file that needs nothing else: styles and figures inside, no script, no outside address.
/// Its content policy allows only that one style sheet, so even a slip in encoding could not run anything.
/// </summary>
public static class HtmlReport
{
    private static readonly string s_style = ReadStyle();
    private static readonly string s_styleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s_style)));

    /// <summary>The whole page; UTF-8 when written to a file.</summary>
    public static string Render(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var html = new StringBuilder(64 * 1024);
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(Markup.Encode(document.Language)).Append("\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-").Append(s_styleHash)
            .Append("'; base-uri 'none'; form-action 'none'\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light\">\n");
        html.Append("<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Append("<title>").Append(Markup.Encode(document.Title)).Append("</title>\n<style>").Append(s_style).Append("</style>\n</head>\n<body>\n");
        AppendHeader(html, document);
        html.Append("<main>\n");
        AppendContents(html, document);
        var blocks = new HtmlBlocks(html, document.Labels, document.Language);
        foreach (var section in document.Sections)
            AppendSection(html, blocks, section, document.Labels);
        html.Append("</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Writes the page as UTF-8 without a byte order mark; the stream stays open.</summary>
    public static async Task WriteAsync(ReportDocument document, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(new UTF8Encoding(false).GetBytes(Render(document)), cancellationToken);
    }

    private static void AppendHeader(StringBuilder html, ReportDocument document)
    {
        html.Append("<header>\n<h1>").Append(Markup.Encode(document.Title)).Append("</h1>\n");
        if (document.Subtitle.Length > 0)
            html.Append("<p class=\"subtitle\">").Append(Markup.Encode(document.Subtitle)).Append("</p>\n");
        html.Append("<dl class=\"byline\"><div><dt>").Append(Markup.Encode(document.Labels.AsOf)).Append("</dt><dd>").Append(Markup.Encode(document.AsOf))
            .Append("</dd></div><div><dt>").Append(Markup.Encode(document.Labels.Author)).Append("</dt><dd>").Append(Markup.Encode(document.Author))
            .Append("</dd></div></dl>\n</header>\n");
    }

    private static void AppendContents(StringBuilder html, ReportDocument document)
    {
        if (document.Sections.Count < 2)
            return;
        html.Append("<nav aria-labelledby=\"contents\"><h2 id=\"contents\">").Append(Markup.Encode(document.Labels.Contents)).Append("</h2>\n<ol>\n");
        foreach (var section in document.Sections)
        {
            html.Append("<li><a href=\"#").Append(Markup.Encode(section.Id)).Append("\">").Append(Markup.Encode(section.Title)).Append("</a> ");
            AppendState(html, section);
            html.Append("</li>\n");
        }

        html.Append("</ol></nav>\n");
    }

    private static void AppendSection(StringBuilder html, HtmlBlocks blocks, ReportSection section, ReportLabels labels)
    {
        html.Append("<section id=\"").Append(Markup.Encode(section.Id)).Append("\">\n<h2>").Append(Markup.Encode(section.Title)).Append(' ');
        AppendState(html, section);
        html.Append("</h2>\n");
        if (section.Blocks.Count == 0)
            html.Append("<p class=\"empty\">").Append(Markup.Encode(labels.Empty)).Append("</p>\n");
        foreach (var block in section.Blocks)
            blocks.Append(block);
        html.Append("</section>\n");
    }

    private static void AppendState(StringBuilder html, ReportSection section)
    {
        if (section.State.Length > 0)
            html.Append("<span class=\"state ").Append(HtmlBlocks.ToneClass(section.Tone)).Append("\">").Append(Markup.Encode(section.State)).Append("</span>");
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The report's style sheet is missing from the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // a browser hashes the sheet after turning line ends into \n
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
