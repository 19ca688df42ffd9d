using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Datasets;

/// <summary>What the next version of a dataset takes over, and what is told where it differs.</summary>
public sealed class NextVersionTests
{
    private static readonly PurchaseRules Strict = PurchaseRules.Usual with { DropExactDuplicates = true, MergeSameDayOrders = true, Currency = "KRW" };

    private static readonly ColumnRole[] Every = Enum.GetValues<ColumnRole>();

    [Fact]
    public void StartRules_AfterAVersion_AreItsRules_HoweverCleanTheRowsLook()
    {
        Assert.Equal(Strict, NextVersion.StartRules(Strict, true, Preview(PurchaseRules.KeepAll), "KRW"));
        Assert.Equal(PurchaseRules.KeepAll, NextVersion.StartRules(PurchaseRules.KeepAll, true, Preview(PurchaseRules.Usual, ColumnRole.Currency), "KRW"));
    }

    [Fact]
    public void StartRules_OfAFirstVersion_AreWhatTheRowsSuggest() =>
        Assert.Equal(PurchaseRules.Usual with { Currency = "KRW" }, NextVersion.StartRules(null, false, Preview(PurchaseRules.Usual, ColumnRole.Currency), "KRW"));

    [Fact]   // the version before could not have this rule: nobody decided to add up currencies
    public void StartRules_WhereACurrencyColumnIsNew_LeaveOutOthers() =>
        Assert.Equal("KRW", NextVersion.StartRules(PurchaseRules.KeepAll, false, Preview(PurchaseRules.KeepAll, ColumnRole.Currency), "KRW").Currency);

    [Fact]
    public void Differences_NameEveryRuleOnce_InBothDirections()
    {
        var none = PurchaseRules.KeepAll with { DropMissingCustomer = false };
        string[] rules = ["no-customer", "currency", "cancellation", "quantity", "amount", "duplicates", "same-day"];
        Assert.Equal(rules.Select(r => $"data.next.{r}.off"), NextVersion.Differences(2, Strict, none, Every).Select(f => f.Code));
        Assert.Equal(rules.Select(r => $"data.next.{r}.on"), NextVersion.Differences(2, none, Strict, Every).Select(f => f.Code));
        Assert.Equal(["data.next.currency.other", "data.next.cancellation.other"], NextVersion.Differences(2, Strict, Strict with { Currency = "USD", CancellationPrefix = "X" }, Every).Select(f => f.Code));
        Assert.Empty(NextVersion.Differences(2, Strict, Strict, Every));
        Assert.Equal(["data.next.no-customer.off", "data.next.duplicates.off"], NextVersion.Differences(2, Strict, none, []).Select(f => f.Code));
    }

    [Fact]
    public void Advice_NamesWhatTheRowsSuggestAndIsOff()
    {
        var preview = Preview(PurchaseRules.Usual, ColumnRole.Quantity, ColumnRole.Amount);
        Assert.Equal(["data.next.advice.cancellation", "data.next.advice.quantity", "data.next.advice.amount"], NextVersion.Advice(PurchaseRules.KeepAll, preview).Select(f => f.Code));
        Assert.Empty(NextVersion.Advice(PurchaseRules.Usual, preview));
    }

    private static FilePreview Preview(PurchaseRules suggested, params ColumnRole[] roles) => new(
        "log.csv", 1, new FileFormat(TextEncoding.Utf8, false, FieldDelimiter.Comma, QuoteMark.Double, true, DecimalMark.Point),
        [.. roles.Select((r, i) => new PreviewColumn(i, r.ToString(), ColumnType.Text, null, false, r, 0, 0, []))], [], 1, true, []) { SuggestedRules = suggested };
}
