using System.Globalization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using static ProblemSolving.Application.Define.TableParts;

namespace ProblemSolving.Application.Define;

/// <summary>The tables of a repurchase analysis.</summary>
internal static class ExploreTables
{
    private const int CohortMonths = 12;

    public static IReadOnlyList<PinnedTable> Of(RepurchaseResult result)
    {
        if (result.ProfileOnly)
            return [ProfileOf(result.Profile)];
        List<PinnedTable> tables = [WaterfallOf(result.Waterfall), RatesOf(result.Rates), SharesOf(result.Cohorts), CountsOf(result.Cohorts), ProfileOf(result.Profile)];
        if (result.Contrasts.Count > 0)
            tables.Add(ContrastsOf(result));
        if (result.Depth is not { } depth)
            return tables;
        tables.AddRange([ReturnsOf(result.Cohorts, depth.Returned), StepsOf(depth.Steps), SegmentsOf(depth.Rfm), MovesOf(depth.Rfm)]);
        tables.AddRange(depth.Groups.Select((groups, i) => GroupsOf(groups, RunTables.LogRank(i), result.Parameters.Days) with { Note = AdjustedOver.LogRank(depth.Groups.Count) }));
        return tables;
    }

    private static PinnedTable WaterfallOf(IReadOnlyList<RuleEffect> steps) => Table(
        RunTables.Waterfall, new FigureText("explore.waterfall"),
        [Text("explore.rule"), Column("explore.removed", PinnedKind.Count), Column("explore.left", PinnedKind.Count)],
        steps.Select((s, i) => Row(PinnedCell.Key("purchase-rule." + s.Rule), PinnedCell.Of(i == 0 ? null : s.RowsRemoved), PinnedCell.Of(s.RowsLeft))));

    private static PinnedTable RatesOf(IReadOnlyList<RepurchaseRate> rates) => Table(
        RunTables.Rates, new FigureText("rates.title"),
        [Text("rates.within"), Column("rates.rate", PinnedKind.Rate), Column("evidence.table.low", PinnedKind.Rate), Column("evidence.table.high", PinnedKind.Rate), Column("rates.repeaters", PinnedKind.Count), Column("rates.eligible", PinnedKind.Count), Column("rates.young", PinnedKind.Count)],
        rates.Select(r => Row(PinnedCell.Key("unit.Days", r.Days), PinnedCell.Of(r.Rate), PinnedCell.Of(r.Interval?.Low), PinnedCell.Of(r.Interval?.High), PinnedCell.Of(r.Repeaters), PinnedCell.Of(r.Eligible), PinnedCell.Of(r.TooYoung))));

    private static PinnedTable ContrastsOf(RepurchaseResult result) => Table(
        RunTables.Contrasts, new FigureText("contrasts.title", result.Parameters.TrendDays),
        [Text("contrasts.value"), Column("contrasts.customers", PinnedKind.Count), Column("rates.rate", PinnedKind.Rate), Column("contrasts.rest", PinnedKind.Rate), Column("contrasts.difference", PinnedKind.Points), Column("contrasts.p", PinnedKind.PValue)],
        result.Contrasts.OrderByDescending(c => Math.Abs(c.Difference)).Select(c => Row(PinnedCell.Name(Named(c.Column, c.Value, c.Also)), PinnedCell.Of(c.Customers), PinnedCell.Of(c.Rate), PinnedCell.Of(c.RestRate), PinnedCell.Of(c.Difference), PinnedCell.Of(c.AdjustedPValue)))) with { Note = AdjustedOver.Contrasts(result) };

    /// <summary>A value with those of other columns that exactly the same customers have.</summary>
    private static string Named(string column, string value, IReadOnlyList<SameCustomers>? also) => string.Join(" = ", [$"{column}: {value}", .. (also ?? []).Select(a => $"{a.Column}: {a.Value}")]);

    private static PinnedTable SharesOf(CohortTable cohorts) =>
        CohortsOf(RunTables.Cohorts, "cohorts.title", "cohorts.share.help", cohorts, PinnedKind.Rate, (row, k) => cohorts.Rows[row].Share[k]);

    private static PinnedTable CountsOf(CohortTable cohorts) =>
        CohortsOf(RunTables.CohortCounts, "cohorts.title.count", "cohorts.count.help", cohorts, PinnedKind.Count, (row, k) => cohorts.Rows[row].Active[k]);

    private static PinnedTable ReturnsOf(CohortTable cohorts, IReadOnlyList<CohortReturns> returned) =>
        CohortsOf(RunTables.CohortReturns, "cohorts.title.cumulative", "cohorts.cumulative.help", cohorts, PinnedKind.Rate, (row, k) => returned[row].Share[k]);

    // Months that are not over in the data are left empty: half a month would look like a fall.
    private static PinnedTable CohortsOf(string id, string title, string note, CohortTable cohorts, PinnedKind kind, Func<int, int, double> value)
    {
        var months = Math.Min(cohorts.Months, CohortMonths);
        return Table(
            id, new FigureText(title),
            [Text("figure.axis.first-month"), Column("explore.customers", PinnedKind.Count), .. Enumerable.Range(0, months).Select(m => new PinnedColumn(new FigureText("cohorts.month", m), kind))],
            cohorts.Rows.Select((r, row) => Row([
                r.EarlyLog ? PinnedCell.Key("cohorts.early-month", Month(r.Month)) : PinnedCell.Name(Month(r.Month)), PinnedCell.Of(r.Size),
                .. Enumerable.Range(0, months).Select(m => PinnedCell.Of(m < r.Active.Count && !r.Incomplete[m] ? value(row, m) : null)),
            ]))) with { Note = cohorts.Rows.Any(r => r.EarlyLog) ? new FigureText("cohorts.note-early", new FigureText(note)) : new FigureText(note) };
    }

