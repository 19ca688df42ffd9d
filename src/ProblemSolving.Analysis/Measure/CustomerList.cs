using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Measure;

/// <summary>The customers of a dataset version whom no model has ranked.</summary>
public static class CustomerList
{
    /// <summary>Every customer with a purchase that counts under the rules, once, in ordinal order of the ids.</summary>
    /// <exception cref="DomainRuleException">A needed role is missing or no row is left.</exception>
    public static IReadOnlyList<string> All(TableSource source, PurchaseRules rules, AnalysisSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        PurchaseTable.Build(duck, source, rules);
        var customers = duck.Rows("SELECT customer FROM customers", r => r.GetString(0));
        customers.Sort(StringComparer.Ordinal);
        return customers;
    }
}
