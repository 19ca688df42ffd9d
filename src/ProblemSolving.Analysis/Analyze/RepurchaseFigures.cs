using System.Globalization;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>The charts of a repurchase analysis.</summary>
internal static class RepurchaseFigures
{
    public static IReadOnlyList<Figure> Draw(RepurchaseResult result)
    {
        var figures = new List<Figure> { MonthlyCustomers(result), Rates(result), Trend(result), Cohorts(result) };
        if (result.Timing.SecondOrders > 0)
            figures.Add(Timing(result));
        if (result.Contrasts.Count > 0)
            figures.Add(Contrasts(result));
        return figures;
    }

    private static Figure MonthlyCustomers(RepurchaseResult result)
    {
        var incomplete = result.Months.Select(m => m.Incomplete).ToList();
        var early = EarlyMonths(result);
        return new Figure(
            "monthly-customers", FigureKind.StackedBar,
            new FigureText("figure.monthly-customers.title", result.Headline.Customers, result.Months.Count),
            MonthsPeriod(result, early),
            MonthAxis([.. result.Months.Select(m => m.Month)]),
            new FigureAxis(new FigureText("figure.axis.customers"), FigureUnit.Customers),
            [.. result.Months.Select(m => Month(m.Month))],
            [
                new FigureSeries(new FigureText("figure.series.new"), SeriesRole.Target, [.. result.Months.Select(m => (double?)m.NewCustomers)], Incomplete: incomplete),
                new FigureSeries(new FigureText("figure.series.returning"), SeriesRole.Control, [.. result.Months.Select(m => (double?)m.ReturningCustomers)], Incomplete: incomplete),
            ],
            MonthNames([.. result.Months.Select(m => m.Month)], early));
    }

    // Where the log begins with customers of old, the bars that count are those of customers it knows to be new, as in the headline
    // and in the column of the table; the rates over all months stand beside them in grey, so that both numbers are found.
    private static Figure Rates(RepurchaseResult result)
    {
        var known = result.Rates.Select(r => KnownRate.Of(result, r.Days)).ToList();
        var early = known.Max(k => k?.EarlyMonths) ?? 0;
        return new Figure(
            "repurchase-rate", FigureKind.Bar,
            new FigureText("figure.repurchase-rate.title"),
            early == 0 ? Period(result) : new FigureText("figure.subtitle.rates-early", Period(result), early),
            new FigureAxis(new FigureText("figure.axis.days-after-first"), FigureUnit.Days),
            new FigureAxis(new FigureText("figure.axis.repurchase-rate"), FigureUnit.Rate),
            [.. result.Rates.Select(r => r.Days.ToString(CultureInfo.InvariantCulture))],
            early == 0
                ? [All("figure.series.repurchase-rate", SeriesRole.Target)]
                : [Known(), All("figure.series.rates-with-early", SeriesRole.Control)]);

        FigureSeries All(string name, SeriesRole role) => new(
            new FigureText(name), role,
            [.. result.Rates.Select(r => r.Rate)], [.. result.Rates.Select(r => r.Interval?.Low)], [.. result.Rates.Select(r => r.Interval?.High)]);

        FigureSeries Known()
        {
            var intervals = known.Select(k => k is { EarlyMonths: > 0 } ? TwoProportionZTest.Wilson(k.Repeaters, k.Eligible) : null).ToList();
            return new FigureSeries(
                new FigureText("figure.series.rates-without-early", early), SeriesRole.Target,
                [.. known.Select(k => k is { EarlyMonths: > 0 } ? k.Rate : null)], [.. intervals.Select(i => i?.Low)], [.. intervals.Select(i => i?.High)]);
        }
    }

