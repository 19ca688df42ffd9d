using System.Buffers;
using System.Text;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Cuts UTF-8 text into rows and cells with bounded memory: a row above <see cref="MaximumRowBytes"/>, its line break counted, is refused.
/// Quoted cells may hold delimiters, line breaks and doubled quotes; a quote inside an unquoted cell is an ordinary character.
/// A row whose quotes cannot be read ends with its line when the reader goes on over such rows: its cells are then those between the
/// delimiters, quotes and all. A quote that is never closed is looked for through <see cref="MaximumRowBytes"/> and no farther.
/// </summary>
internal sealed class RecordScanner
{
    public const int MaximumRowBytes = 1024 * 1024;
    public const int MaximumColumns = 1000;

    private readonly Utf8Source _source;
    private readonly string _fileName;
    private readonly TextEncoding _encoding;
    private readonly byte _delimiter;
    private readonly bool _spaces;
    private readonly byte _quote;
    private readonly bool _hasQuote;
    private readonly SearchValues<byte> _cellEnd;
    private readonly int _skippedLines;
    private readonly byte[] _comment;
    private readonly bool _hasBlankRows;
    private readonly bool _goesOn;
    private Domain.DomainRuleException? _fault;
    private byte[] _buffer = new byte[512 * 1024];
    private byte[] _scratch = new byte[256];
    private int _start;
    private int _end;
    private bool _sourceEnded;
    private CellPlace[] _cells = new CellPlace[64];

    /// <param name="goesOn">A row with a broken quote is given as such instead of ending the file.</param>
    public RecordScanner(Utf8Source source, string fileName, FileFormat format, bool goesOn = false)
    {
        _goesOn = goesOn;
        _source = source;
        _fileName = fileName;
        _encoding = format.Encoding;
        _spaces = format.Delimiter == FieldDelimiter.Spaces;
        _delimiter = DelimiterByte(format.Delimiter);
        _hasQuote = format.Quote != QuoteMark.None;
        _quote = format.Quote == QuoteMark.Single ? (byte)'\'' : (byte)'"';
        _cellEnd = SearchValues.Create([_delimiter, (byte)'\n', (byte)'\r', 0]);
        // a workbook passes over its rows by itself
        _skippedLines = format.Kind is FileKind.Text or FileKind.GZip ? format.SkippedLines : 0;
        // a row of a Parquet file is a row, also where its only cell is empty
        _hasBlankRows = format.Kind != FileKind.Parquet;
        _comment = format.Comment switch
        {
            CommentMark.None => [],
            CommentMark.Hash => [(byte)'#'],
            CommentMark.Slashes => [(byte)'/', (byte)'/'],
            CommentMark.Percent => [(byte)'%'],
        };
    }

    /// <summary>Row of the file, counted from 1 with header and blank rows.</summary>
    public long Row { get; private set; }

    public int CellCount { get; private set; }

    /// <summary>Why the quotes of the row cannot be read; null for every other row.</summary>
    public Domain.DomainRuleException? Broken { get; private set; }

    /// <summary>Lines before the table and remarks, passed over.</summary>
    public long PassedLines { get; private set; }

    /// <summary>True when the row has no character but blanks; never in a file that knows its rows.</summary>
    public bool IsBlank { get; private set; }

    public static byte DelimiterByte(FieldDelimiter delimiter) => delimiter switch
    {
        FieldDelimiter.Comma => (byte)',',
        FieldDelimiter.Semicolon => (byte)';',
        FieldDelimiter.Tab => (byte)'\t',
        FieldDelimiter.Pipe => (byte)'|',
        FieldDelimiter.Spaces => (byte)' ',
    };

    /// <summary>Moves to the next row; false at the end of the file.</summary>
    /// <exception cref="Domain.DomainRuleException">The row is too long, has too many cells, a broken quote, or bytes that are no text.</exception>
    public bool Read()
    {
        while (true)
        {
            if (_start < _end || _sourceEnded)
            {
                if (_start >= _end)
                    return false;
                var pass = IsPassed();
                var next = pass switch { true => LineEnd(), false => ScanOrBreak(), null => -1 };
                if (next >= 0 && pass == true)
                {
                    Row++;
                    PassedLines++;
                    _start = next;
                    continue;
                }
                if (next >= 0)
                {
                    Row++;
                    _start = next;
                    CheckReadable();
                    return true;
                }
            }
            Refill();
        }
    }

