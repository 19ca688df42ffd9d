using System.Text;
using ProblemSolving.Documents.Reports.Figures;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Reports;

/// <summary>Lays out the blocks of a section.</summary>
internal sealed class HtmlBlocks(StringBuilder html, ReportLabels labels, string language)
{
    // A wider table is a list of its rows on a phone.
    private const int WidestOnAPhone = 3;

    private readonly ValueFormat _format = new(language);
    private int _figures;

    public static string ToneClass(ReportTone tone) => tone switch
    {
        ReportTone.Neutral => "neutral",
        ReportTone.Good => "good",
        ReportTone.Caution => "caution",
        ReportTone.Bad => "bad",
    };

    public void Append(ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                html.Append("<h3>").Append(Markup.Encode(heading.Text)).Append("</h3>\n");
                break;
            case ParagraphBlock paragraph:
                AppendParagraphs(paragraph.Text);
                break;
            case ListBlock list:
                AppendList(list);
                break;
            case FactsBlock facts:
                AppendFacts(facts.Facts);
                break;
            case TableBlock table:
                AppendTable(table, stacks: table.Columns.Count > WidestOnAPhone);
                break;
            case FigureBlock figure:
                AppendFigure(figure);
                break;
            case QuadrantBlock quadrants:
                AppendQuadrants(quadrants);
                break;
            case DecisionBlock decision:
                AppendDecision(decision);
                break;
            case NoteBlock note:
                html.Append("<aside class=\"note ").Append(ToneClass(note.Tone)).Append("\">\n");
                AppendParagraphs(note.Text);
                html.Append("</aside>\n");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "Not a known kind of block.");
        }
    }

    private void AppendParagraphs(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            html.Append("<p>").Append(Markup.Encode(line)).Append("</p>\n");
    }

    private void AppendList(ListBlock list)
    {
        var tag = list.Ordered ? "ol" : "ul";
        html.Append('<').Append(tag).Append(">\n");
        foreach (var item in list.Items)
            html.Append("<li>").Append(Markup.Encode(item)).Append("</li>\n");
        html.Append("</").Append(tag).Append(">\n");
    }

    private void AppendFacts(IReadOnlyList<ReportFact> facts)
    {
        if (facts.Count == 0)
            return;
        html.Append("<dl class=\"facts\">\n");
        foreach (var fact in facts)
            html.Append("<div><dt>").Append(Markup.Encode(fact.Name)).Append("</dt><dd>").Append(Markup.Encode(fact.Value)).Append("</dd></div>\n");
        html.Append("</dl>\n");
    }

    private void AppendTable(TableBlock table, bool stacks = false)
    {
        // a table wider than the screen scrolls, also by keyboard; on a phone each row becomes a list, so that no column is out of sight
        var label = table.Caption.Length > 0 ? table.Caption : string.Join(", ", table.Columns.Select(c => c.Title));
        html.Append("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"").Append(Markup.Encode(label)).Append("\"><table").Append(stacks ? " class=\"stacks\"" : "").Append(">\n");
        if (table.Caption.Length > 0)
            html.Append("<caption>").Append(Markup.Encode(table.Caption)).Append("</caption>\n");
        html.Append("<thead><tr>");
        foreach (var column in table.Columns)
            html.Append("<th scope=\"col\"").Append(AlignClass(column.Kind)).Append('>').Append(Markup.Encode(column.Title)).Append("</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        if (table.Rows.Count == 0)
            html.Append("<tr><td class=\"empty\" colspan=\"").Append(table.Columns.Count).Append("\">").Append(Markup.Encode(labels.Empty)).Append("</td></tr>\n");
        foreach (var row in table.Rows)
            AppendRow(table.Columns, row, stacks);
        html.Append("</tbody>\n");
        if (table.Total is { } total)
        {
            html.Append("<tfoot>\n");
            AppendRow(table.Columns, total, stacks);
            html.Append("</tfoot>\n");
        }

        html.Append("</table></div>\n");
    }

    private void AppendRow(IReadOnlyList<ReportColumn> columns, IReadOnlyList<ReportCell> row, bool stacks)
    {
        if (row.Count != columns.Count)
            throw new ArgumentException($"A row has {row.Count} cells for {columns.Count} columns.", nameof(row));
        html.Append("<tr>");
        for (var i = 0; i < row.Count; i++)
        {
            var text = _format.Cell(row[i]);
            html.Append("<td").Append(columns[i].Kind is ColumnKind.Text && text.Length > LongText ? " class=\"long\"" : AlignClass(columns[i].Kind));
            if (stacks)
                html.Append(" data-label=\"").Append(Markup.Encode(columns[i].Title)).Append('"');
            html.Append('>').Append(Markup.Encode(text)).Append("</td>");
        }

        html.Append("</tr>\n");
    }

    // A text from here on keeps some width: beside numbers that do not break it would stand one word a line.
    private const int LongText = 40;

    private static string AlignClass(ColumnKind kind) => kind is ColumnKind.Text ? "" : " class=\"value\"";

    private void AppendFigure(FigureBlock figure)
    {
        AppendCaption(figure.Title, figure.Subtitle);
        SvgFigure.Append(html, figure, _format, labels, NextFigure());
        html.Append("<details><summary>").Append(Markup.Encode(labels.FigureData)).Append("</summary>\n");
        AppendTable(FigureTable.From(figure, _format));
        html.Append("</details>\n</figure>\n");
    }

    // The names of the points stand open beneath: paper has no pointer to ask with.
    private void AppendQuadrants(QuadrantBlock quadrants)
    {
        AppendCaption(quadrants.Title, quadrants.Subtitle);
        Quadrants.Append(html, quadrants, NextFigure());
        AppendTable(Quadrants.Table(quadrants));
        html.Append("</figure>\n");
    }

    private void AppendCaption(string title, string subtitle) =>
        html.Append("<figure>\n<figcaption><strong>").Append(Markup.Encode(title)).Append("</strong><span>").Append(Markup.Encode(subtitle)).Append("</span></figcaption>\n");

    private string NextFigure() => "figure-" + ++_figures;

    private void AppendDecision(DecisionBlock decision)
    {
        html.Append("<div class=\"decision ").Append(ToneClass(decision.Tone)).Append("\">\n<p class=\"outcome\">").Append(Markup.Encode(decision.Outcome))
            .Append("</p>\n<p class=\"by\">").Append(Markup.Encode(decision.Decider)).Append(" · ").Append(Markup.Encode(decision.DecidedAt)).Append("</p>\n");
        AppendParagraphs(decision.Reason);
        AppendFacts(decision.Facts);
        html.Append("</div>\n");
    }
}