    private static Figure Trend(RepurchaseResult result)
    {
        var complete = result.Trend.Where(t => t.Compares).ToList();
        var early = result.Trend.Count(t => t.EarlyLog);
        // the title states the finding: where the rate stood in the first and in the last complete month in which new customers are new
        var title = complete.Count >= 2
            ? new FigureText("figure.repurchase-trend.title", result.Parameters.TrendDays, complete[0].Rate!.Value, complete[^1].Rate!.Value, Month(complete[0].Month), Month(complete[^1].Month))
            : new FigureText("figure.repurchase-trend.short", result.Parameters.TrendDays);
        return new Figure(
            "repurchase-trend", FigureKind.Line, title, early == 0 ? Period(result) : new FigureText("figure.subtitle.early", Period(result), early),
            new FigureAxis(new FigureText("figure.axis.first-month"), FigureUnit.None),
            new FigureAxis(new FigureText("figure.axis.repurchase-rate"), FigureUnit.Rate),
            [.. result.Trend.Select(t => Month(t.Month))],
            [
                Rates(new FigureText("figure.series.repurchase-rate-days", result.Parameters.TrendDays), SeriesRole.Target, t => !t.EarlyLog),
                .. early == 0 ? Array.Empty<FigureSeries>() : [Rates(new FigureText("figure.series.early-log"), SeriesRole.Control, t => t.EarlyLog)],
            ]);

        FigureSeries Rates(FigureText name, SeriesRole role, Func<MonthRate, bool> shown) => new(
            name, role,
            [.. result.Trend.Select(t => shown(t) ? t.Rate : null)], [.. result.Trend.Select(t => shown(t) ? t.Interval?.Low : null)], [.. result.Trend.Select(t => shown(t) ? t.Interval?.High : null)],
            [.. result.Trend.Select(t => shown(t) && t.Incomplete)]);
    }

    private static Figure Cohorts(RepurchaseResult result)
    {
        var width = result.Cohorts.Months;
        return new Figure(
            "cohorts", FigureKind.HeatMap,
            new FigureText("figure.cohorts.title"),
            CohortPeriod(result),
            new FigureAxis(new FigureText("figure.axis.months-after-first"), FigureUnit.Months),
            new FigureAxis(new FigureText("figure.axis.share-of-cohort"), FigureUnit.Rate),
            [.. Enumerable.Range(0, width).Select(i => i.ToString(CultureInfo.InvariantCulture))],
            [.. result.Cohorts.Rows.Select(row => new FigureSeries(
                Cohort(row), SeriesRole.Other,
                [.. Enumerable.Range(0, width).Select(i => i < row.Share.Count ? row.Share[i] : (double?)null)],
                Incomplete: [.. Enumerable.Range(0, width).Select(i => i < row.Incomplete.Count && row.Incomplete[i])]))]);
    }

    /// <summary>Name of a cohort's row; early ones carry a mark.</summary>
    internal static FigureText Cohort(CohortRow row) => new(row.EarlyLog ? "figure.series.cohort-early" : "figure.series.cohort", Month(row.Month), row.Size);

    /// <summary>Says what the mark of the early rows means where there are any.</summary>
    internal static FigureText CohortPeriod(RepurchaseResult result) => result.Cohorts.Rows.Count(r => r.EarlyLog) is > 0 and var early
        ? new FigureText("figure.subtitle.cohorts-early", Period(result), early)
        : Period(result);

    private static Figure Timing(RepurchaseResult result) => new(
        "days-to-second", FigureKind.Bar,
        // the bars are the second orders seen so far, the quick ones of recent customers: what is claimed comes from the curve that counts those who still wait
        Claim(result.Timing.Estimate, "figure.days-to-second.estimate", "figure.days-to-second.month") ?? new FigureText("figure.days-to-second.title", result.Timing.QuartileDays![1], result.Timing.ShareWithin30Days!.Value),
        Period(result),
        new FigureAxis(new FigureText("figure.axis.weeks-after-first"), FigureUnit.None),
        new FigureAxis(new FigureText("figure.axis.second-orders"), FigureUnit.Customers),
        [.. result.Timing.Weeks.Select((_, i) => i == result.Timing.Weeks.Count - 1 ? $"{i}+" : i.ToString(CultureInfo.InvariantCulture))],
        [new FigureSeries(new FigureText("figure.series.second-orders"), SeriesRole.Target, [.. result.Timing.Weeks.Select(w => (double?)w)])]);

