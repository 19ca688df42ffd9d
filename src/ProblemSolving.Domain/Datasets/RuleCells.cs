namespace ProblemSolving.Domain.Datasets;

/// <summary>One row of a file as the purchase rules see it; null where the file has no such column.</summary>
/// <param name="Currency">Its code; empty when the cell is.</param>
/// <param name="Order">Beginning of the order id.</param>
/// <param name="PositiveQuantity">Above 0 and there.</param>
/// <param name="PositiveMoney">Amount, or the unit price without one, above 0 and there.</param>
/// <param name="IsCopy">A row before it agrees in every cell.</param>
public sealed record RuleCells(bool HasTime, bool HasCustomer, string? Currency, string? Order, bool? PositiveQuantity, bool? PositiveMoney, bool IsCopy)
{
    /// <summary>Letters of an order id that are kept: as many as a prefix may have.</summary>
    public const int OrderLetters = 10;

    /// <summary>What each rule would take, in the order in which they apply; the same steps that an analysis shows. Empty without rows.</summary>
    public static IReadOnlyList<RuleEffect> Effects(IReadOnlyList<RuleCells> rows, PurchaseRules rules)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(rules);
        if (rows.Count == 0)
            return [];
        var effects = new List<RuleEffect> { new("all", 0, rows.Count) };
        var left = rows;
        Take("no-time", true, r => !r.HasTime);
        Take("no-customer", rules.DropMissingCustomer, r => !r.HasCustomer);
        Take("currency", !string.IsNullOrEmpty(rules.Currency), r => r.Currency is { } code && !string.Equals(code, rules.Currency, StringComparison.OrdinalIgnoreCase));
        Take("cancellation", !string.IsNullOrEmpty(rules.CancellationPrefix), r => r.Order?.StartsWith(rules.CancellationPrefix!, StringComparison.Ordinal) == true);
        Take("quantity", rules.DropNonPositiveQuantity, r => r.PositiveQuantity == false);
        Take("amount", rules.DropNonPositiveAmount, r => r.PositiveMoney == false);
        Take("duplicate", rules.DropExactDuplicates, r => r.IsCopy);
        return effects;

        void Take(string rule, bool isOn, Func<RuleCells, bool> goes)
        {
            if (!isOn)
                return;
            var stay = left.Where(r => !goes(r)).ToList();
            effects.Add(new RuleEffect(rule, left.Count - stay.Count, stay.Count));
            left = stay;
        }
    }
}
