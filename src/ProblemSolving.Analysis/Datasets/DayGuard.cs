using System.Globalization;
using ProblemSolving.Domain;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Days of purchases that can hardly be meant: after today, or one first day long before all others, as where a program wrote a day for "none".
/// They are read like every other day and told with their count and row, since figures that look to the end of the data hang on them.
/// </summary>
/// <param name="today">In the project's time zone; null looks at no day after it.</param>
internal sealed class DayGuard(DateOnly? today)
{
    /// <summary>A first day is alone when it lies more than this many days before the next one, and farther from it than the next one from the last.</summary>
    private const int LongDays = 365;

    private long _later;
    private (long Row, DateOnly Day) _firstLater;
    private long _atFirst;
    private long _firstRow;
    private DateOnly? _first;
    private DateOnly? _second;
    private DateOnly? _last;

    /// <param name="row">Of the file, from 1 with the header.</param>
    public void Add(DateTime moment, long row)
    {
        var day = DateOnly.FromDateTime(moment);
        if (day > today)
        {
            if (_later++ == 0)
                _firstLater = (row, day);
            return;
        }

        if (_last is null || day > _last)
            _last = day;
        if (_first is null || day < _first)
            (_second, _first, _atFirst, _firstRow) = (_first, day, 1, row);
        else if (day == _first)
            _atFirst++;
        else if (_second is null || day < _second)
            _second = day;
    }

    /// <param name="sample">Only the head of the file was seen.</param>
    public IEnumerable<Finding> Findings(string column, bool sample)
    {
        var which = sample ? "-sample" : "";
        if (_later > 0)
            yield return new Finding("data.days-later" + which, column, false, column, _later, _firstLater.Row, Text(_firstLater.Day), Text(today!.Value));
        if (_first is { } first && _second is { } second && second.DayNumber - first.DayNumber is var gap && gap > LongDays && gap > _last!.Value.DayNumber - second.DayNumber)
            yield return new Finding("data.day-alone" + which, column, false, column, _atFirst, _firstRow, Text(first), Text(second));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