    /// <summary>Text of a cell of the current row, without its quotes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Cell(int index)
    {
        var cell = _cells[index];
        var raw = _buffer.AsSpan(cell.Start, cell.Length);
        return cell.HasDoubledQuotes ? Unescape(raw) : raw;
    }

    /// <summary>True when a cell of the current row stood in quotes.</summary>
    public bool WasQuoted(int index) => _hasQuote && Broken is null && _cells[index].Start > 0 && _buffer[_cells[index].Start - 1] == _quote;

    /// <summary>Text of a cell as a string.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(Cell(index));

    /// <summary>The line at the start is no row; null when more text is needed to tell.</summary>
    private bool? IsPassed()
    {
        if (Row < _skippedLines)
            return true;
        if (_comment.Length == 0)
            return false;
        var line = _buffer.AsSpan(_start, _end - _start);
        return line.Length < _comment.Length && !_sourceEnded ? null : line.StartsWith(_comment);
    }

    /// <summary>Where the next line begins, or -1 when more text is needed.</summary>
    private int LineEnd()
    {
        var end = _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
            return _sourceEnded ? _end : -1;
        var next = _start + end + 1;
        if (_buffer[next - 1] == '\n')
            return next;
        if (next == _end && !_sourceEnded)
            return -1;
        return next < _end && _buffer[next] == '\n' ? next + 1 : next;
    }

