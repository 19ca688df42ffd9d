using System.Globalization;
using System.Xml;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>What a number of a cell means by its style.</summary>
internal enum NumberMeaning
{
    Plain,
    Day,
    Moment,
    TimeOfDay,
}

/// <summary>Which styles of a workbook show a number as a date (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
internal sealed class CellStyles
{
    private readonly List<NumberMeaning> _cells = [];

    /// <summary>Meaning of a style index as cells carry it.</summary>
    public NumberMeaning this[int style] => style >= 0 && style < _cells.Count ? _cells[style] : NumberMeaning.Plain;

    public static CellStyles Read(XmlReader? part)
    {
        var styles = new CellStyles();
        var own = new Dictionary<int, NumberMeaning>();
        var inCells = false;
        using var xml = part;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs")
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "numFmt" && Number(xml.GetAttribute("numFmtId")) is { } id)
                own[id] = OfCode(xml.GetAttribute("formatCode") ?? "");
            else if (inCells && xml.LocalName == "xf")
            {
                var format = Number(xml.GetAttribute("numFmtId")) ?? 0;
                styles._cells.Add(own.TryGetValue(format, out var meaning) ? meaning : OfId(format));
            }
        }

        return styles;
    }

    /// <summary>Meaning of a number format such as <c>yyyy"년" m"월"</c>. What stands in quotes, brackets or behind a sign of spacing says nothing.</summary>
    public static NumberMeaning OfCode(string code)
    {
        bool day = false, time = false, month = false, digits = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case ';':
                    i = code.Length; // other sections are for negative numbers and texts
                    break;
                case '"':
                    i = End(code, '"', i + 1);
                    break;
                case '[':
                    var end = End(code, ']', i + 1);
                    // [h]:mm counts hours beyond a day: a duration, which is a number
                    if (code[(i + 1)..Math.Min(end, code.Length)].ToLowerInvariant() is "h" or "hh" or "m" or "mm" or "s" or "ss")
                        return NumberMeaning.Plain;
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'y' or 'd':
                    day = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
                case 'm':
                    month = true;
                    break;
                case '0' or '#' or '?':
                    digits = true;
                    break;
                case 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    return NumberMeaning.Plain;
            }
        }

        if (day)
            return time ? NumberMeaning.Moment : NumberMeaning.Day;
        if (time)
            return NumberMeaning.TimeOfDay;
        return month && !digits ? NumberMeaning.Day : NumberMeaning.Plain;
    }

    private static NumberMeaning OfId(int id) => id switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => NumberMeaning.Day,
        22 => NumberMeaning.Moment,
        >= 18 and <= 21 or >= 32 and <= 35 or 55 or 56 => NumberMeaning.TimeOfDay,
        _ => NumberMeaning.Plain,
    };

    private static int End(string code, char mark, int from)
    {
        var at = code.IndexOf(mark, from);
        return at < 0 ? code.Length : at;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
