using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Define;

/// <summary>Figures of a run as evidence in step 1.</summary>
public sealed class EvidenceServiceTests : IAsyncLifetime
{
    private const string Log = "customer,order,date,amount\na,1,2026-01-01,10\na,2,2026-02-01,20\nb,3,2026-01-05,30\nc,4,2026-03-05,30\n";

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Guid _version;
    private Guid _run;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EvidenceService Evidence => _app.Get<EvidenceService>();

    public async ValueTask InitializeAsync()
    {
        (_app, (_project, _analyst, _version, _run)) = await TestApp.StartPreparedAsync("evidence", async app =>
        {
            var (project, analyst, _) = await app.AddProjectAsync();
            var version = await app.ImportTextAsync(analyst, project.Id, Log);
            return (project, analyst, version, await app.ExploreAsync(analyst, version, RepurchaseParameters.Default with { MinimumSupport = 5 }));
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Pin_FigureOfARun_StandsInStepOneWithItsFingerprint()
    {
        async Task<StepState> StateAsync() => StepStates.Of(await _app.Get<WorksheetService>().ReadAsync(_analyst, _project.Id, Token), new DateOnly(2026, 4, 1))[0].State;
        Assert.Equal(StepState.NotStarted, await StateAsync());
        await PinAsync();
        Assert.Equal(StepState.InProgress, await StateAsync());
        var view = Assert.Single(await Evidence.ListAsync(_analyst, _project.Id, Token));
        Assert.Equal("monthly-customers", view.Figure!.Id);
        Assert.Equal(new DateOnly(2026, 3, 5), view.Pin.DataAsOf);
        Assert.Equal(view.Version!.ContentSha256, view.Pin.DataSha256);
        Assert.Null(view.Newer);
        Assert.Equal("evidence.already", (await Assert.ThrowsAsync<DomainRuleException>(PinAsync)).Code);
        Assert.NotEqual(Guid.Empty, await Evidence.PinAsync(_analyst, _project.Id, _run, "monthly-customers", EvidenceSection.Damage, Token));
    }

    [Fact]
    public async Task Pin_NewerData_IsStaleUntilConfirmed()
    {
        var pin = await PinAsync();
        Assert.Equal("evidence.not-stale", (await Assert.ThrowsAsync<DomainRuleException>(() => Evidence.ConfirmAsync(_analyst, _project.Id, pin, Token))).Code);
        await NewVersionAsync();
        Assert.Equal(2, Assert.Single(await Evidence.ListAsync(_analyst, _project.Id, Token)).Newer!.Number);
        await Evidence.ConfirmAsync(_analyst, _project.Id, pin, Token);
        var view = Assert.Single(await Evidence.ListAsync(_analyst, _project.Id, Token));
        Assert.Null(view.Newer);
        Assert.NotEqual(view.Pin.DataSha256, view.Pin.ConfirmedSha256);
        Assert.Equal(_analyst.UserId, view.Pin.ConfirmedById);
    }

    [Fact]
    public async Task Remove_ThenUndo_BringsItBackWithItsCaption()
    {
        var pin = await PinAsync();
        await _app.Get<WorksheetService>().SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.EvidencePin, pin, nameof(EvidencePin.Caption), "", "fewer come back"), Token);
        var removed = await Evidence.RemoveAsync(_analyst, _project.Id, pin, Token);
        Assert.Empty(await Evidence.ListAsync(_analyst, _project.Id, Token));
        await Evidence.RestoreAsync(_analyst, _project.Id, removed, Token);
        Assert.Equal("fewer come back", Assert.Single(await Evidence.ListAsync(_analyst, _project.Id, Token)).Pin.Caption);
    }

    [Fact]
    public async Task Pin_OfAnotherProjectOrUnknownFigure_IsRefused()
    {
        var (other, stranger, _) = await _app.AddProjectAsync();
        Assert.Equal("evidence.no-run", (await Assert.ThrowsAsync<DomainRuleException>(() => Evidence.PinAsync(stranger, other.Id, _run, "monthly-customers", EvidenceSection.Damage, Token))).Code);
        Assert.Equal("evidence.no-figure", (await Assert.ThrowsAsync<DomainRuleException>(() => Evidence.PinAsync(_analyst, _project.Id, _run, "x", EvidenceSection.Damage, Token))).Code);
        await PinAsync();
        var pin = (await Evidence.ListAsync(_analyst, _project.Id, Token))[0].Pin;
        Assert.Equal("evidence.no-run", (await Assert.ThrowsAsync<DomainRuleException>(() => Evidence.RestoreAsync(stranger, other.Id, pin, Token))).Code);
        Assert.Equal("row.gone", (await Assert.ThrowsAsync<DomainRuleException>(() => Evidence.RemoveAsync(stranger, other.Id, pin.Id, Token))).Code);
    }

    [Fact]
    public async Task Packet_AndReport_HoldTheEvidence()
    {
        var pin = await PinAsync();
        await _app.Get<WorksheetService>().SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.EvidencePin, pin, nameof(EvidencePin.Caption), "", "fewer come back"), Token);
        var packet = GatePacket.FromJson(GatePacket.Of(await _app.Get<WorksheetService>().ReadAsync(_analyst, _project.Id, Token)).ToJson());
        Assert.Equal((_run, "fewer come back"), (packet.Evidence!.Single().RunId, packet.Evidence!.Single().Caption));
        Assert.Equal(64, packet.Evidence!.Single().DataSha256.Length);
        await Evidence.RemoveAsync(_analyst, _project.Id, pin, Token);
        var now = GatePacket.Of(await _app.Get<WorksheetService>().ReadAsync(_analyst, _project.Id, Token));
        Assert.Contains(packet.DifferencesTo(now), d => d.Sheet == SheetKind.EvidencePin && d.Then == "fewer come back");
        await PinAsync();
        var html = (await _app.Get<ReportService>().HtmlAsync(_analyst, _project.Id, System.Globalization.CultureInfo.GetCultureInfo("en"), Token)).Html;
        Assert.Contains("Evidence from data", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunTables.Waterfall, "explore.waterfall")]
    [InlineData(RunTables.Rates, "rates.title")]
    [InlineData(RunTables.Cohorts, "cohorts.title")]
    [InlineData(RunTables.Profile, "column-profile.title")]
    public async Task Pin_TableOfARun_StandsInStepOne_Packet_AndReport(string table, string title)
    {
        var pin = await Evidence.PinAsync(_analyst, _project.Id, _run, table, EvidenceSection.Phenomenon, Token);
        var view = Assert.Single(await Evidence.ListAsync(_analyst, _project.Id, Token));
        Assert.Null(view.Figure);
        Assert.Equal((title, new DateOnly(2026, 3, 5), view.Version!.ContentSha256), (view.Table!.Title.Key, view.Pin.DataAsOf, view.Pin.DataSha256));
        Assert.All(view.Table.Rows, row => Assert.Equal(view.Table.Columns.Count, row.Count));
        var html = (await _app.Get<ReportService>().HtmlAsync(_analyst, _project.Id, System.Globalization.CultureInfo.GetCultureInfo("en"), Token)).Html;
        Assert.Contains(new FixedTexts(TextCatalog.Default, System.Globalization.CultureInfo.GetCultureInfo("en"))[title], html, StringComparison.Ordinal);
        Assert.NotEqual(Guid.Empty, pin);
    }

    [Fact] // the packet shows what the manager decided on, whatever becomes of the run
    public async Task Submit_WithAPinnedTable_FreezesItsRows()
    {
        var (project, analyst, manager) = (_project, _analyst, await _app.AddUserAsync("boss", Domain.Accounts.SystemRole.Manager));
        await _app.Get<ProjectService>().SetMemberAsync(analyst, project.Id, manager.UserId, ProjectRole.Reviewer, Token);
        var pin = await Evidence.PinAsync(analyst, project.Id, _run, RunTables.Waterfall, EvidenceSection.Phenomenon, Token);
        await _app.GoAsync(project, analyst, manager);
        var packet = GatePacket.FromJson((await _app.Get<WorksheetService>().ReadAsync(analyst, project.Id, Token)).EffectsGate!.PacketJson);
        var frozen = Assert.Single(packet.EvidenceTables!);
        Assert.Equal((pin, 4.0), (frozen.PinId, frozen.Table.Rows[^1][2].Number));   // four rows are left
    }

    [Fact]
    public async Task Submit_WithAPinnedFigure_FreezesItsNumbersAndStillVerifies()
    {
        var (project, analyst, manager) = (_project, _analyst, await _app.AddUserAsync("boss", Domain.Accounts.SystemRole.Manager));
        await _app.Get<ProjectService>().SetMemberAsync(analyst, project.Id, manager.UserId, ProjectRole.Reviewer, Token);
        var pin = await PinAsync();
        var figure = Assert.Single(await Evidence.ListAsync(analyst, project.Id, Token)).Figure!;
        await _app.GoAsync(project, analyst, manager);
        var review = (await _app.Get<WorksheetService>().ReadAsync(analyst, project.Id, Token)).EffectsGate!;
        var frozen = Assert.Single(GatePacket.FromJson(review.PacketJson).EvidenceTables!);
        Assert.Equal((pin, figure.Categories.Count, figure.Series[0].Values[1]), (frozen.PinId, frozen.Table.Rows.Count, frozen.Table.Rows[1][1].Number));
        // the first month has the mark of those of the beginning of a log
        Assert.Equal(new FigureText("figure.month-early", figure.Categories[0]), frozen.Table.Rows[0][0].Words);
        Assert.Equal(new FigureText(figure.Categories[1]), frozen.Table.Rows[1][0].Words);
        // the data end on the 5th: March is no fall
        Assert.Equal((true, "figure.partial", null), (figure.Series[0].Incomplete![^1], frozen.Table.Rows[^1][0].Words?.Key, frozen.Table.Rows[^1][1].Number));
        Assert.Equal(review.PacketSha256, GatePacket.Hash(review.PacketJson));
    }

    [Fact]
    public async Task CauseSheet_OpenedAndRowRemoved_ComesBackWhole()
    {
        await _app.Get<CauseService>().AddAsync(_analyst, _project.Id, CauseTool.Fishbone, ["Price", "Channel"], Token);
        var worksheets = _app.Get<WorksheetService>();
        var note = (await worksheets.ReadAsync(_analyst, _project.Id, Token)).CauseNotes[1];
        Assert.Equal((CauseTool.Fishbone, "Channel"), (note.Tool, note.Group));
        var removed = await worksheets.DeleteRowAsync(_analyst, _project.Id, SheetKind.CauseNote, note.Id, Token);
        await worksheets.RestoreRowAsync(_analyst, removed, Token);
        Assert.Equal((CauseTool.Fishbone, "Channel"), (await worksheets.ReadAsync(_analyst, _project.Id, Token)).CauseNotes.Where(n => n.Id == note.Id).Select(n => (n.Tool, n.Group)).Single());
        Assert.Equal("row.no-rows", (await Assert.ThrowsAsync<DomainRuleException>(() => worksheets.AddRowAsync(_analyst, _project.Id, SheetKind.EvidencePin, Token))).Code);
    }

    private Task<Guid> PinAsync() =>
        Evidence.PinAsync(_analyst, _project.Id, _run, "monthly-customers", EvidenceSection.Phenomenon, Token);

    private async Task NewVersionAsync()
    {
        var datasets = _app.Get<DatasetService>();
        var dataset = (await datasets.GetAsync(_analyst, _version, Token)).Version.DatasetId;
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Log + "d,5,2026-04-01,10\n"));
        var version = await datasets.UploadAsync(_analyst, _project.Id, dataset, "purchases.csv", content, Token);
        var preview = await datasets.PreviewAsync(_analyst, version, FileFormatChoice.Detect, [], Token);
        await datasets.ImportAsync(_analyst, version, preview.ToPlan() with { ReplacesEarlier = true }, PurchaseRules.Usual, Token);
        await TestApp.UntilAsync(async () => (await datasets.GetAsync(_analyst, version, Token)).Version.State == DatasetState.Ready);
    }
}
