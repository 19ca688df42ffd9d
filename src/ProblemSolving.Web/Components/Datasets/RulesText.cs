using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>Purchase rules in one line.</summary>
public static class RulesText
{
    /// <param name="roles">Roles of the table; rules about others have no effect and are left out.</param>
    public static string Of(ITexts texts, PurchaseRules rules, IReadOnlyList<ColumnRole> roles)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(rules);
        var parts = new List<string>();
        if (rules.DropMissingCustomer)
            parts.Add(texts["rules.no-customer"]);
        if (rules.CancellationPrefix is { Length: > 0 } prefix && roles.Contains(ColumnRole.Order))
            parts.Add($"{texts["rules.cancellation"]} “{prefix}”");
        if (rules.Currency is { } currency && roles.Contains(ColumnRole.Currency))
            parts.Add(texts.Get("rules.currency.short", currency));
        if (rules.DropNonPositiveQuantity && roles.Contains(ColumnRole.Quantity))
            parts.Add(texts["rules.quantity"]);
        if (rules.DropNonPositiveAmount && (roles.Contains(ColumnRole.Amount) || roles.Contains(ColumnRole.UnitPrice)))
            parts.Add(texts["rules.amount"]);
        if (rules.DropExactDuplicates)
            parts.Add(texts["rules.duplicates"]);
        if (rules.MergeSameDayOrders)
            parts.Add(texts["rules.same-day"]);
        return parts.Count == 0 ? texts["rules.none"] : string.Join(" · ", parts);
    }
}
