using System.Globalization;

namespace ProblemSolving.Domain.Define;

/// <summary>Which limits a chart has.</summary>
public enum ControlChartKind
{
    /// <summary>Individuals: mean ± 2.66 × mean moving range (2.66 = 3 / 1.128).</summary>
    Individuals,

    /// <summary>Shares with known denominators: p̄ ± 3 √(p̄(1 − p̄)/nᵢ).</summary>
    Proportions,
}

/// <summary>Why a point is more than noise.</summary>
[Flags]
public enum ControlSignals
{
    None = 0,

    /// <summary>Outside the limits.</summary>
    Outside = 1,

    /// <summary>The eighth or later point in a row on one side of the centre.</summary>
    Run = 2,

    /// <summary>The sixth or later point in a row that each rise, or each fall.</summary>
    Trend = 4,
}

/// <summary>What the chart says about the judged periods.</summary>
public enum ControlState
{
    /// <summary>No signal: a problem is not shown yet.</summary>
    Within,

    /// <summary>The newest complete period gives a signal in the bad direction.</summary>
    Worse,

    /// <summary>The newest complete period gives a signal in the good direction.</summary>
    Better,

    /// <summary>There were signals, but not in the newest complete period.</summary>
    Back,
}

/// <summary>One period with its limits.</summary>
/// <param name="IsBaseline">True when the limits were fixed on it.</param>
/// <param name="YearBefore">The value of the same month a year before; null with fewer than 18 complete months, which could not show it for all judged months.</param>
public sealed record ControlPoint(string Period, double Value, double Centre, double Low, double High, bool IsBaseline, bool Incomplete, ControlSignals Signals, double? YearBefore);

/// <summary>The judged months against the same months a year before, which takes the season out.</summary>
/// <param name="Months">Compared, at least 1.</param>
/// <param name="Worse">Of them, worse than a year before.</param>
/// <param name="MeanChange">Mean of value minus value a year before, in the unit of the metric.</param>
public sealed record SeasonalReference(int Months, int Worse, double MeanChange);