    /// <summary>What goes with a second order most and least: clear differences first, at most eight each way. The largest of many differences owes some of its size to chance, and the title says so.</summary>
    private static Figure Contrasts(RepurchaseResult result)
    {
        const int EachWay = 8;
        var clear = result.Contrasts.Where(c => c.AdjustedPValue < 0.05).ToList();
        List<Contrast> pool = [.. ToldOnce.Of(clear.Count > 0 ? clear : result.Contrasts)];
        var more = pool.Where(c => c.Difference > 0).OrderByDescending(c => c.Difference).ThenBy(c => c.Value, StringComparer.Ordinal).Take(EachWay).ToList();
        var shown = more.Concat(pool.Where(c => c.Difference <= 0).OrderBy(c => c.Difference).ThenBy(c => c.Value, StringComparer.Ordinal).Take(EachWay).Reverse()).ToList();
        var title = clear.Count == 0 ? new FigureText("figure.first-order-contrasts.none", result.ContrastsCompared, result.Parameters.TrendDays)
            : more.Count > 0 ? new FigureText("figure.first-order-contrasts.column", more[0].Value, more[0].Rate, result.Parameters.TrendDays, more[0].RestRate, result.ContrastsCompared, more[0].Customers, more[0].Column)
            : new FigureText("figure.first-order-contrasts.title", result.ContrastsCompared, result.Parameters.TrendDays);
        return new Figure(
            "first-order-contrasts", FigureKind.Bar, title, Period(result),
            new FigureAxis(new FigureText("figure.axis.first-order-value"), FigureUnit.None),
            new FigureAxis(new FigureText("figure.axis.repurchase-rate"), FigureUnit.Rate),
            [.. shown.Select(c => c.Value)],
            [
                new FigureSeries(new FigureText("figure.series.with-value"), SeriesRole.Target, [.. shown.Select(c => (double?)c.Rate)], [.. shown.Select(c => (double?)c.Interval.Low)], [.. shown.Select(c => (double?)c.Interval.High)]),
                new FigureSeries(new FigureText("figure.series.all-others"), SeriesRole.Control, [.. shown.Select(c => (double?)c.RestRate)]),
            ],
            // a code alone does not say what it is of
            [.. shown.Select(c => new FigureText("figure.value-of-column", c.Column, c.Value))]);
    }

    /// <param name="two">Key of the text with the share within 30 days and within the N of the run.</param>
    /// <param name="one">Key of the text with the share within 30 days alone.</param>
    /// <returns>Null where the data are too short for an estimate.</returns>
    internal static FigureText? Claim(NextOrderEstimate? estimate, string two, string one) => estimate switch
    {
        { Within30Days: { } month, WithinDays: { } later, Days: not 30 } => new FigureText(two, month, later, estimate.Days),
        { Within30Days: { } month } => new FigureText(one, month),
        _ => null,
    };

    /// <summary>Months in which customers of old still count as new.</summary>
    internal static IReadOnlySet<DateOnly> EarlyMonths(RepurchaseResult result) => result.Trend.Where(t => t.EarlyLog).Select(t => t.Month).ToHashSet();

    /// <summary>The period, and what the mark of the early months means where there are any.</summary>
    internal static FigureText MonthsPeriod(RepurchaseResult result, IReadOnlySet<DateOnly> early, bool leftOut = false) =>
        early.Count == 0 ? Period(result) : new FigureText(leftOut ? "figure.subtitle.early-left-out" : "figure.subtitle.cohorts-early", Period(result), early.Count);

    /// <summary>Months with a mark at the early ones; null when there are none.</summary>
    internal static IReadOnlyList<FigureText>? MonthNames(IReadOnlyList<DateOnly> months, IReadOnlySet<DateOnly> early) =>
        early.Count == 0 ? null : [.. months.Select(m => early.Contains(m) ? new FigureText("figure.month-early", Month(m)) : new FigureText(Month(m)))];

    internal static FigureText Period(RepurchaseResult result) => FigurePeriod.Of(result.Headline);

    /// <summary>Says so where months without orders are left out between two that stand side by side.</summary>
    internal static FigureAxis MonthAxis(IReadOnlyList<DateOnly> months) => new(
        months.Zip(months.Skip(1)).Any(m => ExploreScope.MonthsBetween(m.First, m.Second) > 1)
            ? new FigureText("figure.axis.month-gaps", RepurchaseResult.MostEmptyMonths)
            : new FigureText("figure.axis.month"),
        FigureUnit.None);

    private static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
