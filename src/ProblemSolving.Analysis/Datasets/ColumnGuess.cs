using System.Globalization;
using System.Text;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Collects what the sampled cells of one column could be.</summary>
internal sealed class ColumnGuess(DecimalMark mark)
{
    /// <summary>Share of the filled cells that must fit a type; the rest is listed as faults at import.</summary>
    private const double NeededShare = 0.98;

    private const int MostOffsets = 5;

    private static readonly DateFormat[] Formats = Enum.GetValues<DateFormat>();

    /// <summary>Orders of day, month and year that look alike.</summary>
    private static readonly DateFormat[] Alike = [DateFormat.MonthDayYear, DateFormat.DayMonthYear, DateFormat.ShortYearMonthDay];

    private readonly int[] _dates = new int[Formats.Length];
    // dates that speak for a column of dates: what is a number too must be of a usual year, since 12345678 is a day of the year 1234
    private readonly int[] _usual = new int[Formats.Length];
    private readonly int[] _times = new int[Formats.Length];
    private readonly bool[] _differs = new bool[Formats.Length];
    private readonly List<string> _examples = [];
    private readonly SortedSet<string> _offsets = new(StringComparer.Ordinal);
    private int _integers;
    private int _decimals;
    private int _booleans;
    private int _zeroPadded;
    private int _pointZero;
    private int _yearMonths;
    private int _emptyText;
    private readonly MissingTexts _missingTexts = new();
    private readonly SortedDictionary<string, (string Text, long Row)> _currencies = new(StringComparer.Ordinal);

    public int Filled { get; private set; }

    public int Missing { get; private set; }

    public IReadOnlyList<string> Examples => _examples;

    /// <summary>Currencies whose signs or words stand at the numbers, each with the first such cell.</summary>
    public IReadOnlyList<CurrencyText> Currencies => [.. _currencies.Select(c => new CurrencyText(c.Key, c.Value.Text, c.Value.Row))];

    /// <summary>Offsets from UTC that stand behind times of day, empty for times without one; the first few.</summary>
    public IReadOnlyCollection<string> Offsets => _offsets;

    /// <summary>Every filled cell ends in ".0", as when a program wrote whole numbers as decimals.</summary>
    public bool AllPointZero => Filled > 0 && _pointZero == Filled;

    /// <param name="row">Of the file, from 1 with the header.</param>
    public void Add(ReadOnlySpan<byte> cell, long row)
    {
        var text = CellReader.Trim(cell);
        if (text.IsEmpty)
            _emptyText++;
        if (CellReader.IsMissing(text))
        {
            Missing++;
            _missingTexts.Add(text);
            return;
        }
        Filled++;
        if (_examples.Count < 3)
        {
            var example = Encoding.UTF8.GetString(text.Length > 200 ? text[..200] : text);
            if (!_examples.Contains(example))
                _examples.Add(example);
        }
        if (CellReader.TryBoolean(text, out _))
            _booleans++;
        Span<byte> digits = stackalloc byte[CellReader.MaximumDigits + 3];
        var isNumber = CellReader.TryDecimal(text, mark, digits, out _);
        if (isNumber)
        {
            _decimals++;
            if (CellReader.CurrencyOf(text) is { } currency)
                _currencies.TryAdd(currency, (Encoding.UTF8.GetString(text), row));
            if (CellReader.TryInteger(text, mark, out _))
                _integers++;
            if (text.Length > 1 && text[0] == '0' && text[1] is >= (byte)'0' and <= (byte)'9')
                _zeroPadded++;
            if (text.EndsWith(".0"u8) && text[0] is >= (byte)'0' and <= (byte)'9')
                _pointZero++;
            if (text.Length == 7 && text[4] is (byte)'.' or (byte)'-' or (byte)'/')
                _yearMonths++;
        }
        var timed = false;
        DateTime? first = null;
        foreach (var format in Formats)
        {
            if (!CellReader.TryDate(text, format, out var value, out var hasTime))
                continue;
            // what the importer reads is readable here too
            _dates[(int)format]++;
            if (isNumber && value.Year is < 1900 or > 2200)
                continue;
            _usual[(int)format]++;
            // 05/05/2020 is one day in either order
            _differs[(int)format] |= first is { } other && other != value;
            first ??= value;
            if (hasTime || value.TimeOfDay != TimeSpan.Zero)
                _times[(int)format]++;
            timed |= hasTime;
        }

        if (timed && _offsets.Count < MostOffsets)
            _offsets.Add(Encoding.UTF8.GetString(CellReader.Offset(text)));
    }

    /// <summary>The narrowest type nearly all cells have, with the date format and whether day and month could be swapped.</summary>
    public (ColumnType Type, DateFormat? Format, bool Ambiguous) Guess()
    {
        if (Filled == 0)
            return (ColumnType.Text, null, false);
        var best = Formats.MaxBy(f => _usual[(int)f]);
        // 1970.01 is a month before it is a number; 12.50 never is a date
        var datesOnly = _decimals == 0 || best == DateFormat.Compact || _yearMonths == _decimals;
        if (Fits(_usual[(int)best]) && datesOnly)
        {
            var alike = Alike.Where(f => _usual[(int)f] == _usual[(int)best]).ToArray();
            var ambiguous = alike.Contains(best) && alike.Any(f => f != best && _differs[(int)f]);
            if (ambiguous)
                best = alike[0];
            return (_times[(int)best] > 0 ? ColumnType.DateTime : ColumnType.Date, best, ambiguous);
        }
        if (_zeroPadded > 0)
            return (ColumnType.Text, null, false);
        if (Fits(_integers))
            return (ColumnType.Integer, null, false);
        if (Fits(_decimals))
            return (ColumnType.Decimal, null, false);
        return Fits(_booleans) ? (ColumnType.Boolean, null, false) : (ColumnType.Text, null, false);
    }

    /// <summary>The format a column of dates most likely has, when the user says it is one.</summary>
    public DateFormat LikelyFormat() => Formats.MaxBy(f => (_usual[(int)f], _dates[(int)f]));

    /// <summary>Sampled cells that a type cannot read.</summary>
    public int Unreadable(ColumnType type, DateFormat? format) => type switch
    {
        ColumnType.Text => 0,
        ColumnType.Integer => Filled - _integers,
        ColumnType.Decimal => Filled - _decimals,
        ColumnType.Boolean => Filled - _booleans,
        ColumnType.Date or ColumnType.DateTime => Filled - _dates[(int)(format ?? LikelyFormat())],
    };

    /// <summary>Sampled rows that are missing under a type; in text only an empty cell is.</summary>
    public int MissingAs(ColumnType type) => type == ColumnType.Text ? _emptyText : Missing;

    /// <summary>What stands in the sampled cells that are missing under a type; null when nothing does. In text every word is a value.</summary>
    public Domain.Finding? MissingWords(string column, ColumnType type) => type == ColumnType.Text ? null : _missingTexts.Of(column);

    private bool Fits(int count) => count >= Math.Max(1, Math.Ceiling(Filled * NeededShare));

    /// <summary>For tests and logs.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Filled} filled, {Missing} missing, {_decimals} numbers");
}