/// <summary>
/// Shewhart control chart of a metric over time. The limits are fixed on the baseline (all complete periods but the last six, at least eight),
/// so that a new problem cannot hide itself by widening them; the periods after it are judged. Incomplete periods are shown and never judged.
/// Source: Montgomery, Introduction to Statistical Quality Control, chapters 6 and 7; run rules after Nelson (1984).
/// </summary>
/// <param name="Baseline">Number of periods the limits rest on.</param>
/// <param name="Judged">Complete periods after the baseline.</param>
/// <param name="Flagged">Judged periods with a signal.</param>
/// <param name="Since">First judged period with a signal, or null.</param>
public sealed record ControlChart(
    ControlChartKind Kind,
    IReadOnlyList<ControlPoint> Points,
    int Baseline,
    int Judged,
    int Flagged,
    ControlState State,
    string? Since,
    SeasonalReference? Season)
{
    /// <summary>Fewest complete periods for a chart.</summary>
    public const int FewestPeriods = FewestBaseline + 1;

    private const int FewestBaseline = 8;
    private const int UsuallyJudged = 6;
    private const int RunLength = 8;
    private const int TrendLength = 6;
    private const int SeasonPeriods = 12 + UsuallyJudged;

    /// <summary>3 / d₂ with d₂ = 1.128, the mean range of two normal values in standard deviations.</summary>
    private const double MovingRangeFactor = 2.66;

    /// <summary>All signals of the newest judged period.</summary>
    public ControlSignals NewestSignals => Points.LastOrDefault(p => !p.Incomplete)?.Signals ?? ControlSignals.None;

    /// <param name="series">In the order of time; all values finite.</param>
    /// <returns>Null with fewer than <see cref="FewestPeriods"/> complete periods.</returns>
    public static ControlChart? Of(IReadOnlyList<MetricPoint> series, MetricUnit unit, MetricDirection direction)
    {
        ArgumentNullException.ThrowIfNull(series);
        var complete = series.Where(p => !p.Incomplete).ToList();
        if (complete.Count < FewestPeriods)
            return null;
        var baseline = Math.Max(FewestBaseline, complete.Count - UsuallyJudged);
        var kind = unit == MetricUnit.Rate && series.All(p => p.Denominator is > 0) ? ControlChartKind.Proportions : ControlChartKind.Individuals;
        var limits = Limits.On(complete.Take(baseline).ToList(), kind, unit);
        var signals = Signals(complete, limits);
        var points = new List<ControlPoint>();
        var at = 0;
        foreach (var point in series)
        {
            var (low, high) = limits.Of(point);
            points.Add(new ControlPoint(
                point.Period, point.Value, limits.Centre, low, high,
                IsBaseline: !point.Incomplete && at < baseline,
                point.Incomplete,
                point.Incomplete ? ControlSignals.None : signals[at],
                complete.Count >= SeasonPeriods ? YearBefore(series, point) : null));
            if (!point.Incomplete)
                at++;
        }

        var judged = points.Where(p => !p.Incomplete).Skip(baseline).ToList();
        var flagged = judged.Where(p => p.Signals != ControlSignals.None).ToList();
        return new ControlChart(kind, points, baseline, judged.Count, flagged.Count, StateOf(judged, flagged, direction), flagged.FirstOrDefault()?.Period, SeasonOf(judged, direction));
    }

    private static ControlSignals[] Signals(List<MetricPoint> points, Limits limits)
    {
        var signals = new ControlSignals[points.Count];
        int side = 0, run = 0, move = 0, trend = 1;
        for (var i = 0; i < points.Count; i++)
        {
            var (low, high) = limits.Of(points[i]);
            var value = points[i].Value;
            if (value < low || value > high)
                signals[i] |= ControlSignals.Outside;
            var now = Math.Sign(value - limits.Centre);
            run = now != 0 && now == side ? run + 1 : Math.Abs(now);
            side = now;
            if (run >= RunLength)
                signals[i] |= ControlSignals.Run;
            if (i == 0)
                continue;
            var step = Math.Sign(value - points[i - 1].Value);
            trend = step != 0 && step == move ? trend + 1 : 1 + Math.Abs(step);
            move = step;
            if (trend >= TrendLength)
                signals[i] |= ControlSignals.Trend;
        }

        return signals;
    }

    private static ControlState StateOf(List<ControlPoint> judged, List<ControlPoint> flagged, MetricDirection direction)
    {
        if (flagged.Count == 0)
            return ControlState.Within;
        var last = judged[^1];
        if (last.Signals == ControlSignals.None)
            return ControlState.Back;
        // A trend alone tells where the metric is going, not on which side of the centre it stands.
        var change = last.Signals == ControlSignals.Trend && judged.Count > 1 ? last.Value - judged[^2].Value : last.Value - last.Centre;
        return IsWorse(change, direction) ? ControlState.Worse : ControlState.Better;
    }

    private static SeasonalReference? SeasonOf(List<ControlPoint> judged, MetricDirection direction)
    {
        var changes = judged.Where(p => p.YearBefore is not null).Select(p => p.Value - p.YearBefore!.Value).ToList();
        return changes.Count == 0 ? null : new SeasonalReference(changes.Count, changes.Count(c => IsWorse(c, direction)), changes.Average());
    }

    private static bool IsWorse(double change, MetricDirection direction) => direction switch
    {
        MetricDirection.HigherIsBetter => change < 0,
        MetricDirection.LowerIsBetter => change > 0,
    };

    private static double? YearBefore(IReadOnlyList<MetricPoint> series, MetricPoint point)
    {
        if (point.Incomplete || point.Period.Length != 7)
            return null;
        var year = int.Parse(point.Period.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture) - 1;
        var before = string.Create(CultureInfo.InvariantCulture, $"{year:0000}{point.Period[4..]}");
        return series.FirstOrDefault(p => p.Period == before && !p.Incomplete)?.Value;
    }

    private sealed record Limits(ControlChartKind Kind, double Centre, double Width, bool IsRate, bool NeverBelowZero)
    {
        public static Limits On(List<MetricPoint> baseline, ControlChartKind kind, MetricUnit unit)
        {
            var floor = unit == MetricUnit.Rate || baseline.All(p => p.Value >= 0);
            if (kind == ControlChartKind.Proportions)
                return new Limits(kind, (double)(baseline.Sum(p => p.Numerator!.Value) / baseline.Sum(p => p.Denominator!.Value)), 0, true, floor);
            var movingRange = baseline.Zip(baseline.Skip(1), (a, b) => Math.Abs(b.Value - a.Value)).Average();
            return new Limits(kind, baseline.Average(p => p.Value), MovingRangeFactor * movingRange, unit == MetricUnit.Rate, floor);
        }

        public (double Low, double High) Of(MetricPoint point)
        {
            var width = Kind switch
            {
                ControlChartKind.Individuals => Width,
                ControlChartKind.Proportions => 3 * Math.Sqrt(Centre * (1 - Centre) / (double)point.Denominator!.Value),
            };
            return (NeverBelowZero ? Math.Max(0, Centre - width) : Centre - width, IsRate ? Math.Min(1, Centre + width) : Centre + width);
        }
    }
}
