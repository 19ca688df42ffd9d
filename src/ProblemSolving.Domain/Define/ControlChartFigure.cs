using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Define;

/// <summary>Draws a control chart.</summary>
public static class ControlChartFigure
{
    /// <param name="chart">Of <see cref="ControlChart.Of"/>.</param>
    /// <param name="definition">Names the metric.</param>
    public static Figure Of(ControlChart chart, MetricDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(definition);
        var points = chart.Points;
        var series = new List<FigureSeries>
        {
            new(new FigureText("control.series.value"), SeriesRole.Target, [.. points.Select(p => (double?)p.Value)], Incomplete: [.. points.Select(p => p.Incomplete)]),
            new(new FigureText("control.series.limits"), SeriesRole.Control, [.. points.Select(p => (double?)p.Centre)], [.. points.Select(p => (double?)p.Low)], [.. points.Select(p => (double?)p.High)]),
        };
        if (chart.LeftOut > 0)
            series.Add(new FigureSeries(new FigureText("control.series.left-out"), SeriesRole.Control, [.. points.Select(p => p.LeftOut ? (double?)p.Value : null)]));
        if (points.Any(p => p.IsWorse))
            series.Add(new FigureSeries(new FigureText("control.series.signal"), SeriesRole.Warning, [.. points.Select(p => p.IsWorse ? (double?)p.Value : null)]));
        if (points.Any(IsBetter))
            series.Add(new FigureSeries(new FigureText("control.series.better"), SeriesRole.Control, [.. points.Select(p => IsBetter(p) ? (double?)p.Value : null)]));
        if (points.Any(p => p.YearBefore is not null))
            series.Add(new FigureSeries(new FigureText("control.series.year-before"), SeriesRole.Forecast, [.. points.Select(p => p.YearBefore)]));
        return new Figure(
            "control-chart",
            FigureKind.Line,
            Sentence(chart),
            new FigureText("control.subtitle." + (chart.IsOverdispersed ? "Laney" : chart.Kind), points[0].Period, points[^1].Period, chart.Baseline, definition.Name.Length > 0 ? definition.Name : new FigureText("define.section.metric"), chart.Dispersion),
            new FigureAxis(new FigureText("figure.axis.month"), FigureUnit.None),
            new FigureAxis(new FigureText("control.axis"), UnitOf(definition.Unit)),
            [.. points.Select(p => p.Period)],
            series,
            FitY: true);
    }

    private static bool IsBetter(ControlPoint point) => point.Signals != ControlSignals.None && !point.IsWorse;

    /// <summary>The verdict in a sentence.</summary>
    public static FigureText Sentence(ControlChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        return chart.State == ControlState.Within
            ? new FigureText("control.verdict.Within", chart.Judged)
            : new FigureText("control.verdict." + chart.State, chart.Since ?? "", chart.Flagged, chart.Judged, Reasons(chart.NewestSignals));
    }

    /// <summary>What to know about the limits before trusting the verdict; empty where they are the plain ones.</summary>
    public static IReadOnlyList<FigureText> Notes(ControlChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var notes = new List<FigureText>(BaselineNotes(chart));
        if (chart.LeftOut > 0)
            notes.Add(new FigureText("control.early.left-out", chart.LeftOut));
        else if (chart.EarlyKept > 0)
            notes.Add(new FigureText("control.early.kept", chart.EarlyKept));
        if (chart.IsOverdispersed)
            notes.Add(new FigureText("control.dispersion", chart.Dispersion));
        return notes;
    }

    private static IEnumerable<FigureText> BaselineNotes(ControlChart chart)
    {
        if (chart.Asked is not { } asked)
            yield break;
        var judgedToo = chart.Points.Count(p => p is { Incomplete: false, LeftOut: false });
        if (chart.AskedPeriods >= judgedToo)
        {
            yield return new FigureText("control.baseline.nothing-after", asked.Until, chart.Baseline);
            yield break;
        }

        if (chart.AskedPeriods < ControlChart.FewestBaseline)
        {
            yield return new FigureText("control.baseline.too-few", asked.Until, chart.AskedPeriods, chart.Baseline);
            yield break;
        }

        yield return new FigureText(asked.IsChosen ? "control.baseline.chosen" : "control.baseline.before", asked.Until, chart.Baseline);
        if (chart.Baseline < ControlChart.EnoughBaseline)
            yield return new FigureText("control.baseline.few", chart.Baseline, ControlChart.EnoughBaseline);
    }

    // Text of the signals of one period, strongest first.
    private static FigureText Reasons(ControlSignals signals)
    {
        var said = new[] { ControlSignals.Outside, ControlSignals.Run, ControlSignals.Trend }
            .Where(s => signals.HasFlag(s))
            .Select(s => new FigureText("control.reason." + s))
            .ToList();
        return said.Count == 0 ? new FigureText("control.reason.None") : said.Aggregate((all, next) => new FigureText("history.list", all, next));
    }

    private static FigureUnit UnitOf(MetricUnit unit) => unit switch
    {
        MetricUnit.Rate => FigureUnit.Rate,
        MetricUnit.Money => FigureUnit.Money,
        MetricUnit.Count => FigureUnit.None,
    };
}
