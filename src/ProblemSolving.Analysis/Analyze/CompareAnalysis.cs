using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Compares two groups of customers in everything that is known of them. The unit is the customer; columns are looked at in the first order.</summary>
public static class CompareAnalysis
{
    public const string Version = "compare-7";

    private const double Skewed = 2;

    /// <exception cref="DomainRuleException">A role or column is missing, a parameter out of range, or a group is too small.</exception>
    public static CompareResult Run(
        TableSource source, PurchaseRules rules, CompareParameters parameters, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        parameters.Check();
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        progress?.Report(new StageProgress("stage.analysis.purchases", 0));
        var (scope, _) = ExploreScope.Build(duck, source, rules, RepurchaseParameters.Default);
        var first = FirstOrderTable.Create(duck, source, withNumbers: true);
        var (once, doubled) = first.Once(duck);
        progress?.Report(new StageProgress("stage.analysis.compare", 0.5));
        var column = parameters.Kind == CompareKind.Value
            ? first.Columns.FirstOrDefault(c => c.Column.Index == parameters.Column) ?? throw new DomainRuleException("analysis.no-column")
            : null;
        CreateSides(scope, parameters, column);
        var (a, b) = duck.One("SELECT count(*) FILTER (WHERE side = 0), count(*) FILTER (WHERE side = 1) FROM sides", r => (r.GetInt64(0), r.GetInt64(1)));
        if (a < 2 || b < 2)
            throw new DomainRuleException("analysis.group-too-small", a, b);
        var (figures, doubledNumbers) = Once(duck, CreateFigures(scope, parameters, first));
        var numbers = new List<NumberDifference>();
        foreach (var (name, stored) in figures)
        {
            if (Number(duck, name, stored) is { } number)
                numbers.Add(number);
            progress?.Report(new StageProgress("stage.analysis.compare", 0.5 + 0.3 * numbers.Count / figures.Count));
        }

        // what cuts the groups differs between them by itself, and so does what says the same: neither is looked at
        var cut = column is null ? null : doubled.Where(d => d.Left.Stored == column.Stored).Select(d => d.Same.Stored).FirstOrDefault(column.Stored);
        var likeCut = doubled.Where(d => d.Same.Stored == cut).SelectMany(d => (FirstOrderColumn[])[d.Same, d.Left]).DistinctBy(c => c.Stored).Where(c => c.Stored != column!.Stored);
        var shares = Shares(scope, parameters, once, cut, a, b);
        Adjust(numbers, shares);
        // how often each group bought again is told whether or not it differs: it was asked for, and must not drop out behind values that differ more
        var result = new CompareResult(
            Version, parameters, rules, scope.Headline, column?.Name ?? "", a, b, scope.Headline.Customers - a - b,
            [.. numbers.OrderBy(n => n.AdjustedPValue).ThenByDescending(n => Math.Abs(n.Effect ?? 0))],
            [.. shares.OrderBy(s => s.IsOfAValue).ThenBy(s => s.PValue).ThenByDescending(s => Math.Abs(s.Difference)).ThenBy(s => s.Value, StringComparer.Ordinal).Take(MostShares)],
            2 * numbers.Count + shares.Count, []) 
        {
            Doubled = [.. doubled.Where(d => d.Same.Stored != cut).Select(d => new DoubledColumn(d.Left.Name, d.Same.Name))],
            DoubledNumbers = doubledNumbers,
            LikeCut = [.. likeCut.Select(c => c.Name)],
        };
        progress?.Report(new StageProgress("stage.analysis.done", 1));
        return result with { Figures = CompareFigures.Draw(result, source.Columns.Any(c => c.FromAttributes)) };
    }

    private const int MostShares = 200;

    /// <summary>Table <c>sides</c>: number of the customer and 0 for A, 1 for B.</summary>
    private static void CreateSides(ExploreScope scope, CompareParameters parameters, FirstOrderColumn? column)
    {
        var query = parameters.Kind switch
        {
            CompareKind.BoughtAgain =>
                $"SELECT w.id, CAST(coalesce(c.second_day - c.first_day <= {Sql.Number(parameters.Days)}, false) AS INTEGER) AS side FROM customers c JOIN people w USING (customer) WHERE {scope.IsOld("c.first_day", parameters.Days)}",
            CompareKind.BeforeAfter =>
                $"SELECT w.id, CAST(c.first_day >= {Sql.Day(parameters.Day!.Value)} AS INTEGER) AS side FROM customers c JOIN people w USING (customer)",
            CompareKind.Value =>
                $"""
                SELECT id, CAST(NOT is_a AS INTEGER) AS side FROM (
                    SELECT id, bool_or({column!.Stored} = {Sql.Text(parameters.ValueA!)}) AS is_a, {(parameters.ValueB is { } other ? $"bool_or({column.Stored} = {Sql.Text(other)})" : "true")} AS is_b
                    FROM first_rows WHERE {column.Stored} IS NOT NULL GROUP BY id)
                WHERE {(parameters.ValueB is null ? "true" : "is_a <> is_b")}
                """,
        };
        scope.Duck.Execute($"CREATE TEMP TABLE sides AS {query}");
    }

