using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>The customers of a dataset version whom no model has ranked.</summary>
public static class CustomerList
{
    /// <inheritdoc cref="Cut"/>
    public static IReadOnlyList<string> All(TableSource source, PurchaseRules rules, AnalysisSettings settings, CancellationToken cancellationToken, PopulationRule? population = null) =>
        Cut(source, rules, settings, cancellationToken, population).Customers;

    /// <summary>Every customer with a purchase that counts under the rules and whom the population rule means, once, in ordinal order of the ids.</summary>
    /// <param name="population">Null for everybody.</param>
    /// <exception cref="DomainRuleException">A needed role or the column of the rule is missing, or nobody is left.</exception>
    public static (DateOnly AsOf, IReadOnlyList<string> Customers) Cut(TableSource source, PurchaseRules rules, AnalysisSettings settings, CancellationToken cancellationToken, PopulationRule? population = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        var (scope, _) = ExploreScope.Build(duck, source, rules, RepurchaseParameters.Default with { Rfm = population?.Cuts });
        var customers = duck.Rows(Query(scope, population), r => r.GetString(0));
        if (customers.Count == 0)
            throw new DomainRuleException("pilot.population.empty");
        customers.Sort(StringComparer.Ordinal);
        return (scope.Headline.LastDay, customers);
    }

    private static string Query(ExploreScope scope, PopulationRule? population)
    {
        if (population is null)
            return "SELECT customer FROM customers";
        population.Check();
        if (population.Segment is { } segment)
        {
            RfmTables.Compute(scope); // leaves table rfm
            return $"SELECT customer FROM rfm WHERE now = {Sql.Text(segment.ToString())}";
        }

        var first = FirstOrderTable.Create(scope.Duck, scope.Source);
        // the place of a column may mean another column in other data: its name must agree
        var column = first.Columns.FirstOrDefault(c => c.Column.Index == population.Column && c.Name == population.ColumnName)
            ?? first.Columns.FirstOrDefault(c => c.Name == population.ColumnName)
            ?? throw new DomainRuleException("pilot.population.no-column", population.ColumnName!);
        return $"SELECT DISTINCT w.customer FROM first_rows f JOIN people w USING (id) WHERE f.{column.Stored} = {Sql.Text(population.Value!)}";
    }
}
