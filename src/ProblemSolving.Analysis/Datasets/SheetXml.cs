using System.Globalization;
using System.Text;
using System.Xml;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Small pieces of the markup of workbooks.</summary>
internal static class SheetXml
{
    /// <summary>Content of an element that is a single text.</summary>
    public static string Content(XmlReader xml, string fileName)
    {
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        var text = new StringBuilder();
        while (xml.Read() && xml.Depth > depth)
            Append(xml, text, fileName);
        return text.ToString();
    }

    /// <summary>Text of an element with runs (<c>si</c>, <c>is</c>): all of its <c>t</c> but those that only tell how it is spoken.</summary>
    public static string Text(XmlReader xml, string fileName)
    {
        var depth = xml.Depth;
        var text = new StringBuilder();
        int? spoken = null;
        var inText = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (spoken is { } at && xml.Depth > at)
                continue;
            spoken = null;
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (xml.LocalName == "rPh")
                    spoken = xml.IsEmptyElement ? null : xml.Depth;
                inText = xml.LocalName == "t" && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
                inText = false;
            else if (inText)
                Append(xml, text, fileName);
        }

        return Unescape(text.ToString());
    }

    /// <summary>Column of a reference such as <c>AB12</c>, from 0; −1 when it is none.</summary>
    public static int Column(string? reference)
    {
        var column = 0;
        var i = 0;
        for (; i < reference?.Length && char.IsAsciiLetterUpper(reference[i]); i++)
        {
            if (i > 2)
                return -1;
            column = column * 26 + (reference[i] - 'A' + 1);
        }

        return column - 1;
    }

    /// <summary>Control characters are written as <c>_x000D_</c>.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 7 <= text.Length && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 6;
            }
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }

    private static void Append(XmlReader xml, StringBuilder text, string fileName)
    {
        if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
            return;
        var buffer = new char[256];
        int read;
        while ((read = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
        {
            if (text.Length + read > RecordScanner.MaximumRowBytes)
                throw DataRefusal.RowTooLong(fileName, 0, RecordScanner.MaximumRowBytes);
            text.Append(buffer, 0, read);
        }
    }
}
