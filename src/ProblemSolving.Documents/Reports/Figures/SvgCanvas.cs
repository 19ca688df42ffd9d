using System.Text;

namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>Writes SVG elements; every text goes through <see cref="Markup"/>. Styling is by attributes only, as the page's content policy wants.</summary>
internal sealed class SvgCanvas(StringBuilder svg)
{
    public const string Ink = "#1f2328";
    public const string Soft = "#57606a";
    public const string Grid = "#e3e7eb";

    public void Open(double width, double height, string id, string title, string description)
    {
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").Append(N(width)).Append(' ').Append(N(height))
            .Append("\" role=\"img\" aria-labelledby=\"").Append(id).Append("-t ").Append(id).Append("-d\">\n<title id=\"").Append(id).Append("-t\">")
            .Append(Markup.Encode(title)).Append("</title><desc id=\"").Append(id).Append("-d\">").Append(Markup.Encode(description)).Append("</desc>\n");
    }

    public void Close() => svg.Append("</svg>\n");

    /// <summary>Diagonal lines over white: a value whose period is not over.</summary>
    public void HatchPattern(string patternId, string colour) =>
        svg.Append("<pattern id=\"").Append(patternId).Append("\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"2.5\" height=\"6\" fill=\"")
            .Append(colour).Append("\"/></pattern>\n");

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string? dash = null)
    {
        svg.Append("<line x1=\"").Append(N(x1)).Append("\" y1=\"").Append(N(y1)).Append("\" x2=\"").Append(N(x2)).Append("\" y2=\"").Append(N(y2))
            .Append("\" stroke=\"").Append(colour).Append("\" stroke-width=\"").Append(N(width)).Append('"');
        if (dash is not null)
            svg.Append(" stroke-dasharray=\"").Append(dash).Append('"');
        svg.Append("/>\n");
    }

    public void Rect(double x, double y, double width, double height, string fill, string? stroke = null, string? tip = null)
    {
        svg.Append("<rect x=\"").Append(N(x)).Append("\" y=\"").Append(N(y)).Append("\" width=\"").Append(N(Math.Max(0, width))).Append("\" height=\"").Append(N(Math.Max(0, height)))
            .Append("\" fill=\"").Append(fill).Append('"');
        if (stroke is not null)
            svg.Append(" stroke=\"").Append(stroke).Append('"');
        Finish("rect", tip);
    }

    public void Path(string data, string stroke, double width, string fill = "none", string? dash = null, double fillOpacity = 1)
    {
        svg.Append("<path d=\"").Append(data).Append("\" stroke=\"").Append(stroke).Append("\" stroke-width=\"").Append(N(width)).Append("\" fill=\"").Append(fill)
            .Append("\" stroke-linejoin=\"round\"");
        if (dash is not null)
            svg.Append(" stroke-dasharray=\"").Append(dash).Append('"');
        if (fillOpacity < 1)
            svg.Append(" fill-opacity=\"").Append(N(fillOpacity)).Append('"');
        svg.Append("/>\n");
    }

    /// <summary>A point whose shape, not only colour, tells the series.</summary>
    public void Marker(int shape, double x, double y, string colour, bool hollow, string? tip)
    {
        var fill = hollow ? "#fff" : colour;
        switch (shape % 4)
        {
            case 0:
                svg.Append("<circle cx=\"").Append(N(x)).Append("\" cy=\"").Append(N(y)).Append("\" r=\"3.2");
                break;
            case 1:
                svg.Append("<path d=\"M").Append(N(x - 3)).Append(' ').Append(N(y - 3)).Append("h6v6h-6z");
                break;
            case 2:
                svg.Append("<path d=\"M").Append(N(x)).Append(' ').Append(N(y - 4)).Append("l4 7h-8z");
                break;
            default:
                svg.Append("<path d=\"M").Append(N(x)).Append(' ').Append(N(y - 4.2)).Append("l4.2 4.2l-4.2 4.2l-4.2 -4.2z");
                break;
        }

        svg.Append("\" fill=\"").Append(fill).Append("\" stroke=\"").Append(colour).Append("\" stroke-width=\"1.4\"");
        Finish(shape % 4 == 0 ? "circle" : "path", tip);
    }

    /// <summary>A filled circle with a short white text in it.</summary>
    public void Disc(double x, double y, double radius, string colour, string mark, string tip)
    {
        svg.Append("<circle cx=\"").Append(N(x)).Append("\" cy=\"").Append(N(y)).Append("\" r=\"").Append(N(radius)).Append("\" fill=\"").Append(colour).Append("\" stroke=\"#fff\" stroke-width=\"1.4\"");
        Finish("circle", tip);
        Text(x, y + 4, mark, "middle", "#fff");
    }

    /// <summary>A text that may lie over marks: a strip of the paper behind it keeps it legible.</summary>
    /// <param name="anchor"><c>start</c> or <c>end</c>.</param>
    public void Label(double x, double y, string text, string anchor = "start")
    {
        var width = TextWidth(text) + 4;
        Rect(anchor == "end" ? x + 2 - width : x - 2, y - 12, width, 16, "#fff");
        Text(x, y, text, anchor);
    }

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(double x, double y, string text, string anchor = "start", string colour = Soft, double rotate = 0)
    {
        svg.Append("<text x=\"").Append(N(x)).Append("\" y=\"").Append(N(y)).Append("\" text-anchor=\"").Append(anchor).Append("\" fill=\"").Append(colour).Append('"');
        if (rotate != 0)
            svg.Append(" transform=\"rotate(").Append(N(rotate)).Append(' ').Append(N(x)).Append(' ').Append(N(y)).Append(")\"");
        svg.Append('>').Append(Markup.Encode(text)).Append("</text>\n");
    }

    /// <summary>Rough width of a text at 12 px: Hangul and other wide letters take a full em.</summary>
    public static double TextWidth(string text) => text.EnumerateRunes().Sum(r => r.Value >= 0x1100 ? 12 : 6.7);

    /// <summary>The text cut to a width, with an ellipsis when something was cut.</summary>
    public static string Fit(string text, double width)
    {
        if (TextWidth(text) <= width)
            return text;
        var runes = text.EnumerateRunes().ToList();
        while (runes.Count > 1 && TextWidth(string.Concat(runes)) > width - 8)
            runes.RemoveAt(runes.Count - 1);
        return string.Concat(runes) + "…";
    }

    public static string N(double value) => Markup.Coordinate(value);

    private void Finish(string element, string? tip)
    {
        if (tip is null)
            svg.Append("/>\n");
        else
            svg.Append("><title>").Append(Markup.Encode(tip)).Append("</title></").Append(element).Append(">\n");
    }
}
