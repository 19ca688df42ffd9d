using System.Globalization;

namespace ProblemSolving.Domain.Define;

/// <summary>Which limits a chart has.</summary>
public enum ControlChartKind
{
    /// <summary>Individuals: mean ± 2.66 × mean moving range (2.66 = 3 / 1.128).</summary>
    Individuals,

    /// <summary>Shares with known denominators: p̄ ± 3 σz √(p̄(1 − p̄)/nᵢ), where σz is 1 unless periods differ more than chance lets them.</summary>
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
/// <param name="LeftOut">True for the first periods of a log that neither make the limits nor are judged.</param>
/// <param name="IsWorse">True for a signal in the bad direction; a trend alone is judged by where it goes, anything else by its side of the centre.</param>
/// <param name="YearBefore">The value of the same month a year before; null with fewer than 18 complete months, which could not show it for all judged months.</param>
public sealed record ControlPoint(string Period, double Value, double Centre, double Low, double High, bool IsBaseline, bool Incomplete, ControlSignals Signals, double? YearBefore, bool LeftOut = false, bool IsWorse = false);

/// <summary>The judged months against the same months a year before, which takes the season out.</summary>
/// <param name="Months">Compared, at least 1.</param>
/// <param name="Worse">Of them, worse than a year before.</param>
/// <param name="MeanChange">Mean of value minus value a year before, in the unit of the metric.</param>
public sealed record SeasonalReference(int Months, int Worse, double MeanChange);

/// <summary>
/// Shewhart control chart of a metric over time. The limits are fixed on the baseline (the periods before the problem, see <see cref="ControlBaseline"/>;
/// without knowing them all complete periods but the last six; at least eight), so that a new problem cannot hide itself by widening them; the periods after it are judged. Incomplete periods are shown and never judged,
/// and neither are the first periods of a log, in which customers of old count as new.
/// Source: Montgomery, Introduction to Statistical Quality Control, chapters 6 and 7; eight in a row on one side after Western Electric, Statistical Quality Control Handbook (1956), as in Montgomery
/// (Nelson (1984) asks for nine), six in one direction after Nelson (1984); limits of shares that
/// scatter more than chance after Laney (2002), "Improved control charts for attributes", Quality Engineering 14(4). Fixing the limits on
/// periods known to be normal before judging others: Montgomery, chapter 5; Wheeler, Understanding Variation, chapter 3.
/// </summary>
/// <param name="Baseline">Number of periods the limits rest on.</param>
/// <param name="Judged">Complete periods after the baseline.</param>
/// <param name="Flagged">Judged periods with a signal.</param>
/// <param name="Since">Where the first signal of the verdict's direction began among the judged periods: a run or trend begins before it can be told. Null without signals.</param>
/// <param name="Dispersion">Laney's σz, at least 1: how many times wider than by chance alone the shares of the baseline scatter; 1 for individuals.</param>
/// <param name="LeftOut">First periods of the log left out of the limits.</param>
/// <param name="Asked">The end of the baseline that was asked for, or null.</param>
/// <param name="AskedPeriods">Complete periods up to it; they are the baseline unless there are too few, or none is left to judge.</param>
/// <param name="EarlyKept">First periods of the log that are in, because the reader asked for it or too few others are left.</param>
public sealed record ControlChart(
    ControlChartKind Kind,
    IReadOnlyList<ControlPoint> Points,
    int Baseline,
    int Judged,
    int Flagged,
    ControlState State,
    string? Since,
    SeasonalReference? Season,
    double Dispersion = 1,
    int LeftOut = 0,
    int EarlyKept = 0,
    ControlBaseline? Asked = null,
    int AskedPeriods = 0)
{
    /// <summary>Fewest complete periods for a chart.</summary>
    public const int FewestPeriods = FewestBaseline + 1;

    /// <summary>Fewest complete periods for limits.</summary>
    public const int FewestBaseline = 8;

    /// <summary>With fewer than these the limits themselves are uncertain, and the page says so.</summary>
    public const int EnoughBaseline = 12;

    private const int UsuallyJudged = 6;
    private const int RunLength = 8;
    private const int TrendLength = 6;
    private const int SeasonPeriods = 12 + UsuallyJudged;

    /// <summary>d₂ for two values: the mean range of two normal values in standard deviations.</summary>
    private const double MeanRange = 1.128;

    /// <summary>3 / d₂.</summary>
    private const double MovingRangeFactor = 2.66;

    /// <summary>From here on the wider limits change what is seen, so the page says that they are wider.</summary>
    private const double Noticeable = 1.1;

    /// <summary>True when the limits are wider than chance alone would make them, by so much that it matters.</summary>
    public bool IsOverdispersed => Dispersion >= Noticeable;

    /// <summary>All signals of the newest judged period.</summary>
    public ControlSignals NewestSignals => Points.LastOrDefault(p => p is { Incomplete: false, LeftOut: false })?.Signals ?? ControlSignals.None;

    /// <param name="series">In the order of time; all values finite.</param>
    /// <param name="keepEarly">Counts the first periods of the log like any other.</param>
    /// <param name="asked">Where the baseline should end; null when nobody knows.</param>
    /// <returns>Null with fewer than <see cref="FewestPeriods"/> complete periods.</returns>
    public static ControlChart? Of(IReadOnlyList<MetricPoint> series, MetricUnit unit, MetricDirection direction, bool keepEarly = false, ControlBaseline? asked = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count(p => !p.Incomplete) < FewestPeriods)
            return null;
        // A chart with doubtful months is better than none, as long as it says so.
        var keep = keepEarly || series.Count(p => p is { Incomplete: false, EarlyLog: false }) < FewestPeriods;
        bool Counts(MetricPoint point) => !point.Incomplete && (keep || !point.EarlyLog);
        var complete = series.Where(Counts).ToList();
        var wanted = asked is null ? 0 : complete.Count(p => asked.Holds(p.Period));
        var baseline = BaselineOf(complete.Count, asked, wanted);
        var kind = unit == MetricUnit.Rate && series.All(p => p.Denominator is > 0) ? ControlChartKind.Proportions : ControlChartKind.Individuals;
        var limits = Limits.On(complete.Take(baseline).ToList(), kind, unit);
        var (signals, starts) = Signals(complete, limits);
        var points = new List<ControlPoint>();
        var at = 0;
        foreach (var point in series)
        {
            var (low, high) = limits.Of(point);
            var counts = Counts(point);
            points.Add(new ControlPoint(
                point.Period, point.Value, limits.Centre, low, high,
                IsBaseline: counts && at < baseline,
                point.Incomplete,
                counts ? signals[at] : ControlSignals.None,
                complete.Count >= SeasonPeriods ? YearBefore(complete, point) : null,
                LeftOut: point.EarlyLog && !keep,
                IsWorse: counts && signals[at] != ControlSignals.None && IsWorse(Move(complete, at, signals[at], limits.Centre), direction)));
            if (counts)
                at++;
        }

        var judged = points.Where(p => p is { Incomplete: false, LeftOut: false }).Skip(baseline).ToList();
        var flagged = judged.Where(p => p.Signals != ControlSignals.None).ToList();
        var state = StateOf(judged, flagged);
        var told = state switch
        {
            ControlState.Worse => flagged.Count(p => p.IsWorse),
            ControlState.Better => flagged.Count(p => !p.IsWorse),
            _ => flagged.Count,
        };
        return new ControlChart(kind, points, baseline, judged.Count, told, state, SinceOf(complete, signals, starts, baseline, points, state), SeasonOf(judged, direction),
            limits.Dispersion, points.Count(p => p.LeftOut), keep ? series.Count(p => p is { Incomplete: false, EarlyLog: true }) : 0, asked, wanted);
    }