    private void Refill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end > MaximumRowBytes)
        {
            // the line alone may well be short enough
            if (_insideQuotes && _goesOn && _fault is null && IsLineShort())
            {
                _fault = DataRefusal.QuoteNotClosed(_fileName, Row + 1);
                return;
            }

            throw _insideQuotes ? DataRefusal.QuoteNotClosed(_fileName, Row + 1) : TooLong();
        }

        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _source.Read(_buffer.AsSpan(_end));
        _end += read;
        _sourceEnded = read == 0;
    }

    private const int Failed = -2;

    private bool _insideQuotes;

    private int ScanOrBreak()
    {
        var next = _fault is null ? Scan(_hasQuote) : Failed;
        if (IsTooLong(next) && _goesOn && IsLineShort())
            (_fault, next) = (TooLong(), Failed);
        if (next == Failed)
            next = Scan(hasQuote: false);
        if (IsTooLong(next))
            throw TooLong();
        if (next >= 0)
            (Broken, _fault) = (_fault, null);
        return next;
    }

    // The block that was read last may hold the end of a row that is longer than one may be.
    private bool IsTooLong(int next) => next - _start > MaximumRowBytes;

    /// <summary>The line alone is short enough, whatever quotes make of it.</summary>
    private bool IsLineShort() => _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and < MaximumRowBytes;

    private Domain.DomainRuleException TooLong() => DataRefusal.RowTooLong(_fileName, Row + 1, MaximumRowBytes);

    /// <summary>Finds the cells of the row at the start; returns where the next row begins, -1 when more text is needed, or <see cref="Failed"/>.</summary>
    private int Scan(bool hasQuote)
    {
        var text = _buffer.AsSpan(0, _end);
        var position = _start;
        var count = 0;
        _insideQuotes = false;
        IsBlank = false;
        while (true)
        {
            var cellStart = position;
            if (_spaces || hasQuote)
            {
                while (position < text.Length && text[position] == ' ')
                    position++;
                if (_spaces)
                    cellStart = position;
            }
            if (position == text.Length && !_sourceEnded)
                return -1;
            if (hasQuote && position < text.Length && text[position] == _quote)
            {
                var (contentEnd, doubled, after) = ScanQuoted(text, position + 1, count);
                if (after < 0)
                    return after;
                Add(count++, position + 1, contentEnd - position - 1, doubled);
                position = after;
            }
            else
            {
                var found = text[cellStart..].IndexOfAny(_cellEnd);
                if (found < 0 && !_sourceEnded)
                    return -1;
                position = found < 0 ? text.Length : cellStart + found;
                if (position < text.Length && text[position] == 0)
                    throw DataRefusal.ZeroByte(_fileName, Row + 1);
                Add(count++, cellStart, position - cellStart, false);
            }
            if (_spaces)
            {
                while (position < text.Length && text[position] == ' ')
                    position++;
                if (position == text.Length && !_sourceEnded)
                    return -1;
            }
            if (position == text.Length)
                return Finish(count, position);
            var mark = text[position];
            if (mark == '\n')
                return Finish(count, position + 1);
            if (mark == '\r')
            {
                if (position + 1 == text.Length && !_sourceEnded)
                    return -1;
                return Finish(count, position + 1 < text.Length && text[position + 1] == '\n' ? position + 2 : position + 1);
            }
            if (!_spaces)
                position++;
        }
    }

    private int Finish(int count, int next)
    {
        CellCount = count;
        IsBlank = _hasBlankRows && count == 1 && _buffer.AsSpan(_cells[0].Start, _cells[0].Length).Trim((byte)' ').IsEmpty;
        return next;
    }

    /// <summary>Content end, whether quotes are doubled inside, and where the delimiter or line break stands; -1 when more text is needed, <see cref="Failed"/> when the row is broken.</summary>
    private (int ContentEnd, bool Doubled, int After) ScanQuoted(ReadOnlySpan<byte> text, int position, int column)
    {
        var doubled = false;
        var escaped = false;
        while (true)
        {
            var found = text[position..].IndexOf(_quote);
            if (found < 0)
            {
                _insideQuotes = true;
                return _sourceEnded ? Fail(DataRefusal.QuoteNotClosed(_fileName, Row + 1)) : (0, false, -1);
            }
            var at = position + found;
            escaped |= at > 0 && text[at - 1] == (byte)'\\';
            if (at + 1 == text.Length)
                return _sourceEnded ? (at, doubled, at + 1) : (0, false, -1);
            if (text[at + 1] == _quote)
            {
                doubled = true;
                position = at + 2;
                continue;
            }
            var after = at + 1;
            while (after < text.Length && text[after] == ' ' && !_spaces)
                after++;
            if (after == text.Length)
                return _sourceEnded ? (at, doubled, after) : (0, false, -1);
            if (text[after] != _delimiter && text[after] is not ((byte)'\n' or (byte)'\r'))
                return Fail(escaped ? DataRefusal.QuoteEscaped(_fileName, Row + 1, column + 1) : DataRefusal.QuoteMisplaced(_fileName, Row + 1, column + 1));
            return (at, doubled, after);
        }
    }

    private (int ContentEnd, bool Doubled, int After) Fail(Domain.DomainRuleException fault)
    {
        if (!_goesOn)
            throw fault;
        _fault = fault;
        return (0, false, Failed);
    }

    private void Add(int index, int start, int length, bool doubled)
    {
        if (index == MaximumColumns)
            throw DataRefusal.TooManyColumns(_fileName, Row + 1, MaximumColumns);
        if (index == _cells.Length)
            Array.Resize(ref _cells, _cells.Length * 2);
        _cells[index] = new CellPlace(start, length, doubled);
    }

    private void CheckReadable()
    {
        if (!_source.HasUnreadable)
            return;
        for (var i = 0; i < CellCount; i++)
        {
            if (Cell(i).IndexOf("\uFFFD"u8) >= 0)
                throw DataRefusal.Undecodable(_fileName, Row, _encoding);
        }
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (_scratch.Length < raw.Length)
            _scratch = new byte[raw.Length * 2];
        var written = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            _scratch[written++] = raw[i];
            if (raw[i] == _quote)
                i++;
        }
        return _scratch.AsSpan(0, written);
    }

    private readonly record struct CellPlace(int Start, int Length, bool HasDoubledQuotes);
}
