using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Guards against immortal time: what customers did before a fixed day against what they did after it. Source: Anderson, Cain and Gelber (1983), Journal of Clinical Oncology 1.</summary>
public static class LandmarkAnalysis
{
    public const string Version = "landmark-2";

    /// <exception cref="DomainRuleException">A role or column is missing, a parameter out of range, or a group is empty.</exception>
    public static LandmarkResult Run(
        TableSource source, PurchaseRules rules, LandmarkParameters parameters, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        parameters.Check();
        var column = parameters.Column is { } index ? source.Columns.FirstOrDefault(c => c.Index == index) ?? throw new DomainRuleException("analysis.no-column") : null;
        // known at the end of the data only: with it the future would stand before the landmark
        if (column is { FromAttributes: true })
            throw new DomainRuleException("analysis.landmark-joined", column.Name);
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        progress?.Report(new StageProgress("stage.analysis.purchases", 0));
        var (scope, _) = ExploreScope.Build(duck, source, rules, RepurchaseParameters.Default);
        progress?.Report(new StageProgress("stage.analysis.compare", 0.6));
        var done = column is null
            ? $"SELECT customer, min(day) AS x_day FROM orders WHERE n = {Sql.Number(parameters.Orders!.Value)} GROUP BY customer"
            : $"""
               SELECT l.customer, min(CAST(l.ts AS DATE)) AS x_day FROM lines l JOIN read_parquet({Sql.Text(source.ParquetPath)}) p ON p.r = l.r
               WHERE CAST(p.{PurchaseTable.Stored(column)} AS VARCHAR) = {Sql.Text(parameters.Value!)} GROUP BY l.customer
               """;
        var (landmark, horizon) = (Sql.Number(parameters.LandmarkDays), Sql.Number(parameters.LandmarkDays + parameters.HorizonDays));
        duck.Execute(
            $"""
            CREATE TEMP TABLE actions AS
            SELECT c.first_day, c.orders > 1 AS ever, x.x_day IS NOT NULL AS with_x, coalesce(x.x_day - c.first_day <= {landmark}, false) AS by_landmark, coalesce(a.again, false) AS again
            FROM customers c LEFT JOIN ({done}) x ON x.customer = c.customer
            LEFT JOIN (SELECT customer, true AS again FROM orders WHERE day - first_day > {landmark} AND day - first_day <= {horizon} GROUP BY customer) a ON a.customer = c.customer
            """);
        var old = scope.IsOld("first_day", parameters.LandmarkDays + parameters.HorizonDays);
        var naive = Pair(duck, "with_x", "ever", "true");
        var honest = Pair(duck, "by_landmark", "again", old);
        var (young, later) = duck.One($"SELECT count(*) FILTER (WHERE NOT {old}), count(*) FILTER (WHERE {old} AND with_x AND NOT by_landmark) FROM actions", r => (r.GetInt64(0), r.GetInt64(1)));
        var result = new LandmarkResult(Version, parameters, rules, scope.Headline, column?.Name ?? "", naive, honest, young, later, []);
        progress?.Report(new StageProgress("stage.analysis.done", 1));
        return result with { Figures = [Draw(result)] };
    }

    private static RatePair Pair(DuckSession duck, string with, string again, string where)
    {
        var n = duck.One(
            $"SELECT count(*) FILTER (WHERE {with}), count(*) FILTER (WHERE {with} AND {again}), count(*) FILTER (WHERE NOT {with}), count(*) FILTER (WHERE NOT {with} AND {again}) FROM actions WHERE {where}",
            r => (With: r.GetInt64(0), AgainWith: r.GetInt64(1), Without: r.GetInt64(2), AgainWithout: r.GetInt64(3)));
        if (n.With == 0 || n.Without == 0)
            throw new DomainRuleException("analysis.landmark-empty", n.With, n.Without);
        var rates = TwoProportionZTest.Rates(n.AgainWithout, n.Without, n.AgainWith, n.With);
        return new RatePair(
            n.With, n.AgainWith, n.Without, n.AgainWithout, rates.TreatmentRate, rates.Wilson, rates.ControlRate, TwoProportionZTest.Wilson(n.AgainWithout, n.Without), rates.Difference, rates.Newcombe, rates.PValueTwoSided);
    }

    private static Figure Draw(LandmarkResult result)
    {
        RatePair[] pairs = [result.Naive, result.Landmark];
        return new Figure(
            "landmark", FigureKind.Bar,
            new FigureText("figure.landmark.title", 100 * result.Naive.Difference, 100 * result.Landmark.Difference),
            new FigureText("figure.landmark.subtitle", result.Headline.Customers, result.Parameters.LandmarkDays, result.Parameters.HorizonDays),
            new FigureAxis(new FigureText("figure.axis.way-of-counting"), FigureUnit.None), new FigureAxis(new FigureText("figure.axis.bought-again"), FigureUnit.Rate),
            ["naive", "landmark"],
            [
                new FigureSeries(new FigureText("figure.series.without-action"), SeriesRole.Control, [.. pairs.Select(p => (double?)p.RateWithout)], [.. pairs.Select(p => (double?)p.IntervalWithout.Low)], [.. pairs.Select(p => (double?)p.IntervalWithout.High)]),
                new FigureSeries(new FigureText("figure.series.with-action"), SeriesRole.Target, [.. pairs.Select(p => (double?)p.RateWith)], [.. pairs.Select(p => (double?)p.IntervalWith.Low)], [.. pairs.Select(p => (double?)p.IntervalWith.High)]),
            ],
            [new FigureText("figure.landmark.naive"), new FigureText("figure.landmark.honest")]);
    }
}