    // With too few periods before the problem the fewest that make limits: every further one would be of the problem.
    private static int BaselineOf(int complete, ControlBaseline? asked, int wanted) =>
        asked is null || wanted >= complete ? Math.Max(FewestBaseline, complete - UsuallyJudged) : Math.Max(FewestBaseline, wanted);

    private static (ControlSignals[] Signals, int[] Starts) Signals(List<MetricPoint> points, Limits limits)
    {
        var signals = new ControlSignals[points.Count];
        var starts = new int[points.Count];
        int side = 0, run = 0, move = 0, trend = 1;
        for (var i = 0; i < points.Count; i++)
        {
            var (low, high) = limits.Of(points[i]);
            var value = points[i].Value;
            starts[i] = i;
            if (value < low || value > high)
                signals[i] |= ControlSignals.Outside;
            var now = Math.Sign(value - limits.Centre);
            run = now != 0 && now == side ? run + 1 : Math.Abs(now);
            side = now;
            if (run >= RunLength)
                Extend(i, ControlSignals.Run, run);
            if (i == 0)
                continue;
            var step = Math.Sign(value - points[i - 1].Value);
            trend = step != 0 && step == move ? trend + 1 : 1 + Math.Abs(step);
            move = step;
            if (trend >= TrendLength)
                Extend(i, ControlSignals.Trend, trend);
        }

        return (signals, starts);

        void Extend(int at, ControlSignals signal, int length)
        {
            signals[at] |= signal;
            starts[at] = Math.Min(starts[at], at - length + 1);
        }
    }