    private static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static PinnedTable ProfileOf(IReadOnlyList<ColumnProfile> columns) => Table(
        RunTables.Profile, new FigureText("column-profile.title"),
        [Text("preview.column"), Text("preview.type"), Column("preview.missing", PinnedKind.Count), Column("column-profile.distinct", PinnedKind.Count), Text("column-profile.minimum"), Text("column-profile.maximum"), Column("column-profile.mean", PinnedKind.Number)],
        columns.Select(c => Row(PinnedCell.Name(c.Name), PinnedCell.Key("column-type." + c.Type), PinnedCell.Of(c.Missing), PinnedCell.Of(c.Distinct), PinnedCell.Name(c.Minimum), PinnedCell.Name(c.Maximum), PinnedCell.Of(c.Mean))));

    private static PinnedTable StepsOf(IReadOnlyList<OrderStep> steps) => Table(
        RunTables.Steps, new FigureText("steps.title"),
        [Text("steps.from"), Column("steps.orders", PinnedKind.Count), Column("steps.followed", PinnedKind.Count), Column("steps.rate", PinnedKind.Rate), Column("evidence.table.low", PinnedKind.Rate), Column("evidence.table.high", PinnedKind.Rate), Column("steps.half", PinnedKind.Number), Column("steps.median", PinnedKind.Number)],
        steps.Select(s => Row(
            s.AndLater ? PinnedCell.Key("steps.later", s.From) : PinnedCell.Name(string.Create(CultureInfo.InvariantCulture, $"{s.From} → {s.From + 1}")),
            PinnedCell.Of(s.Orders), PinnedCell.Of(s.Followed), PinnedCell.Of(s.Rate), PinnedCell.Of(s.Interval?.Low), PinnedCell.Of(s.Interval?.High), PinnedCell.Of(s.HalfDays), PinnedCell.Of(s.MedianDays))));

    private static PinnedTable GroupsOf(SurvivalGroups groups, string id, IReadOnlyList<int> days)
    {
        var shown = groups.Days(days);
        return Table(
            id, new FigureText("survival.by.title", groups.Column),
            [Text("survival.group"), Column("explore.customers", PinnedKind.Count), .. shown.Select(d => new PinnedColumn(new FigureText("survival.within", d), PinnedKind.Rate)), Column("survival.median", PinnedKind.Number), Column("contrasts.p", PinnedKind.PValue)],
            groups.Groups.Select(g => Row([
                PinnedCell.Name(g.Value), PinnedCell.Of(g.Curve.Customers), .. shown.Select(d => PinnedCell.Of(1 - g.Curve.At(d)?.Survival)),
                g.Curve.MedianDays is { } median ? PinnedCell.Of(median) : PinnedCell.Key("survival.never"), PinnedCell.Of(groups.AdjustedPValue),
            ])));
    }

    private static PinnedTable SegmentsOf(RfmResult rfm)
    {
        var money = rfm.MoneyBreaks is not null;
        PinnedColumn[] columns = [Text("rfm.segment"), Column("explore.customers", PinnedKind.Count), Column("rfm.share", PinnedKind.Rate), Column("explore.orders", PinnedKind.Count)];
        PinnedColumn[] amounts = money ? [Column("rfm.revenue", PinnedKind.Money), Column("rfm.revenue-share", PinnedKind.Rate), Column("rfm.money-score", PinnedKind.Number)] : [];
        return Table(
            RunTables.Segments, new FigureText("rfm.title"), [.. columns, .. amounts],
            rfm.Segments.Select(s =>
            {
                PinnedCell[] cells = [Name(s.Segment), PinnedCell.Of(s.Customers), PinnedCell.Of(s.CustomerShare), PinnedCell.Of(s.Orders)];
                PinnedCell[] more = money ? [PinnedCell.Of((double?)s.Amount), PinnedCell.Of(s.AmountShare), PinnedCell.Of(s.MeanMoneyScore)] : [];
                return Row([.. cells, .. more]);
            }));
    }

    /// <summary>Customers by the segment of the earlier day (rows) and of the later one (columns).</summary>
    public static PinnedTable MovesOf(RfmResult rfm)
    {
        var segments = RfmSegments.All.Select(r => r.Segment).ToList();
        RfmSegment?[] starts = [.. segments.Select(s => (RfmSegment?)s), null];
        var customers = rfm.Migration.ToLookup(m => (m.From, m.To), m => m.Customers);
        return Table(
            RunTables.Moves, new FigureText("rfm.moves", Day(rfm.Earlier), Day(rfm.AsOf)),
            [Text("rfm.moves.from"), .. segments.Select(s => Column("rfm-segment." + s, PinnedKind.Count))],
            starts.Where(from => rfm.Migration.Any(m => m.From == from)).Select(from => Row([
                from is { } segment ? Name(segment) : PinnedCell.Key("rfm-segment.None"), .. segments.Select(to => PinnedCell.Of(customers[(from, to)].Sum())),
            ])));
    }

    private static PinnedCell Name(RfmSegment segment) => PinnedCell.Key("rfm-segment." + segment);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
