using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Datasets;

/// <summary>Versions that follow each other: rows appended, where a version is used, what is said and kept.</summary>
public sealed class DatasetServiceTests : IAsyncLifetime
{
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Actor _manager;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DatasetService Datasets => _app.Get<DatasetService>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        await _app.StartJobsAsync();
        (_project, _analyst, _manager) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Append_PutsTheNewRowsBehindTheEarlierOnes_AndLeavesThem()
    {
        var first = await ImportAsync(null, Log);
        var second = await ImportAsync(first.DatasetId, "Date;Customer;Amount\n2026-02-01;c1;7\n", p => p with { AppendTo = first.Id });
        Assert.Equal((2, DatasetState.Ready, 3L), (second.Number, second.State, second.RowCount));
        Assert.Equal(2, (await Datasets.GetAsync(_analyst, first.Id, Token)).Version.RowCount);
        Assert.NotEqual(first.ContentSha256, second.ContentSha256);
        var table = ResultJson.Read<ImportedTable>(second.TableJson);
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)), (table.FirstDay, table.LastDay));

        // the earlier version may go: the later one holds the rows by itself
        await Datasets.DeleteAsync(_analyst, first.Id, Token);
        var run = await _app.Get<AnalysisService>().ExploreAsync(_analyst, second.Id, RepurchaseParameters.Default, Token);
        await TestApp.UntilAsync(async () => (await _app.Get<AnalysisService>().GetAsync(_analyst, run, Token)).Run.State is not (RunState.Queued or RunState.Running));
        Assert.Equal(2, (await _app.Get<AnalysisService>().GetAsync(_analyst, run, Token)).Explore!.Headline.Customers);
    }

    [Fact]
    public async Task Append_ToAVersionOfAnotherDatasetOrOneThatIsNotReady_IsRefused()
    {
        var other = await ImportAsync(null, Log);
        var (mine, plan) = await UploadAsync(null, Log);
        foreach (var wrong in new[] { other.Id, mine, Guid.NewGuid() })
            Assert.Equal("dataset.not-ready", (await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.ImportAsync(_analyst, mine, plan with { AppendTo = wrong }, PurchaseRules.Usual, Token))).Code);
    }

    [Fact]
    public async Task Rename_IsForEditorsOfOpenProjects_AndStandsInTheTrail()
    {
        var first = await ImportAsync(null, Log);
        var (second, _) = await UploadAsync(null, Log);
        Assert.Equal(["log (2)", "log"], (await Datasets.ListAsync(_analyst, _project.Id, Token)).Select(r => r.DatasetName));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Datasets.RenameAsync(_manager, first.DatasetId, "orders", Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Datasets.RenameAsync(_analyst, Guid.NewGuid(), "orders", Token));
        Assert.Equal("dataset.name-taken", (await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.RenameAsync(_analyst, first.DatasetId, "LOG (2)", Token))).Code);
        await Datasets.RenameAsync(_analyst, first.DatasetId, " orders ", Token);
        Assert.Equal("orders", (await Datasets.GetAsync(_analyst, first.Id, Token)).DatasetName);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var row = await db.Audit.SingleAsync(a => a.RowId == first.DatasetId && a.Field == "Renamed", Token);
        Assert.Equal(("log", "orders", _analyst.UserId), (row.OldValue, row.NewValue, row.UserId));
        await db.Projects.Where(p => p.Id == _project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Closed), Token);
        Assert.Equal("step.shut.closed", (await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.RenameAsync(_analyst, first.DatasetId, "other", Token))).Code);
    }

    [Fact]
    public async Task Draft_IsForEditorsOfWaitingVersions_OneChoiceAfterTheOther_AndEndsWithTheImport()
    {
        var (version, plan) = await UploadAsync(null, Log);
        var draft = PreviewDraft.Detected with { Columns = [new ColumnChoice(2, Role: ColumnRole.None)], Keeps = true, Rules = PurchaseRules.Usual };
        await Assert.ThrowsAsync<AccessDeniedException>(() => Datasets.SaveDraftAsync(_manager, version, draft, 0, Token));
        Assert.Equal(1, await Datasets.SaveDraftAsync(_analyst, version, draft, 0, Token));
        Assert.Equal("data.draft.changed", (await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.SaveDraftAsync(_analyst, version, draft, 0, Token))).Code);
        Assert.Equal(2, await Datasets.SaveDraftAsync(_analyst, version, draft with { GoesOn = true }, 1, Token));
        var stored = (await Datasets.GetAsync(_manager, version, Token)).Version;
        Assert.Equal(_analyst.UserId, stored.DraftById);
        var read = ResultJson.Read<PreviewDraft>(stored.DraftJson);
        Assert.Equal((true, true, PurchaseRules.Usual, draft.Columns[0]), (read.GoesOn, read.Keeps!.Value, read.Rules!, read.Columns.Single()));
        await Datasets.ImportAsync(_analyst, version, plan, PurchaseRules.Usual, Token);
        Assert.Equal(("", 3), ((await Datasets.GetAsync(_analyst, version, Token)).Version.DraftJson, (await Datasets.GetAsync(_analyst, version, Token)).Version.DraftNumber));
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_analyst, version, Token)).Version.State == DatasetState.Ready);
        Assert.Equal("dataset.not-waiting", (await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.SaveDraftAsync(_analyst, version, draft, 3, Token))).Code);
    }

    [Fact] // one click must not turn all rows into those of a small file
    public async Task NextVersion_WithoutAWordAboutTheEarlierRows_IsRefused()
    {
        var first = await ImportAsync(null, Log);
        var (next, plan) = await UploadAsync(first.DatasetId, "customer,date,amount\nc1,2026-02-01,7\n");
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.ImportAsync(_analyst, next, plan, PurchaseRules.Usual, Token));
        Assert.Equal(("data.append.choose", 1, 2L), (rule.Code, rule.Arguments[0], rule.Arguments[1]));
        await Datasets.ImportAsync(_analyst, next, plan with { ReplacesEarlier = true }, PurchaseRules.Usual, Token);
        Assert.Equal(1, (await ReadyAsync(next)).RowCount);
        var (other, strange) = await UploadAsync(first.DatasetId, "who;wann\nc1;2026-02-01\n");   // nothing in common: only replacing is possible
        await Datasets.ImportAsync(_analyst, other, strange with { PurchaseLog = false }, PurchaseRules.Usual, Token);
    }

    [Fact]
    public async Task NextVersion_ThatCountsOtherwise_SaysSoOnItsPage()
    {
        const string log = "customer,order,date,quantity,amount\nc1,1,2026-01-01,1,10\nc1,C2,2026-01-02,-1,-10\n";
        var first = await ImportAsync(null, log);
        var same = await ImportAsync(first.DatasetId, log, p => p with { AppendTo = first.Id });
        Assert.DoesNotContain(ResultJson.Read<ImportedTable>(same.TableJson).Warnings, w => w.Code.StartsWith("data.next.", StringComparison.Ordinal));
        var (next, plan) = await UploadAsync(first.DatasetId, log);
        await Datasets.ImportAsync(_analyst, next, plan with { AppendTo = same.Id }, PurchaseRules.KeepAll, Token);
        var warnings = ResultJson.Read<ImportedTable>((await ReadyAsync(next)).TableJson).Warnings;
        Assert.Equal(["data.next.cancellation.off", "data.next.quantity.off", "data.next.amount.off"], warnings.Where(w => w.Code.StartsWith("data.next.", StringComparison.Ordinal)).Select(w => w.Code));
        Assert.Equal("2, C", string.Join(", ", warnings[0].Arguments));
    }

    [Fact] // attributes that come after the purchases: no second upload
    public async Task Join_OfLaterAttributes_IsTheNextVersionWithTheSameRowsAndRules()
    {
        var log = await ImportAsync(null, Log);
        var attributes = await ImportAsync(null, "customer,grade\nc1,gold\nc2,silver\n", p => p with { PurchaseLog = false, CustomerAttributes = true });
        await Assert.ThrowsAsync<AccessDeniedException>(() => Datasets.JoinAsync(_manager, log.Id, attributes.Id, Token));
        var joined = await ReadyAsync(await Datasets.JoinAsync(_analyst, log.Id, attributes.Id, Token));
        Assert.Equal((log.DatasetId, 2, log.RowCount, log.RulesJson, log.UploadSha256), (joined.DatasetId, joined.Number, joined.RowCount, joined.RulesJson, joined.UploadSha256));
        Assert.True(ResultJson.Read<ImportedTable>(joined.TableJson).Columns.Single(c => c.Name == "grade").FromAttributes);
        var before = (await Datasets.GetAsync(_analyst, log.Id, Token)).Version;
        Assert.Equal((log.TableJson, log.ContentSha256, log.SpecJson), (before.TableJson, before.ContentSha256, before.SpecJson));
        Assert.Equal([joined.Id], (await _app.Get<DatasetUsageService>().GetAsync(_analyst, log.Id, Token)).BuiltOn.Select(v => v.Id));

        // what the page offers is what the service takes, and the other way round
        async Task<string> RefusedAsync(Guid version, Guid table) => (await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.JoinAsync(_analyst, version, table, Token))).Code;
        Assert.Equal("data.join.not-newest", await RefusedAsync(log.Id, attributes.Id));
        Assert.Equal("data.join.already", await RefusedAsync(joined.Id, attributes.Id));
        Assert.Equal("data.join.no-log", await RefusedAsync(attributes.Id, attributes.Id));
        Assert.Equal("data.attributes.none", await RefusedAsync(joined.Id, log.Id));

        // the version and the file it came from may go
        await Datasets.DeleteAsync(_analyst, log.Id, Token);
        var newer = await ImportAsync(attributes.DatasetId, "customer,grade,age\nc1,silver,31\n", p => p with { PurchaseLog = false, CustomerAttributes = true, ReplacesEarlier = true });
        var again = await ReadyAsync(await Datasets.JoinAsync(_analyst, joined.Id, newer.Id, Token));
        Assert.Equal(["customer", "date", "amount", "grade", "age"], ResultJson.Read<ImportedTable>(again.TableJson).Columns.Select(c => c.Name));
        Assert.Equal(3, again.Number);
    }

    [Fact] // with pseudonyms the file is gone after its import, and is not needed
    public async Task Join_ToPseudonymisedPurchases_NeedsNoFile()
    {
        ImportPlan Personal(ImportPlan plan) => plan with { Columns = [.. plan.Columns.Select(c => c.Role == ColumnRole.Customer ? c with { Pseudonymised = true } : c)] };
        var log = await ImportAsync(null, Log, Personal);
        Assert.False(File.Exists(Path.Combine(_app.Get<DataDirectory>().DatasetVersion(log.Id), "original")));
        var clear = await ImportAsync(null, "customer,grade\nc1,gold\n", p => p with { PurchaseLog = false, CustomerAttributes = true });
        Assert.Equal("data.append.pseudonym", (await Assert.ThrowsAsync<DomainRuleException>(() => Datasets.JoinAsync(_analyst, log.Id, clear.Id, Token))).Code);
        var hashed = await ImportAsync(null, "customer,grade\nc1,gold\n", p => Personal(p) with { PurchaseLog = false, CustomerAttributes = true });
        var table = ResultJson.Read<ImportedTable>((await ReadyAsync(await Datasets.JoinAsync(_analyst, log.Id, hashed.Id, Token))).TableJson);
        Assert.Equal("1, 2, 1, 0", string.Join(", ", table.Warnings.Single(w => w.Code == "data.attributes.joined").Arguments));
    }

    private async Task<DatasetVersion> ReadyAsync(Guid id)
    {
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_analyst, id, Token)).Version.State != DatasetState.Importing);
        var version = (await Datasets.GetAsync(_analyst, id, Token)).Version;
        Assert.Equal(DatasetState.Ready, version.State);
        return version;
    }

    [Fact]   // what was said about version 3 is never about another file
    public async Task Number_OfARemovedVersion_IsNotGivenAgain()
    {
        var first = await ImportAsync(null, Log);
        var (second, _) = await UploadAsync(first.DatasetId, Log);
        var (third, _) = await UploadAsync(first.DatasetId, Log);
        var (other, _) = await UploadAsync(null, Log);
        foreach (var gone in new[] { third, second, other })
            await Datasets.DeleteAsync(_analyst, gone, Token);
        var (next, _) = await UploadAsync(first.DatasetId, Log);
        Assert.Equal(4, (await Datasets.GetAsync(_analyst, next, Token)).Version.Number);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var row = await db.Audit.SingleAsync(a => a.RowId == third && a.Field == "Deleted", Token);
        Assert.Equal("history.dataset.deleted", Application.Audit.AuditWords.Read(row.Subject, row.Field, row.OldValue!)?.Key);
    }

    [Fact]
    public async Task Usage_NamesRunsVersionsBuiltOnItAndWhoIsAllowedToSeeIt()
    {
        var first = await ImportAsync(null, Log);
        var usages = _app.Get<DatasetUsageService>();
        Assert.False((await usages.GetAsync(_analyst, first.Id, Token)).KeepsIt);
        var second = await ImportAsync(first.DatasetId, Log, p => p with { AppendTo = first.Id });
        var run = await _app.Get<AnalysisService>().ExploreAsync(_analyst, first.Id, RepurchaseParameters.Default, Token);

        var usage = await usages.GetAsync(_manager, first.Id, Token);
        Assert.True(usage.KeepsIt);
        Assert.Equal([second.Id, first.Id], usage.Versions.Select(v => v.Id));
        Assert.Equal((run, AnalysisKind.Explore), (Assert.Single(usage.Runs).Id, usage.Runs[0].Kind));
        Assert.Equal([second.Id], usage.BuiltOn.Select(v => v.Id));
        Assert.Equal((0, 0, false), (usage.Pilots.Count, usage.Deliveries, usage.IsLastForSchedule));
        Assert.Empty((await usages.GetAsync(_manager, second.Id, Token)).Runs);
        var stranger = await _app.AddUserAsync("stranger", Domain.Accounts.SystemRole.Analyst);
        await Assert.ThrowsAsync<AccessDeniedException>(() => usages.GetAsync(stranger, first.Id, Token));
    }

    [Fact]
    public async Task Faults_Downloaded_LeaveARowWithNameAndFileOnly()
    {
        var version = await ImportAsync(null, Log + string.Concat(Enumerable.Range(0, 40).Select(i => $"c{i},2026-01-01,1\n")) + "kim,2026-01-03\n", p => p with { SkipRaggedRows = true });
        var texts = new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en"));
        Assert.NotNull(await _app.Get<FaultListService>().OpenAsync(_manager, version.Id, texts, Token));
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var row = await db.Audit.SingleAsync(a => a.RowId == version.Id && a.Field == "FaultsDownloaded", Token);
        Assert.Equal((_manager.UserId, _project.Id, "Dataset", (string?)null, "log.csv"), (row.UserId, row.ProjectId, row.Subject, row.OldValue, row.NewValue));
    }

    [Fact]
    public async Task PseudonymKey_IsForTheProgramsAccountOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps rights in another way.");
        await ImportAsync(null, Log, p => p with { Columns = [.. p.Columns.Select(c => c with { Pseudonymised = c.Role == ColumnRole.Customer })] });
        var folder = _app.Get<DataDirectory>().Pseudonyms;
        var key = Assert.Single(Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        Assert.Equal(32, new FileInfo(key).Length);
    }

    private async Task<(Guid Version, ImportPlan Plan)> UploadAsync(Guid? datasetId, string text)
    {
        var version = await Datasets.UploadAsync(_analyst, _project.Id, datasetId, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        return (version, (await Datasets.PreviewAsync(_analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan());
    }

    private async Task<DatasetVersion> ImportAsync(Guid? datasetId, string text, Func<ImportPlan, ImportPlan>? change = null)
    {
        var (id, plan) = await UploadAsync(datasetId, text);
        await Datasets.ImportAsync(_analyst, id, change?.Invoke(plan) ?? plan, PurchaseRules.Usual, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_analyst, id, Token)).Version.State != DatasetState.Importing);
        var version = (await Datasets.GetAsync(_analyst, id, Token)).Version;
        Assert.Equal((DatasetState.Ready, null), (version.State, version.ErrorCode));
        return version;
    }
}