    private static ControlState StateOf(List<ControlPoint> judged, List<ControlPoint> flagged)
    {
        if (flagged.Count == 0)
            return ControlState.Within;
        var last = judged[^1];
        if (last.Signals == ControlSignals.None)
            return ControlState.Back;
        return last.IsWorse ? ControlState.Worse : ControlState.Better;
    }

    // A trend alone tells where the metric is going, not on which side of the centre it stands.
    private static double Move(List<MetricPoint> points, int at, ControlSignals signals, double centre) =>
        signals == ControlSignals.Trend && at > 0 ? points[at].Value - points[at - 1].Value : points[at].Value - centre;

    // The eighth month of a run shows it; the first one began it.
    private static string? SinceOf(List<MetricPoint> complete, ControlSignals[] signals, int[] starts, int baseline, List<ControlPoint> points, ControlState state)
    {
        var worse = points.Where(p => p is { Incomplete: false, LeftOut: false }).Select(p => p.IsWorse).ToList();
        for (var i = baseline; i < complete.Count; i++)
        {
            if (signals[i] != ControlSignals.None && (state is not (ControlState.Worse or ControlState.Better) || worse[i] == (state == ControlState.Worse)))
                return complete[Math.Max(baseline, starts[i])].Period;
        }

        return null;
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

    private static double? YearBefore(List<MetricPoint> complete, MetricPoint point)
    {
        if (point.Incomplete || point.Period.Length != 7)
            return null;
        var year = int.Parse(point.Period.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture) - 1;
        var before = string.Create(CultureInfo.InvariantCulture, $"{year:0000}{point.Period[4..]}");
        return complete.FirstOrDefault(p => p.Period == before)?.Value;
    }

    private sealed record Limits(ControlChartKind Kind, double Centre, double Width, double Dispersion, bool IsRate, bool NeverBelowZero)
    {
        public static Limits On(List<MetricPoint> baseline, ControlChartKind kind, MetricUnit unit)
        {
            var floor = unit == MetricUnit.Rate || baseline.All(p => p.Value >= 0);
            if (kind == ControlChartKind.Proportions)
            {
                var centre = (double)(baseline.Sum(p => p.Numerator!.Value) / baseline.Sum(p => p.Denominator!.Value));
                return new Limits(kind, centre, 0, DispersionOf(baseline, centre), true, floor);
            }

            return new Limits(kind, baseline.Average(p => p.Value), MovingRangeFactor * MeanMove([.. baseline.Select(p => p.Value)]), 1, unit == MetricUnit.Rate, floor);
        }

        public (double Low, double High) Of(MetricPoint point)
        {
            var width = Kind switch
            {
                ControlChartKind.Individuals => Width,
                ControlChartKind.Proportions => 3 * Dispersion * StandardError(point, Centre),
            };
            return (NeverBelowZero ? Math.Max(0, Centre - width) : Centre - width, IsRate ? Math.Min(1, Centre + width) : Centre + width);
        }

        // Laney's σz: the mean moving range of the standardised shares over d₂. Below 1 the limits stay those of chance:
        // a few calm months are no reason to call the next one a problem.
        private static double DispersionOf(List<MetricPoint> baseline, double centre) =>
            centre is <= 0 or >= 1 ? 1 : Math.Max(1, MeanMove([.. baseline.Select(p => (p.Value - centre) / StandardError(p, centre))]) / MeanRange);

        private static double MeanMove(double[] values) => values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a)).Average();

        private static double StandardError(MetricPoint point, double centre) => Math.Sqrt(centre * (1 - centre) / (double)point.Denominator!.Value);
    }
}
