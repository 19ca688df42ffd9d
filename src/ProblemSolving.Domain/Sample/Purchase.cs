namespace ProblemSolving.Domain.Sample;

/// <summary>One order of company A.</summary>
/// <param name="CustomerId"><c>A000001</c> …, in the order of the first purchase.</param>
/// <param name="OrderId"><c>O0000001</c> …, in the order of time.</param>
/// <param name="OrderedAt">Local time of the shop, whole seconds, no zone.</param>
/// <param name="AmountWon">What the customer paid, whole won, a multiple of 10; above 0.</param>
/// <param name="Quantity">Items, 1 or more.</param>
/// <param name="Category">One of <see cref="PurchaseLogGenerator.Categories"/>.</param>
/// <param name="Channel">One of <see cref="PurchaseLogGenerator.Channels"/>.</param>
/// <param name="Coupon">True when a discount coupon was used.</param>
public sealed record Purchase(
    string CustomerId,
    string OrderId,
    DateTime OrderedAt,
    decimal AmountWon,
    int Quantity,
    string Category,
    string Channel,
    bool Coupon);
