using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Datasets;

/// <summary>What each purchase rule takes is counted before the import, in the order in which the rules apply.</summary>
public sealed class RuleCellsTests
{
    private static readonly RuleCells Good = new(true, true, "KRW", "100", true, true, false);

    [Fact]
    public void Effects_CountEachRowOnce_WithTheFirstRuleThatTakesIt()
    {
        RuleCells[] rows =
        [
            Good, Good with { HasTime = false, Currency = "USD" }, Good with { HasCustomer = false }, Good with { Currency = "USD", Order = "C1" }, Good with { Currency = "" },
            Good with { Order = "C2", PositiveQuantity = false }, Good with { PositiveQuantity = false }, Good with { PositiveMoney = false }, Good with { IsCopy = true },
        ];
        var effects = RuleCells.Effects(rows, PurchaseRules.Usual with { Currency = "krw", DropExactDuplicates = true });
        Assert.Equal("all 0 9, no-time 1 8, no-customer 1 7, currency 2 5, cancellation 1 4, quantity 1 3, amount 1 2, duplicate 1 1", string.Join(", ", effects.Select(e => $"{e.Rule} {e.RowsRemoved} {e.RowsLeft}")));
    }

    [Fact]
    public void Effects_OfRulesAboutMissingColumns_TakeNothing()
    {
        var bare = new RuleCells(true, true, null, null, null, null, false);
        Assert.All(RuleCells.Effects([bare], PurchaseRules.Usual with { Currency = "KRW" }), e => Assert.Equal(0, e.RowsRemoved));
        Assert.Empty(RuleCells.Effects([], PurchaseRules.Usual));
    }
}
