using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Datasets;

/// <summary>What the service refuses whatever the page shows.</summary>
public sealed class ImportRefusalTests : IAsyncLifetime
{
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DatasetService Datasets => _app.Get<DatasetService>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
        (_project, _analyst, _) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task ColumnThatWasPersonalBefore_IsNotStoredInTheClear()
    {
        var first = await ImportedAsync(Personal);
        var (next, plan) = await UploadedAsync(first.DatasetId, Log.Replace("customer", "Customer", StringComparison.Ordinal));
        var rule = await RefusedAsync(() => Datasets.ImportAsync(_analyst, next, plan, PurchaseRules.Usual, Token));
        Assert.Equal(("data.pseudonym-before", "Customer"), (rule.Code, rule.Arguments[0]));
        await Datasets.ImportAsync(_analyst, next, Personal(plan) with { ReplacesEarlier = true }, PurchaseRules.Usual, Token);

        var (other, clear) = await UploadedAsync(null, Log); // another dataset decides for itself
        await Datasets.ImportAsync(_analyst, other, clear, PurchaseRules.Usual, Token);
    }

    [Fact]
    public async Task RowsOfAnotherKindOfTable_AreNotAppended()
    {
        var attributes = await ImportedAsync(p => p with { PurchaseLog = false, CustomerAttributes = true });
        var (next, plan) = await UploadedAsync(attributes.DatasetId, Log);
        Assert.Equal("data.append.kind", (await RefusedAsync(() => Datasets.ImportAsync(_analyst, next, plan with { AppendTo = attributes.Id }, PurchaseRules.Usual, Token))).Code);
        await Datasets.ImportAsync(_analyst, next, plan with { AppendTo = attributes.Id, PurchaseLog = false, CustomerAttributes = true }, PurchaseRules.Usual, Token);
    }

    [Fact]
    public async Task ClosedProject_TakesNoImportAndLosesNoDataset()
    {
        var (version, plan) = await UploadedAsync(null, Log);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Projects.Where(p => p.Id == _project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Closed), Token);
        Assert.Equal("step.shut.closed", (await RefusedAsync(() => Datasets.ImportAsync(_analyst, version, plan, PurchaseRules.Usual, Token))).Code);
        Assert.Equal("step.shut.closed", (await RefusedAsync(() => Datasets.DeleteAsync(_analyst, version, Token))).Code);
        Assert.Equal(DatasetState.Uploaded, (await Datasets.GetAsync(_analyst, version, Token)).Version.State);
    }

    private static ImportPlan Personal(ImportPlan plan) => plan with { Columns = [.. plan.Columns.Select(c => c with { Pseudonymised = c.Role == ColumnRole.Customer })] };

    private async Task<(Guid Version, ImportPlan Plan)> UploadedAsync(Guid? datasetId, string text)
    {
        var version = await Datasets.UploadAsync(_analyst, _project.Id, datasetId, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        return (version, (await Datasets.PreviewAsync(_analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan());
    }

    private async Task<DatasetVersion> ImportedAsync(Func<ImportPlan, ImportPlan> change)
    {
        var (version, plan) = await UploadedAsync(null, Log);
        await Datasets.ImportAsync(_analyst, version, change(plan), PurchaseRules.Usual, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_analyst, version, Token)).Version.State != DatasetState.Importing);
        var row = (await Datasets.GetAsync(_analyst, version, Token)).Version;
        Assert.Equal(DatasetState.Ready, row.State);
        return row;
    }

    private static async Task<DomainRuleException> RefusedAsync(Func<Task> call)
    {
        var rule = await Assert.ThrowsAsync<DomainRuleException>(call);
        Assert.True(TextCatalog.Default.Has("rule." + rule.Code), rule.Code);
        return rule;
    }
}
