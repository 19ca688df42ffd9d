using System.Text;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Analyze;

/// <summary>What the preview proposes before anybody has chosen.</summary>
public sealed class PurchaseRuleSuggestionTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private DatasetService Datasets => _app.Get<DatasetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Suggest_LogWithoutReturns_KeepsAllRows() =>
        Assert.Equal(PurchaseRules.KeepAll, await SuggestAsync("customer,date,quantity,amount\n" + Lines(i => $"c{i % 9},2026-01-{1 + (i % 28):00},1,{i % 3}")));

    [Fact]
    public async Task Suggest_CancelledOrdersByALetter_NamesTheLetter()
    {
        var rules = await SuggestAsync("InvoiceNo,CustomerID,InvoiceDate,Quantity,UnitPrice\n" + Lines(i => $"{(i % 20 == 7 ? "C" : "")}{5000 + i},{100 + (i % 9)},2026-01-{1 + (i % 28):00},{(i % 20 == 7 ? -1 : 2)},3.5"));
        Assert.Equal("C", rules.CancellationPrefix);
        Assert.True(rules.DropNonPositiveQuantity);
        Assert.True(rules.DropNonPositiveAmount);
    }

    [Fact]
    public async Task Suggest_IdsThatAllStartWithALetter_AreNotCancellations() =>
        Assert.Null((await SuggestAsync("order,customer,date,quantity,price\n" + Lines(i => $"C{5000 + i},k{i % 9},2026-01-{1 + (i % 28):00},{(i == 5 ? -1 : 2)},3.5"))).CancellationPrefix);

    private static string Lines(Func<int, string> line) => string.Concat(Enumerable.Range(0, 200).Select(i => line(i) + "\n"));

    private async Task<PurchaseRules> SuggestAsync(string text)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var version = await Datasets.UploadAsync(analyst, project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        return (await Datasets.PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).SuggestedRules;
    }
}
