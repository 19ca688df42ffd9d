namespace ProblemSolving.Domain.Datasets;

/// <summary>Which rows of a purchase log count as purchases. The rules apply in the order of their names here; each has its own count.</summary>
/// <param name="DropMissingCustomer">Leave out rows without a customer; turned off, they count in rows and revenue and in no figure of customers or orders, since guests are many people and not one.</param>
/// <param name="CancellationPrefix">Order ids that start with this text are cancellations; null or empty when the file has none.</param>
/// <param name="DropNonPositiveQuantity">Leave out returns: quantity of 0 or below.</param>
/// <param name="DropNonPositiveAmount">Leave out rows whose unit price or amount is 0, below 0 or missing.</param>
/// <param name="DropExactDuplicates">Keep one of several rows that agree in every column.</param>
/// <param name="MergeSameDayOrders">All purchases of a customer on one day are one order.</param>
public sealed record PurchaseRules(
    bool DropMissingCustomer = true,
    string? CancellationPrefix = "C",
    bool DropNonPositiveQuantity = true,
    bool DropNonPositiveAmount = true,
    bool DropExactDuplicates = false,
    bool MergeSameDayOrders = false)
{
    /// <summary>Code of the project's currency; rows in another one, or without one, are left out. Null keeps all, and needs a column with the role currency to matter.</summary>
    public string? Currency { get; init; }

    /// <summary>Known customer, no cancellation, quantity and price above 0: what most published work on purchase logs does.</summary>
    public static PurchaseRules Usual { get; } = new();

    /// <summary>Only rows that cannot be analysed at all are left out.</summary>
    public static PurchaseRules KeepAll { get; } = new(true, null, false, false);
}

/// <summary>What one rule took away.</summary>
/// <param name="Rule">Stable name; its sentence is text <c>purchase-rule.{Rule}</c>.</param>
/// <param name="RowsRemoved">Rows that earlier rules had left and this one took.</param>
/// <param name="RowsLeft">Rows after it.</param>
public sealed record RuleEffect(string Rule, long RowsRemoved, long RowsLeft)
{
    /// <summary>For <c>same-day</c>, which takes no row away: orders that became one with another of the same customer and day.</summary>
    public long OrdersJoined { get; init; }
}
