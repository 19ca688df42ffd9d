using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// A sheet of a workbook as CSV text: the values that the cells hold, dates written as ISO, a line for every row of the sheet
/// so that row numbers agree with what a spreadsheet shows. A formula gives the result stored with it.
/// </summary>
/// <param name="skippedRows">First rows that become blank lines.</param>
/// <param name="width">Cells that a row is filled up to.</param>
internal sealed class SheetText(Workbook book, string sheet, int skippedRows, int width) : ReadStream
{
    private const int BlockSize = 64 * 1024;
    private const int LastRow = 1_048_576;

    private readonly XmlReader _xml = book.Cells(sheet);
    private readonly ArrayBufferWriter<byte> _text = new(2 * BlockSize);
    private readonly List<string> _cells = [];
    private int _given;
    private int _row;
    private bool _ended;

    public override int Read(Span<byte> target)
    {
        if (_given == _text.WrittenCount)
        {
            _text.ResetWrittenCount();
            _given = 0;
            try
            {
                while (!_ended && _text.WrittenCount < BlockSize)
                    _ended = !WriteRow();
            }
            catch (XmlException)
            {
                throw DataRefusal.PackedBroken(book.FileName, FileKind.Xlsx);
            }
        }

        var count = Math.Min(target.Length, _text.WrittenCount - _given);
        _text.WrittenSpan.Slice(_given, count).CopyTo(target);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _xml.Dispose();
            book.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool WriteRow()
    {
        while (_xml.Read())
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
                continue;
            var row = int.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : _row + 1;
            if (row <= _row || row > LastRow)
                throw DataRefusal.PackedBroken(book.FileName, FileKind.Xlsx);
            for (; _row < row - 1; _row++)
                _text.Write("\n"u8);
            _row = row;
            ReadCells();
            if (row > skippedRows)
                Write();
            _text.Write("\n"u8);
            return true;
        }

        return false;
    }

    private void ReadCells()
    {
        _cells.Clear();
        if (_xml.IsEmptyElement)
            return;
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;
            var reference = _xml.GetAttribute("r");
            var column = reference is null ? _cells.Count : SheetXml.Column(reference);
            if (column < 0)
                throw DataRefusal.PackedBroken(book.FileName, FileKind.Xlsx);
            if (column >= RecordScanner.MaximumColumns)
            {
                if (Value(reference).Length > 0)
                    throw DataRefusal.TooManyColumns(book.FileName, _row, RecordScanner.MaximumColumns);
                continue;
            }

            var value = Value(reference);
            if (value.Length == 0)
                continue;
            while (_cells.Count <= column)
                _cells.Add("");
            _cells[column] = value;
        }
    }

    private string Value(string? reference)
    {
        var type = _xml.GetAttribute("t") ?? "n";
        var style = int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        if (_xml.IsEmptyElement)
            return "";
        var depth = _xml.Depth;
        var formula = false;
        string? stored = null, inline = null;
        // each of the two readers below ends on the closing tag of its element
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element)
                continue;
            switch (_xml.LocalName)
            {
                case "f":
                    formula = true;
                    break;
                case "v":
                    stored = SheetXml.Content(_xml, book.FileName);
                    break;
                case "is" when !_xml.IsEmptyElement:
                    inline = SheetXml.Text(_xml, book.FileName);
                    break;
            }
        }

        if (formula && string.IsNullOrEmpty(stored) && type != "str")
            throw DataRefusal.FormulaWithoutValue(book.FileName, sheet, reference ?? "");
        return type switch
        {
            "s" => int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? book.Texts[at] ?? throw DataRefusal.PackedBroken(book.FileName, FileKind.Xlsx) : "",
            "inlineStr" => inline ?? "",
            "b" => stored == "1" ? "TRUE" : stored == "0" ? "FALSE" : "",
            "str" => SheetXml.Unescape(stored ?? ""),
            "n" when stored is { Length: > 0 } => SheetNumber.Text(stored, book.Styles[style], book.From1904),
            _ => stored ?? "",
        };
    }

    private void Write()
    {
        if (_cells.Count == 0)
            return;
        for (var i = 0; i < Math.Max(_cells.Count, width); i++)
        {
            if (i > 0)
                _text.Write(","u8);
            if (i < _cells.Count)
                CsvText.Write(_text, _cells[i]);
        }
    }
}
