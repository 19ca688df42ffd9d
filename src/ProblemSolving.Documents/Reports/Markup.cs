using System.Globalization;
using System.Text;

namespace ProblemSolving.Documents.Reports;

/// <summary>The only door from text to HTML and SVG: what a person wrote can be read, never run.</summary>
internal static class Markup
{
    /// <summary>Text for an element or a quoted attribute; control characters and broken surrogates become U+FFFD.</summary>
    public static string Encode(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' => result.Append("&#39;"),
                '`' => result.Append("&#96;"),
                '\t' or '\n' or '\r' => result.Append((char)rune.Value),
                < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF => result.Append('\uFFFD'),
                // direction overrides can make a text read as something else
                (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => result.Append('\uFFFD'),
                _ => result.Append(rune.ToString()),
            };
        }

        return result.ToString();
    }

    /// <summary>A coordinate: at most two decimals, point as separator.</summary>
    public static string Coordinate(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