    /// <summary>Table <c>compared</c>: one row for each customer of a group with every figure.</summary>
    private static List<(FigureText Name, string Stored)> CreateFigures(ExploreScope scope, CompareParameters parameters, FirstOrderTable first)
    {
        var figures = new List<(FigureText Name, string Stored, string Of)> { (new FigureText("compare.first-lines"), "f0", "count(*)") };
        if (scope.HasMoney)
            figures.Add((new FigureText("compare.first-amount"), "f1", "any_value(o.amount)"));
        if (scope.Source.With(ColumnRole.Product) is { } product)
            figures.Add((new FigureText("compare.first-products"), "f2", $"count(DISTINCT {first.Columns.First(c => c.Column.Index == product.Index).Stored})"));
        var later = parameters.Kind == CompareKind.BoughtAgain ? [] : new List<(FigureText Name, string Stored, string Of)>
        {
            (new FigureText("compare.orders-within", parameters.Days), "f3", "any_value(l.orders)"),
            (new FigureText("compare.days-to-second", parameters.Days), "f4", "any_value(l.gap)"),
        };
        if (later.Count > 0 && scope.HasMoney)
            later.Add((new FigureText("compare.amount-within", parameters.Days), "f5", "any_value(l.amount)"));
        // a mean over the rows of one order depends on their order in the last bit: the sum over whole values does not
        var columns = first.Numbers.Select(c => (Name: new FigureText(c.Column.FromAttributes ? "compare.attribute-of" : "compare.mean-of", c.Name), c.Stored, Of: $"avg({c.Stored} ORDER BY r)"));
        List<(FigureText Name, string Stored, string Of)> all = [.. figures, .. later, .. columns];
        var days = Sql.Number(parameters.Days);
        scope.Duck.Execute(
            $"""
            CREATE TEMP TABLE compared AS
            WITH o AS (SELECT w.id, CAST(o.amount AS DOUBLE) AS amount FROM orders o JOIN people w USING (customer) WHERE o.n = 1),
            l AS (
                SELECT w.id, count(*) FILTER (WHERE n > 1 AND day - first_day <= {days}) AS orders, CAST(min(day) FILTER (WHERE n = 2 AND day - first_day <= {days}) - any_value(first_day) AS DOUBLE) AS gap,
                    coalesce(CAST(sum(amount) FILTER (WHERE n > 1 AND day - first_day <= {days}) AS DOUBLE), 0) AS amount
                FROM orders JOIN people w USING (customer) WHERE {scope.IsOld("first_day", parameters.Days)} GROUP BY w.id)
            SELECT s.id, s.side{string.Concat(all.Select(f => $", CAST({f.Of} AS DOUBLE) AS {f.Stored}"))}
            FROM sides s JOIN first_rows f ON f.id = s.id LEFT JOIN o ON o.id = s.id LEFT JOIN l ON l.id = s.id
            GROUP BY s.id, s.side
            """);
        return [.. all.Select(f => (f.Name, f.Stored))];
    }

    // Where each order is one row, its amount and the mean over its rows are one number: looked at twice, it would count twice.
    // What is one number for everybody is left to itself: it compares nothing.
    private static (List<(FigureText Name, string Stored)> Figures, List<DoubledFigure> Doubled) Once(DuckSession duck, List<(FigureText Name, string Stored)> figures)
    {
        var marks = duck.One(
            $"SELECT {string.Join(", ", figures.Select(f => $"CASE WHEN coalesce(min({f.Stored}) = max({f.Stored}), true) THEN '{f.Stored}' ELSE printf('%d-%016x', count({f.Stored}), bit_xor(hash(id, {f.Stored}))) END"))} FROM compared",
            r => figures.Select((_, i) => r.GetString(i)).ToList());
        var alike = figures.Zip(marks).GroupBy(f => f.Second, f => f.First).ToList();
        return ([.. alike.Select(g => g.First())], [.. alike.SelectMany(g => g.Skip(1).Select(f => new DoubledFigure(f.Name, g.First().Name)))]);
    }

