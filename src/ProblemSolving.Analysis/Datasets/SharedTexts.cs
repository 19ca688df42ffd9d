using System.Buffers;
using System.Text;
using System.Xml;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>The texts of a workbook that its cells point to, held as UTF-8 one after the other.</summary>
internal sealed class SharedTexts
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _ends = [0];

    /// <summary>Text at a place, or null beyond the last one.</summary>
    public string? this[int index] =>
        index < 0 || index >= _ends.Count - 1 ? null : Encoding.UTF8.GetString(_bytes.WrittenSpan[_ends[index].._ends[index + 1]]);

    /// <exception cref="DomainRuleException">More text than is held in memory.</exception>
    public static SharedTexts Read(XmlReader? part, string fileName, UnpackLimits limits)
    {
        var texts = new SharedTexts();
        using var xml = part;
        while (xml?.Read() == true)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" })
                continue;
            Encoding.UTF8.GetBytes(xml.IsEmptyElement ? "" : SheetXml.Text(xml, fileName), texts._bytes);
            if (texts._bytes.WrittenCount > Math.Min(limits.SharedTextBytes, int.MaxValue / 2))
                throw DataRefusal.UnpackedTooLarge(fileName, limits.SharedTextBytes);
            texts._ends.Add(texts._bytes.WrittenCount);
        }

        return texts;
    }
}
