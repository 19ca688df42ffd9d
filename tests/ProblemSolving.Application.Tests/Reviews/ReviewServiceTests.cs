using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

public sealed class ReviewServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private ReviewService Reviews => _app.Get<ReviewService>();

    private InboxService Inbox => _app.Get<InboxService>();

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Submit_UnfinishedSheets_NamesWhatIsMissing()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token));
        Assert.Equal("define.phenomenon.missing", rule.Code);
    }

    [Fact]
    public async Task Go_ByTheManager_OpensTheSolutions()
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Equal(id, Assert.Single(await Inbox.WaitingAsync(manager, Token)).Review.Id);

        await Reviews.DecideAsync(manager, id, new GateAnswer(GateDecision.Go, "worth it"), Token);

        await Sheets.AddRowAsync(analyst, project.Id, SheetKind.Solution, Token);
        Assert.Empty(await Inbox.WaitingAsync(manager, Token));
    }

    [Theory]
    [InlineData(GateDecision.Hold, "step.shut.hold")]
    [InlineData(GateDecision.Revise, "step.shut.revise")]
    [InlineData(GateDecision.Drop, "step.shut.dropped")]
    public async Task AnythingButGo_KeepsTheSolutionsShut(GateDecision decision, string code)
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(manager, id, new GateAnswer(decision, "not now"), Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Sheets.AddRowAsync(analyst, project.Id, SheetKind.Solution, Token));
        Assert.Equal(code, rule.Code);
    }

    [Fact]
    public async Task Decide_ByAnAuthorWhoIsAlsoManager_IsRefused()
    {
        var (project, analyst, _) = await ReadyAsync();
        // an analyst who wrote on the sheet and later becomes a reviewing manager of the same project
        var both = await _app.AddUserAsync("both", SystemRole.Analyst, SystemRole.Manager);
        await _app.Get<ProjectService>().SetMemberAsync(analyst, project.Id, both.UserId, ProjectRole.Editor, Token);
        await Sheets.SaveFieldAsync(both, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.Overview), "", "mine"), Token);
        await _app.Get<ProjectService>().SetMemberAsync(analyst, project.Id, both.UserId, ProjectRole.Reviewer, Token);

        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);

        Assert.Empty(await Inbox.WaitingAsync(both, Token));
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.DecideAsync(both, id, new GateAnswer(GateDecision.Go, "mine is good"), Token));
        Assert.Equal("gate.decide.author", rule.Code);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Reviews.DecideAsync(analyst, id, new GateAnswer(GateDecision.Go, "mine is good"), Token));
    }

    [Fact]
    public async Task Decide_TwoManagersAtOnce_OneAnswerCounts()
    {
        var (project, analyst, first) = await ReadyAsync();
        var second = await _app.AddUserAsync("second-manager", SystemRole.Manager);
        await _app.Get<ProjectService>().SetMemberAsync(analyst, project.Id, second.UserId, ProjectRole.Reviewer, Token);
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);

        async Task<string> Try(Actor who, GateDecision decision)
        {
            try
            {
                await Reviews.DecideAsync(who, id, new GateAnswer(decision, "my reason"), Token);
                return "done";
            }
            catch (DomainRuleException rule)
            {
                return rule.Code;
            }
        }

        var outcomes = await Task.WhenAll(Try(first, GateDecision.Go), Try(second, GateDecision.Drop));
        Assert.Equal(["done", "gate.decide.already"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Decide_AfterTheRoleWasTakenAway_IsDenied()
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await _app.Get<ProjectService>().RemoveMemberAsync(analyst, project.Id, manager.UserId, Token);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Reviews.DecideAsync(manager, id, new GateAnswer(GateDecision.Go, "late"), Token));
    }

    [Fact]
    public async Task Open_AfterLaterEdits_ShowsOldAndNewAndKeepsTheHash()
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(manager, id, new GateAnswer(GateDecision.Go, "worth it"), Token);
        await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "50000000", "90000000"), Token);

        var view = await Reviews.OpenAsync(manager, id, Token);

        var difference = Assert.Single(view.Differences);
        Assert.Equal((nameof(DefineSheet.DamageAmount), "50000000", "90000000"), (difference.Field, difference.Then, difference.Now));
        Assert.True(view.IsIntact);
    }

    [Fact]
    public async Task Submit_WithoutAReviewerWhoIsNoAuthor_IsRefused()
    {
        var (project, analyst, manager) = await ReadyAsync();
        await _app.Get<ProjectService>().RemoveMemberAsync(analyst, project.Id, manager.UserId, Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token));
        Assert.Equal("gate.submit.no-reviewer", rule.Code);
    }

    [Fact]
    public async Task Missing_WithoutAReviewerWhoIsNoAuthor_IsSaidBeforeSubmitting()
    {
        var (project, analyst, manager) = await ReadyAsync();
        Assert.Empty(await Reviews.MissingAsync(analyst, project.Id, Gate.Effects, Token));
        await _app.Get<ProjectService>().RemoveMemberAsync(analyst, project.Id, manager.UserId, Token);
        var finding = Assert.Single(await Reviews.MissingAsync(analyst, project.Id, Gate.Effects, Token));
        Assert.Equal((ReviewService.NoReviewer, true), (finding.Code, finding.Blocks));
    }

    [Fact]
    public async Task Decide_OnATamperedPacket_IsRefusedAndLeavesTheQuestionOpen()
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            var packet = (await db.Reviews.AsNoTracking().SingleAsync(r => r.Id == id, Token)).PacketJson;
            var tampered = packet.Replace("60000", "90000", StringComparison.Ordinal);
            Assert.NotEqual(packet, tampered);
            await db.Reviews.Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.PacketJson, tampered), Token);
        }

        Assert.False((await Reviews.OpenAsync(manager, id, Token)).IsIntact);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.DecideAsync(manager, id, new GateAnswer(GateDecision.Go, "looks good"), Token));
        Assert.Equal("gate.decide.broken", rule.Code);
        Assert.True((await Reviews.OpenAsync(manager, id, Token)).Review.IsPending);
    }

    private Task<(Project Project, Actor Analyst, Actor Manager)> ReadyAsync() => _app.AddReadyProjectAsync();
}