    private static NumberDifference? Number(DuckSession duck, FigureText name, string stored)
    {
        var counts = duck.Rows(
            $"SELECT {stored}, count(*) FILTER (WHERE side = 0), count(*) FILTER (WHERE side = 1) FROM compared WHERE {stored} IS NOT NULL GROUP BY {stored} ORDER BY {stored}",
            r => new ValueCounts(r.GetDouble(0), r.GetInt64(1), r.GetInt64(2)));
        List<(double Value, long Count)> a = [.. counts.Where(c => c.Control > 0).Select(c => (c.Value, c.Control))], b = [.. counts.Where(c => c.Treatment > 0).Select(c => (c.Value, c.Treatment))];
        var (countA, countB) = (a.Sum(v => v.Count), b.Sum(v => v.Count));
        if (countA < 2 || countB < 2 || counts.Count < 2)
            return null;
        var (one, two) = (NumberMoments.Of(a), NumberMoments.Of(b));
        var (control, treatment) = (Summary(countA, one), Summary(countB, two));
        var spread = control.Variance > 0 || treatment.Variance > 0;
        var welch = spread ? WelchTTest.Compare(control, treatment) : null;
        var effect = StandardizedDifference.Hedges(control, treatment);
        var ranks = MannWhitneyTest.Compare(counts);
        return new NumberDifference(
            name, countA, countB, one.Mean, two.Mean, new WeightedValues(a).Quantile(0.5), new WeightedValues(b).Quantile(0.5), two.Mean - one.Mean,
            welch?.ConfidenceInterval(0.95), effect?.Value, effect?.Interval, welch?.PValueTwoSided ?? 1, ranks.Superiority, ranks.Interval, ranks.PValueTwoSided, 1,
            Math.Max(Math.Abs(one.Skewness ?? 0), Math.Abs(two.Skewness ?? 0)) > Skewed);
    }

    private static GroupSummary Summary(long count, NumberMoments moments) => new(count, moments.Mean, moments.StandardDeviation!.Value * moments.StandardDeviation.Value);

    private static List<ShareDifference> Shares(ExploreScope scope, CompareParameters parameters, FirstOrderTable first, string? cut, long a, long b)
    {
        var found = new List<ShareDifference>();
        if (parameters.Kind != CompareKind.BoughtAgain)
        {
            var again = scope.Duck.One(
                $"""
                SELECT count(*) FILTER (WHERE side = 0 AND again), count(*) FILTER (WHERE side = 0), count(*) FILTER (WHERE side = 1 AND again), count(*) FILTER (WHERE side = 1)
                FROM (SELECT s.side, coalesce(c.second_day - c.first_day <= {Sql.Number(parameters.Days)}, false) AS again
                    FROM sides s JOIN people w USING (id) JOIN customers c ON c.customer = w.customer WHERE {scope.IsOld("c.first_day", parameters.Days)})
                """,
                r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)));
            if (again.Item2 > 0 && again.Item4 > 0)
                found.Add(Share(new FigureText("compare.again", parameters.Days), "", again.Item1, again.Item2, again.Item3, again.Item4));
        }

        var held = new List<(string Column, string Value, long A, long B, string Fingerprint)>();
        foreach (var column in first.Columns.Where(c => c.Stored != cut))
        {
            var values = scope.Duck.Rows(
                $"""
                SELECT v, count(*) FILTER (WHERE side = 0), count(*) FILTER (WHERE side = 1), {CustomerSets.Fingerprint}
                FROM (SELECT DISTINCT s.id, s.side, f.{column.Stored} AS v FROM sides s JOIN first_rows f ON f.id = s.id WHERE f.{column.Stored} IS NOT NULL)
                GROUP BY v HAVING count(*) >= {Sql.Number(parameters.MinimumSupport)} ORDER BY v
                """,
                r => (column.Name, Value: r.GetString(0), A: r.GetInt64(1), B: r.GetInt64(2), Fingerprint: r.GetString(3)));
            // a value that everybody has tells the groups apart no more than one that nobody has
            held.AddRange(values.Where(v => v.A + v.B < a + b));
        }

        found.AddRange(CustomerSets.Once(held, h => (h.Fingerprint, h.A, h.B), h => h.Column, h => h.Value).Select(o => Share(new FigureText(o.Told.Column), o.Told.Value, o.Told.A, a, o.Told.B, b) with
        {
            Also = o.Also.Count == 0 ? null : [.. o.Also.Select(s => new SameCustomers(s.Column, s.Value))],
        }));
        return found;
    }

    private static ShareDifference Share(FigureText name, string value, long withA, long ofA, long withB, long ofB)
    {
        var rates = TwoProportionZTest.Rates(withA, ofA, withB, ofB);
        return new ShareDifference(name, value, withA, ofA, withB, ofB, rates.ControlRate, rates.TreatmentRate, rates.Difference, rates.Newcombe, rates.PValueTwoSided, 1);
    }

    /// <summary>Every p-value of the run is adjusted for all of them.</summary>
    private static void Adjust(List<NumberDifference> numbers, List<ShareDifference> shares)
    {
        var adjusted = MultipleTests.BenjaminiHochberg([.. numbers.Select(n => n.PValue), .. numbers.Select(n => n.RankPValue), .. shares.Select(s => s.PValue)]);
        for (var i = 0; i < numbers.Count; i++)
            numbers[i] = numbers[i] with { AdjustedPValue = adjusted[numbers[i].IsSkewed ? numbers.Count + i : i] };
        for (var i = 0; i < shares.Count; i++)
            shares[i] = shares[i] with { AdjustedPValue = adjusted[2 * numbers.Count + i] };
    }
}
