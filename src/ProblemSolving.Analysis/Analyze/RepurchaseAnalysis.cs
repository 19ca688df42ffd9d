using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Explores a purchase log: what the columns hold, who comes back, when, after which first purchase, and who does not.</summary>
public static class RepurchaseAnalysis
{
    /// <summary>Of the calculation; raised whenever the same input could give other numbers.</summary>
    public const string Version = "repurchase-12";

    /// <summary>Runs all parts; of a table that is no purchase log, since it has no customers or no times, the profile alone. The same table, rules and parameters give the same result byte for byte, whatever the number of threads.</summary>
    /// <exception cref="DomainRuleException">A parameter is out of range, or no row is a purchase.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; running queries are interrupted.</exception>
    public static RepurchaseResult Run(
        TableSource source,
        PurchaseRules rules,
        RepurchaseParameters parameters,
        AnalysisSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        parameters.Check();
        var isLog = source.With(ColumnRole.Customer) is not null && source.With(ColumnRole.Time) is not null;
        var result = isLog ? Figures(source, rules, parameters, settings, Part(progress, 0, 0.5), cancellationToken) : WithoutPurchases(rules, parameters);
        var (profile, facts) = Profile(source, settings, Part(progress, 0.5, 1), cancellationToken);
        result = result with { Profile = profile, Table = facts };
        progress?.Report(new StageProgress("stage.analysis.done", 1));
        return result with { Figures = isLog ? [.. RepurchaseFigures.Draw(result), .. DepthFigures.Draw(result)] : [.. DepthFigures.Relations(result)] };
    }

    private static RepurchaseResult WithoutPurchases(PurchaseRules rules, RepurchaseParameters parameters) => new(
        Version, parameters, rules, new HeadlineFacts(0, 0, 0, null, default, default, 0, false), [], [], [], new CohortTable(0, []), [], [],
        new SecondPurchaseTiming(0, null, null, []), [], 0, []);

    /// <summary>The repurchase part alone, without the profile of the columns and without figures.</summary>
    public static RepurchaseResult Figures(
        TableSource source, PurchaseRules rules, RepurchaseParameters parameters, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        parameters.Check();
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        progress?.Report(new StageProgress("stage.analysis.purchases", 0));
        var (scope, waterfall) = ExploreScope.Build(duck, source, rules, parameters);
        progress?.Report(new StageProgress("stage.analysis.cohorts", 0.5));
        var (months, flow) = MonthTables.Months(scope);
        var cohorts = MonthTables.Cohorts(scope);
        var returned = MonthTables.Returned(scope, cohorts);
        var (rates, trends) = RateTables.Compute(scope);
        progress?.Report(new StageProgress("stage.analysis.timing", 0.6));
        var (timing, steps, gaps) = OrderSteps.Compute(scope);
        var survival = SurvivalTables.All(scope);
        progress?.Report(new StageProgress("stage.analysis.contrasts", 0.7));
        var (first, doubled) = FirstOrderTable.Create(duck, source, withJoined: false).Once(duck);
        var (contrasts, compared) = FirstOrderContrasts.Find(scope, first);
        var groups = SurvivalTables.ByFirstOrder(scope, first);
        progress?.Report(new StageProgress("stage.analysis.rfm", 0.9));
        var depth = new RepurchaseDepth(returned, trends, survival, groups, steps, gaps, flow, RevenueTables.Compute(scope), RfmTables.Compute(scope), compared + groups.Count);
        var trend = trends.First(t => t.Days == parameters.TrendDays).Months;
        return new RepurchaseResult(Version, parameters, rules, scope.Headline with { RowsTwice = rules.DropExactDuplicates ? null : TableRelations.CountedDuplicates(duck, source) }, [], waterfall, months, cohorts, rates, trend, timing, contrasts, compared, [], depth) { Doubled = [.. doubled.Select(d => new DoubledColumn(d.Left.Name, d.Same.Name))] };
    }

    /// <summary>The profile part alone: every column, then what the columns have to do with each other.</summary>
    public static (IReadOnlyList<ColumnProfile> Columns, TableFacts Facts) Profile(
        TableSource source, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        var columns = new List<ColumnProfile>();
        progress?.Report(new StageProgress("stage.analysis.profile", 0));
        foreach (var column in source.Columns)
        {
            columns.Add(TableProfile.Describe(duck, source, column));
            progress?.Report(new StageProgress("stage.analysis.profile", 0.7 * columns.Count / source.Columns.Count));
        }

        progress?.Report(new StageProgress("stage.analysis.relations", 0.7));
        var rows = columns.Count == 0 ? 0 : columns[0].Rows;
        var duplicates = rows == 0 ? 0 : TableRelations.Duplicates(duck, source);
        var numbers = TableRelations.Numbers(duck, source, columns);
        var groups = TableRelations.Groups(duck, source, columns);
        return (columns, new TableFacts(rows, duplicates, numbers, groups, TableAlerts.Of(rows, duplicates, columns, numbers, groups, LastDays.Far(duck, source)))
        {
            NotCorrelated = TableRelations.NotCorrelated(source, columns),
            NotAssociated = TableRelations.NotAssociated(source, columns),
        });
    }

    private static PartProgress? Part(IProgress<StageProgress>? whole, double from, double to) => whole is null ? null : new PartProgress(whole, from, to);

    /// <summary>Progress of a part as progress of the whole.</summary>
    private sealed class PartProgress(IProgress<StageProgress> whole, double from, double to) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => whole.Report(value with { Fraction = from + (to - from) * value.Fraction });
    }
}
