using System.Globalization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>The charts that came with version <c>repurchase-2</c>.</summary>
internal static class DepthFigures
{
    private const double SmallestShown = 0.0001;

    // Cohen (1988): below 0.1 not even a small correlation
    private const double Negligible = 0.1;

    public static IEnumerable<Figure> Draw(RepurchaseResult result)
    {
        if (result.Depth is not { } depth)
            yield break;
        yield return Flow(result, depth);
        yield return Returned(result, depth);
        yield return Trends(result, depth);
        if (depth.Survival.Points.Count > 1)
            yield return Survival(result, depth.Survival);
        for (var i = 0; i < depth.Groups.Count; i++)
            yield return Groups(result, depth.Groups[i], i);
        yield return Steps(result, depth);
        if (depth.Gaps.Quantiles is not null)
            yield return Gaps(result, depth.Gaps);
        if (depth.Revenue is { } revenue)
        {
            yield return Lorenz(result, revenue);
            yield return Loyalty(result, revenue);
        }

        yield return Segments(result, depth.Rfm);
        yield return Grid(result, depth.Rfm);
        yield return Migration(result, depth.Rfm);
        foreach (var figure in Relations(result))
            yield return figure;
    }

    private static Figure Flow(RepurchaseResult result, RepurchaseDepth depth)
    {
        var days = result.Parameters.LostDays;
        var early = RepurchaseFigures.EarlyMonths(result);
        var closed = depth.Flow.Where(f => f is { Incomplete: false, LostIncomplete: false }).ToList();
        // as in the rates: in the first months of a log customers of old count as new; where nobody came later they are all there is to count
        var later = closed.Where(f => !early.Contains(f.Month)).ToList();
        var leftOut = later.Any(f => f.New > 0);
        if (leftOut)
            closed = later;
        var (came, lost) = (closed.Sum(f => f.New), closed.Sum(f => f.Lost));
        return new Figure(
            "customer-flow", FigureKind.Bar,
            closed.Count == 0 ? new FigureText("figure.customer-flow.short", days) : new FigureText("figure.customer-flow.title", closed.Count, came, lost, days),
            RepurchaseFigures.MonthsPeriod(result, early, leftOut),
            RepurchaseFigures.MonthAxis([.. depth.Flow.Select(f => f.Month)]), Axis("figure.axis.customers", FigureUnit.Customers),
            [.. depth.Flow.Select(f => Month(f.Month))],
            [
                new FigureSeries(new FigureText("figure.series.new"), SeriesRole.Target, [.. depth.Flow.Select(f => (double?)f.New)], Incomplete: [.. depth.Flow.Select(f => f.Incomplete)]),
                new FigureSeries(new FigureText("figure.series.returning"), SeriesRole.Control, [.. depth.Flow.Select(f => (double?)f.Returning)], Incomplete: [.. depth.Flow.Select(f => f.Incomplete)]),
                new FigureSeries(new FigureText("figure.series.lost", days), SeriesRole.Other, [.. depth.Flow.Select(f => (double?)f.Lost)], Incomplete: [.. depth.Flow.Select(f => f.Incomplete || f.LostIncomplete)]),
            ],
            RepurchaseFigures.MonthNames([.. depth.Flow.Select(f => f.Month)], early));
    }

    private static Figure Returned(RepurchaseResult result, RepurchaseDepth depth)
    {
        var width = result.Cohorts.Months;
        return new Figure(
            "cohorts-cumulative", FigureKind.HeatMap,
            new FigureText("figure.cohorts-cumulative.title"),
            RepurchaseFigures.CohortPeriod(result),
            Axis("figure.axis.months-after-first", FigureUnit.Months), Axis("figure.axis.share-returned", FigureUnit.Rate),
            [.. Enumerable.Range(0, width).Select(Whole)],
            [.. depth.Returned.Zip(result.Cohorts.Rows).Select(row => new FigureSeries(
                RepurchaseFigures.Cohort(row.Second), SeriesRole.Other,
                [.. Enumerable.Range(0, width).Select(i => i < row.First.Share.Count ? row.First.Share[i] : (double?)null)],
                Incomplete: [.. Enumerable.Range(0, width).Select(i => i < row.Second.Incomplete.Count && row.Second.Incomplete[i])]))]);
    }

