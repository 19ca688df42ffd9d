using System.Globalization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Application.Define;

/// <summary>The tables of a run that can be pinned, as data.</summary>
public static class RunTables
{
    public const string Waterfall = PinnedTable.Prefix + "waterfall";
    public const string Rates = PinnedTable.Prefix + "rates";
    public const string Contrasts = PinnedTable.Prefix + "contrasts";
    public const string Cohorts = PinnedTable.Prefix + "cohorts";
    public const string Profile = PinnedTable.Prefix + "profile";
    public const string Deciles = PinnedTable.Prefix + "deciles";

    private const int CohortMonths = 12;

    /// <summary>All tables of a run; none while it has no result, or where its kind has figures only.</summary>
    public static IReadOnlyList<PinnedTable> Of(AnalysisRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.ResultJson is not { } json ? [] : run.Kind switch
        {
            AnalysisKind.Explore => Explore(ResultJson.Read<RepurchaseResult>(json)),
            AnalysisKind.RepurchaseModel => [DecilesOf(ResultJson.Read<RepurchaseModelResult>(json))],
            _ => [],
        };
    }

    private static List<PinnedTable> Explore(RepurchaseResult result)
    {
        if (result.ProfileOnly)
            return [ProfileOf(result.Profile)];
        List<PinnedTable> tables = [WaterfallOf(result.Waterfall), RatesOf(result.Rates), CohortsOf(result.Cohorts), ProfileOf(result.Profile)];
        if (result.Contrasts.Count > 0)
            tables.Add(ContrastsOf(result));
        return tables;
    }

    private static PinnedTable WaterfallOf(IReadOnlyList<RuleEffect> steps) => Table(
        Waterfall, new FigureText("explore.waterfall"),
        [Text("explore.rule"), Column("explore.removed", PinnedKind.Count), Column("explore.left", PinnedKind.Count)],
        steps.Select((s, i) => Row(PinnedCell.Key("purchase-rule." + s.Rule), PinnedCell.Of(i == 0 ? null : s.RowsRemoved), PinnedCell.Of(s.RowsLeft))));

    private static PinnedTable RatesOf(IReadOnlyList<RepurchaseRate> rates) => Table(
        Rates, new FigureText("rates.title"),
        [Text("rates.within"), Column("rates.rate", PinnedKind.Rate), Column("evidence.table.low", PinnedKind.Rate), Column("evidence.table.high", PinnedKind.Rate), Column("rates.repeaters", PinnedKind.Count), Column("rates.eligible", PinnedKind.Count), Column("rates.young", PinnedKind.Count)],
        rates.Select(r => Row(PinnedCell.Key("unit.Days", r.Days), PinnedCell.Of(r.Rate), PinnedCell.Of(r.Interval?.Low), PinnedCell.Of(r.Interval?.High), PinnedCell.Of(r.Repeaters), PinnedCell.Of(r.Eligible), PinnedCell.Of(r.TooYoung))));

    private static PinnedTable ContrastsOf(RepurchaseResult result) => Table(
        Contrasts, new FigureText("contrasts.title", result.Parameters.TrendDays),
        [Text("contrasts.value"), Column("contrasts.customers", PinnedKind.Count), Column("rates.rate", PinnedKind.Rate), Column("contrasts.rest", PinnedKind.Rate), Column("contrasts.difference", PinnedKind.Points), Column("contrasts.p", PinnedKind.PValue)],
        result.Contrasts.OrderByDescending(c => Math.Abs(c.Difference)).Select(c => Row(PinnedCell.Name($"{c.Column}: {c.Value}"), PinnedCell.Of(c.Customers), PinnedCell.Of(c.Rate), PinnedCell.Of(c.RestRate), PinnedCell.Of(c.Difference), PinnedCell.Of(c.AdjustedPValue))));

    // Months that are not over in the data are left empty: half a month would look like a fall.
    private static PinnedTable CohortsOf(CohortTable cohorts)
    {
        var months = Math.Min(cohorts.Months, CohortMonths);
        return Table(
            Cohorts, new FigureText("cohorts.title"),
            [Text("figure.axis.first-month"), Column("explore.customers", PinnedKind.Count), .. Enumerable.Range(0, months).Select(m => new PinnedColumn(new FigureText("cohorts.month", m), PinnedKind.Rate))],
            cohorts.Rows.Select(r => Row([
                PinnedCell.Name(r.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)), PinnedCell.Of(r.Size),
                .. Enumerable.Range(0, months).Select(m => PinnedCell.Of(m < r.Share.Count && !r.Incomplete[m] ? r.Share[m] : null)),
            ])));
    }

    private static PinnedTable ProfileOf(IReadOnlyList<ColumnProfile> columns) => Table(
        Profile, new FigureText("column-profile.title"),
        [Text("preview.column"), Text("preview.type"), Column("preview.missing", PinnedKind.Count), Column("column-profile.distinct", PinnedKind.Count), Text("column-profile.minimum"), Text("column-profile.maximum"), Column("column-profile.mean", PinnedKind.Number)],
        columns.Select(c => Row(PinnedCell.Name(c.Name), PinnedCell.Key("column-type." + c.Type), PinnedCell.Of(c.Missing), PinnedCell.Of(c.Distinct), PinnedCell.Name(c.Minimum), PinnedCell.Name(c.Maximum), PinnedCell.Of(c.Mean))));

    private static PinnedTable DecilesOf(RepurchaseModelResult model) => Table(
        Deciles, new FigureText("model.deciles"),
        [Column("evidence.table.decile", PinnedKind.Count), Column("contrasts.customers", PinnedKind.Count), Column("rates.rate", PinnedKind.Rate), Column("evidence.table.low", PinnedKind.Rate), Column("evidence.table.high", PinnedKind.Rate), Column("evidence.table.lift", PinnedKind.Number)],
        model.Deciles.Select(d => Row(PinnedCell.Of(d.Decile), PinnedCell.Of(d.Customers), PinnedCell.Of(d.Rate), PinnedCell.Of(d.Interval.Low), PinnedCell.Of(d.Interval.High), PinnedCell.Of(d.Lift))));

    private static PinnedTable Table(string id, FigureText title, IReadOnlyList<PinnedColumn> columns, IEnumerable<IReadOnlyList<PinnedCell>> rows) =>
        PinnedTable.Of(id[PinnedTable.Prefix.Length..], title, columns, rows);

    private static IReadOnlyList<PinnedCell> Row(params IReadOnlyList<PinnedCell> cells) => cells;

    private static PinnedColumn Text(string key) => Column(key, PinnedKind.Text);

    private static PinnedColumn Column(string key, PinnedKind kind) => new(new FigureText(key), kind);
}
