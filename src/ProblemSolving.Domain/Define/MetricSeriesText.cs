using System.Globalization;
using System.Text.RegularExpressions;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Define;

/// <summary>
/// Reads a series typed or pasted by hand: one period a line, <c>2026-01; 24</c> or <c>2026-01; 24; 100</c> (numerator, denominator),
/// with tabs instead of semicolons where it comes from a spreadsheet. A first line without numbers is a header.
/// </summary>
public static partial class MetricSeriesText
{
    private const int MostLines = 600;

    /// <param name="unit">Rates are refused outside 0 % to 100 %.</param>
    /// <param name="today">A month or day that is not over by then is incomplete; null when all are.</param>
    /// <param name="rates">What a number without a sign means; old series of shares in which every number is above 1 are per cent as well, since they could not be read before.</param>
    /// <returns>In the order of time.</returns>
    /// <exception cref="DomainRuleException">A line does not fit; the first value of the sentence is its number, from 1.</exception>
    public static IReadOnlyList<MetricPoint> Parse(string text, MetricUnit unit, DateOnly? today, SeriesRates rates = SeriesRates.Shares)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n').Select((t, i) => (Text: t.Trim(), Number: i + 1)).Where(l => l.Text.Length > 0).ToList();
        if (lines.Count > MostLines)
            throw new DomainRuleException("metric.series.too-long", lines.Count, MostLines);
        if (lines.Count > 1 && IsHeader(lines[0].Text))
            lines.RemoveAt(0);
        if (lines.Count == 0)
            throw new DomainRuleException("metric.series.empty");
        var perCent = unit == MetricUnit.Rate && (rates == SeriesRates.PerCent || AllAboveOne(lines.Select(l => l.Text)));
        var points = lines.Select(l => (l.Number, Point: Line(l.Text, l.Number, unit, today, perCent))).ToList();
        foreach (var twice in points.GroupBy(p => p.Point.Period).Where(g => g.Count() > 1))
            throw new DomainRuleException("metric.series.twice", twice.ElementAt(1).Number, twice.Key);
        if (points.FirstOrDefault(p => p.Point.Period.Length != points[0].Point.Period.Length) is { Point: not null } other)
            throw new DomainRuleException("metric.series.mixed-periods", other.Number, other.Point.Period);
        if (points.FirstOrDefault(p => p.Point.Denominator is null != points[0].Point.Denominator is null) is { Point: not null } odd)
            throw new DomainRuleException("metric.series.mixed-columns", odd.Number);
        return [.. points.Select(p => p.Point).OrderBy(p => p.Period, StringComparer.Ordinal)];
    }

    private static MetricPoint Line(string line, int number, MetricUnit unit, DateOnly? today, bool perCent)
    {
        var cells = Cells(line);
        if (cells.Count is < 2 or > 3)
            throw new DomainRuleException("metric.series.columns", number, cells.Count);
        var (period, lastDay) = Period(cells[0]) ?? throw new DomainRuleException("metric.series.period", number, cells[0]);
        var incomplete = lastDay >= today;
        var first = Number(cells[1]) ?? throw new DomainRuleException("metric.series.number", number, cells[1]);
        if (cells.Count == 2)
        {
            if (perCent && !cells[1].EndsWith('%'))
                first /= 100;
            if (unit == MetricUnit.Rate && first is (< 0 or > 1))
                throw new DomainRuleException("metric.series.rate", number, cells[1]);
            return new MetricPoint(period, (double)first, null, null, incomplete);
        }

        var second = Number(cells[2]) ?? throw new DomainRuleException("metric.series.number", number, cells[2]);
        if (second <= 0)
            throw new DomainRuleException("metric.series.denominator", number, cells[2]);
        if (unit == MetricUnit.Rate && (first < 0 || first > second))
            throw new DomainRuleException("metric.series.part-above-whole", number, cells[1], cells[2]);
        return MetricPoint.Of(period, first, second, incomplete);
    }

    /// <summary>A month or day as it is compared, <c>2025-02</c> or <c>2025-02-14</c>; null for anything else.</summary>
    public static string? PeriodOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Period(text)?.Period;
    }

    private static bool AllAboveOne(IEnumerable<string> lines)
    {
        var plain = lines.Select(Cells).Where(c => c.Count == 2 && !c[1].EndsWith('%')).Select(c => Number(c[1])).OfType<decimal>().ToList();
        return plain.Exists(n => n > 1) && plain.TrueForAll(n => n is > 1 or 0);
    }

    private static List<string> Cells(string line) =>
        [.. line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : ';').Select(c => c.Trim()).Where(c => c.Length > 0)];

    private static bool IsHeader(string line) => Cells(line) is { Count: > 0 } cells && Period(cells[0]) is null && cells.Skip(1).All(c => Number(c) is null);

    private static (string Period, DateOnly LastDay)? Period(string cell)
    {
        var match = PeriodText().Match(cell);
        if (!match.Success)
            return null;
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var (year, month) = (Part("y"), Part("m"));
        if (year is < 1900 or > 2200 || month is < 1 or > 12)
            return null;
        if (!match.Groups["d"].Success)
            return ($"{year:0000}-{month:00}", new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
        var day = Part("d");
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? ($"{year:0000}-{month:00}-{day:00}", new DateOnly(year, month, day)) : null;
    }

    private static decimal? Number(string cell)
    {
        var percent = cell.EndsWith('%');
        if (!GroupedNumber.TryParseSigned((percent ? cell[..^1] : cell).Trim(), out var number) || Math.Abs(number) > 1_000_000_000_000_000m)
            return null;
        return percent ? number / 100 : number;
    }

    [GeneratedRegex(@"^(?<y>\d{4})\s*(?:[-./]|년)\s*(?<m>\d{1,2})(?:\s*(?:[-./]|월)\s*(?<d>\d{1,2})\s*일?\.?|\s*월|\.)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PeriodText();
}