    private static Figure Trends(RepurchaseResult result, RepurchaseDepth depth)
    {
        var early = depth.Trends[0].Months.Count(m => m.EarlyLog);
        // in a log of nothing but first months these are all there is to see
        var keep = depth.Trends.All(t => t.Months.Count(m => m.Compares) < 2);
        return new Figure(
            "rate-trends", FigureKind.Line,
            early == 0 ? new FigureText("figure.rate-trends.title", depth.Trends.Count) : new FigureText(keep ? "figure.rate-trends.early-kept" : "figure.rate-trends.early", depth.Trends.Count, early),
            RepurchaseFigures.Period(result),
            Axis("figure.axis.first-month"), Axis("figure.axis.repurchase-rate", FigureUnit.Rate),
            [.. depth.Trends[0].Months.Select(m => Month(m.Month))],
            [.. depth.Trends.Select(t => new FigureSeries(
                new FigureText("figure.series.within-days", t.Days), t.Days == result.Parameters.TrendDays ? SeriesRole.Target : SeriesRole.Other,
                // a month that is not old enough, or of which the first days are missing, has a rate over some of its days only: it would look like a fall,
                // and so would the first months of the log, in which customers of old count as new
                [.. t.Months.Select(m => m.Compares || (keep && !m.Incomplete) ? m.Rate : null)]))]);
    }

    private static Figure Survival(RepurchaseResult result, SurvivalCurve curve)
    {
        var days = result.Parameters.TrendDays;
        var at = curve.At(days) ?? curve.Points[^1];
        return new Figure(
            "survival", FigureKind.Line,
            curve.MedianDays is { } median
                ? new FigureText("figure.survival.median", median, 1 - at.Survival, at.Day)
                : new FigureText("figure.survival.title", 1 - at.Survival, at.Day),
            RepurchaseFigures.Period(result),
            Axis("figure.axis.days-after-first", FigureUnit.Days), Axis("figure.axis.ordered-again", FigureUnit.Rate),
            [.. curve.Points.Select(p => Whole(p.Day))],
            [
                new FigureSeries(
                    new FigureText("figure.series.ordered-again"), SeriesRole.Target,
                    [.. curve.Points.Select(p => (double?)(1 - p.Survival))], [.. curve.Points.Select(p => 1 - p.High)], [.. curve.Points.Select(p => 1 - p.Low)]),
            ]);
    }

    private static Figure Groups(RepurchaseResult result, SurvivalGroups groups, int index)
    {
        var longest = groups.Groups.MaxBy(g => g.Curve.Points[^1].Day)!.Curve.Points;
        var clear = groups.AdjustedPValue < 0.05;
        return new Figure(
            "survival-by-" + Whole(index), FigureKind.Line,
            new FigureText(clear ? "figure.survival-by.clear" : "figure.survival-by.unclear", groups.Column, groups.AdjustedPValue < SmallestShown ? "< 0.0001" : "= " + groups.AdjustedPValue.ToString("F4", CultureInfo.InvariantCulture)),
            RepurchaseFigures.Period(result),
            Axis("figure.axis.days-after-first", FigureUnit.Days), Axis("figure.axis.ordered-again", FigureUnit.Rate),
            [.. longest.Select(p => Whole(p.Day))],
            [.. groups.Groups.Select(g => new FigureSeries(
                new FigureText("figure.series.group", g.Value, g.Curve.Customers), SeriesRole.Other,
                [.. longest.Select(p => g.Curve.Points.Any(x => x.Day >= p.Day) ? 1 - g.Curve.Points.Last(x => x.Day <= p.Day).Survival : (double?)null)]))]);
    }

    private static Figure Steps(RepurchaseResult result, RepurchaseDepth depth)
    {
        var shown = depth.Steps.Where(s => s.Orders > 0).ToList();
        var title = shown is [{ Rate: { } one }, { Rate: { } two }, ..]
            ? new FigureText("figure.order-steps.title", one, two, result.Parameters.TrendDays)
            : new FigureText("figure.order-steps.short", result.Parameters.TrendDays);
        return new Figure(
            "order-steps", FigureKind.Bar, title, RepurchaseFigures.Period(result),
            Axis("figure.axis.order-step"), Axis("figure.axis.followed", FigureUnit.Rate),
            [.. shown.Select(s => s.AndLater ? $"{s.From}+" : $"{s.From} → {s.From + 1}")],
            [new FigureSeries(new FigureText("figure.series.followed", result.Parameters.TrendDays), SeriesRole.Target, [.. shown.Select(s => s.Rate)], [.. shown.Select(s => s.Interval?.Low)], [.. shown.Select(s => s.Interval?.High)])]);
    }

    private static Figure Gaps(RepurchaseResult result, OrderGaps gaps) => new(
        "order-gaps", FigureKind.Bar,
        RepurchaseFigures.Claim(gaps.Estimate, "figure.order-gaps.estimate", "figure.order-gaps.month") ?? new FigureText("figure.order-gaps.title", gaps.Quantiles![2], gaps.Quantiles[4]),
        RepurchaseFigures.Period(result),
        Axis("figure.axis.weeks-between"), Axis("figure.axis.pairs", FigureUnit.Orders),
        [.. gaps.Weeks.Select((_, i) => i == gaps.Weeks.Count - 1 ? $"{i}+" : Whole(i))],
        [new FigureSeries(new FigureText("figure.series.pairs"), SeriesRole.Target, [.. gaps.Weeks.Select(w => (double?)w)])]);

    private static Figure Lorenz(RepurchaseResult result, RevenueSpread revenue) => new(
        "lorenz", FigureKind.Line,
        new FigureText(revenue.InMoney ? "figure.lorenz.title" : "figure.lorenz.orders", revenue.TopFifth, revenue.Gini),
        RepurchaseFigures.Period(result),
        Axis("figure.axis.customers-share"), Axis(revenue.InMoney ? "figure.axis.revenue-share" : "figure.axis.orders-share", FigureUnit.Rate),
        [.. Enumerable.Range(0, revenue.Curve.Count).Select(k => $"{k}%")],
        [
            new FigureSeries(new FigureText("figure.series.lorenz"), SeriesRole.Target, [.. revenue.Curve.Select(v => (double?)v)]),
            new FigureSeries(new FigureText("figure.series.equal"), SeriesRole.Control, [.. Enumerable.Range(0, revenue.Curve.Count).Select(k => (double?)(k / (revenue.Curve.Count - 1.0)))]),
        ]);

    private static Figure Loyalty(RepurchaseResult result, RevenueSpread revenue)
    {
        var loyal = revenue.ByOrders.FirstOrDefault(o => o.OrMore);
        var title = loyal is null ? new FigureText("figure.loyalty.short")
            : new FigureText(revenue.InMoney ? "figure.loyalty.title" : "figure.loyalty.orders", loyal.Orders, loyal.CustomerShare, loyal.AmountShare);
        return new Figure(
            "loyalty", FigureKind.Bar, title, RepurchaseFigures.Period(result),
            Axis("figure.axis.orders-of-customer"), Axis("figure.axis.share", FigureUnit.Rate),
            [.. revenue.ByOrders.Select(o => o.OrMore ? $"{o.Orders}+" : Whole(o.Orders))],
            [
                new FigureSeries(new FigureText("figure.series.share-customers"), SeriesRole.Control, [.. revenue.ByOrders.Select(o => (double?)o.CustomerShare)]),
                new FigureSeries(new FigureText(revenue.InMoney ? "figure.series.share-revenue" : "figure.series.share-orders"), SeriesRole.Target, [.. revenue.ByOrders.Select(o => (double?)o.AmountShare)]),
            ]);
    }

    private static Figure Segments(RepurchaseResult result, RfmResult rfm)
    {
        var best = rfm.Segments.MaxBy(s => s.AmountShare)!;
        return new Figure(
            "rfm-segments", FigureKind.Bar,
            new FigureText(rfm.MoneyBreaks is null ? "figure.rfm-segments.orders" : "figure.rfm-segments.title", Name(best.Segment), best.CustomerShare, best.AmountShare),
            RepurchaseFigures.Period(result),
            Axis("figure.axis.segment"), Axis("figure.axis.share", FigureUnit.Rate),
            [.. rfm.Segments.Select(s => s.Segment.ToString())],
            [
                new FigureSeries(new FigureText("figure.series.share-customers"), SeriesRole.Control, [.. rfm.Segments.Select(s => (double?)s.CustomerShare)]),
                new FigureSeries(new FigureText(rfm.MoneyBreaks is null ? "figure.series.share-orders" : "figure.series.share-revenue"), SeriesRole.Target, [.. rfm.Segments.Select(s => (double?)s.AmountShare)]),
            ],
            [.. rfm.Segments.Select(s => Name(s.Segment))]);
    }

    private static Figure Grid(RepurchaseResult result, RfmResult rfm) => new(
        "rfm-grid", FigureKind.HeatMap,
        new FigureText("figure.rfm-grid.title"),
        RepurchaseFigures.Period(result),
        Axis("figure.axis.frequency-score"), Axis("figure.axis.customers", FigureUnit.Customers),
        [.. Enumerable.Range(1, rfm.Grid.Count).Select(Whole)],
        [.. rfm.Grid.Select((row, i) => new FigureSeries(new FigureText("figure.series.recency-score", rfm.Grid.Count - i), SeriesRole.Other, [.. row.Select(n => (double?)n)]))]);

    private static Figure Migration(RepurchaseResult result, RfmResult rfm)
    {
        var segments = RfmSegments.All.Select(r => r.Segment).ToList();
        RfmSegment?[] starts = [.. segments.Select(s => (RfmSegment?)s), null];
        var rows = starts.Select(from => (From: from, Counts: segments.Select(to => rfm.Migration.Where(m => m.From == from && m.To == to).Sum(m => m.Customers)).ToList())).Where(r => r.Counts.Sum() > 0).ToList();
        var known = rfm.Migration.Where(m => m.From is not null).ToList();
        var stayed = known.Where(m => m.From == m.To).Sum(m => m.Customers);
        var all = known.Sum(m => m.Customers);
        return new Figure(
            "rfm-migration", FigureKind.HeatMap,
            all == 0 ? new FigureText("figure.rfm-migration.short", Day(rfm.Earlier), Day(rfm.AsOf)) : new FigureText("figure.rfm-migration.title", (double)stayed / all, Day(rfm.Earlier), Day(rfm.AsOf)),
            RepurchaseFigures.Period(result),
            Axis("figure.axis.segment-then-now"), Axis("figure.axis.share-of-segment", FigureUnit.Rate),
            [.. segments.Select(s => s.ToString())],
            [.. rows.Select(r => new FigureSeries(
                new FigureText("figure.series.segment", r.From is { } from ? Name(from) : new FigureText("rfm-segment.None"), r.Counts.Sum()), SeriesRole.Other,
                [.. r.Counts.Select(n => (double?)n / r.Counts.Sum())]))],
            [.. segments.Select(Name)]);
    }

    public static IEnumerable<Figure> Relations(RepurchaseResult result)
    {
        if (result.Table?.Numbers is { } numbers)
        {
            yield return Square("pearson", "figure.pearson.title", "figure.pearson.axis", FigureUnit.Correlation, numbers.Columns, numbers.Pearson, new FigureText("figure.relations.rows", numbers.Rows));
            yield return Square("spearman", "figure.spearman.title", "figure.spearman.axis", FigureUnit.Correlation, numbers.Columns, numbers.Spearman, new FigureText("figure.relations.rows", numbers.Rows));
        }

        if (result.Table?.Groups is { } groups)
            yield return Square("cramers-v", "figure.cramers-v.title", "figure.cramers-v.axis", FigureUnit.Association, groups.Columns, groups.CramersV, new FigureText("figure.relations.rows", result.Table.Rows));
    }

    private static Figure Square(string id, string title, string axis, FigureUnit unit, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<double>> matrix, FigureText subtitle)
    {
        var (a, b) = Enumerable.Range(0, columns.Count).SelectMany(i => Enumerable.Range(0, i).Select(j => (i, j))).MaxBy(p => Math.Abs(matrix[p.i][p.j]));
        var strongest = Math.Round(matrix[a][b], 2) + 0.0;   // as it is written; the sum takes the sign off a zero
        return new Figure(
            id, FigureKind.HeatMap, new FigureText(Math.Abs(strongest) < Negligible ? title + ".weak" : title, columns[b], columns[a], strongest), subtitle,
            Axis("figure.axis.column"), Axis(axis, unit), columns,
            [.. columns.Select((name, i) => new FigureSeries(new FigureText(name), SeriesRole.Other, [.. matrix[i].Select(v => (double?)v)]))]);
    }

    private static FigureText Name(RfmSegment segment) => new("rfm-segment." + segment);

    private static FigureAxis Axis(string key, FigureUnit unit = FigureUnit.None) => new(new FigureText(key), unit);

    private static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
