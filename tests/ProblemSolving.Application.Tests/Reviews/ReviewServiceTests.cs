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

    [Fact] // a question at each gate, put in the same instant: the numbers of both are free, so only the project can tell them apart
    public async Task Submit_AtBothGatesAtOnce_LeavesOneOpenQuestion()
    {
        var (project, analyst, _) = await _app.AddGoProjectAsync();
        var pilot = new Domain.Measure.Pilot { Id = Guid.NewGuid(), ProjectId = project.Id, Round = 1, Name = "Coupon", State = Domain.Measure.PilotState.Evaluated };
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            db.Pilots.Add(pilot);
            await db.SaveChangesAsync(Token);
        }

        await _app.AmendAsync(project, analyst);
        for (var round = 0; round < 4; round++)
        {
            var put = await Task.WhenAll(Try(Gate.Effects, null), Try(Gate.Pilot, pilot.Id));
            Assert.Single(put, id => id is not null);
            await using var db = await _app.Contexts.CreateDbContextAsync(Token);
            Assert.Equal(1, await db.Reviews.CountAsync(r => r.ProjectId == project.Id && r.Decision == null && !r.IsWithdrawn, Token));
            await Reviews.WithdrawAsync(analyst, put.Single(id => id is not null)!.Value, Token);
        }

        async Task<Guid?> Try(Gate gate, Guid? about)
        {
            try
            {
                return await Task.Run(() => Reviews.SubmitAsync(analyst, project.Id, gate, about, Token));
            }
            catch (DomainRuleException rule)
            {
                Assert.Contains(rule.Code, new[] { "gate.submit.pending", "step.shut.waiting" });
                return null;
            }
        }
    }

    [Theory]   // who only took a list away wrote nothing and may still decide
    [InlineData("Dataset", "FaultsDownloaded", false)]
    [InlineData("Run", "AnswerDownloaded", false)]
    [InlineData("Run", "Note", true)]
    public async Task Download_MakesNobodyAnAuthor(string subject, string field, bool author)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        await _app.AddUserAsync("another", SystemRole.Manager);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            db.Audit.Add(new Domain.Audit.AuditEntry { ProjectId = project.Id, Step = ProblemStep.Define, Subject = subject, RowId = Guid.NewGuid(), Field = field, NewValue = "x", UserId = boss.UserId, AtUtc = DateTime.UnixEpoch });
            await db.SaveChangesAsync(Token);
        }

        var problem = await Record.ExceptionAsync(async () =>
        {
            var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
            await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "seen"), Token);
        });
        Assert.Equal(author, problem is DomainRuleException);
    }

    [Theory]
    [InlineData(3, true, KillState.Missed)]
    [InlineData(-2, false, KillState.Missed)]   // a draft that nobody decided on has nothing to stop; its field says that the day has passed
    [InlineData(12, false, KillState.ToJudge)]
    public async Task Kills_NearOrPast_StandWithTheNumberForThoseWhoWorkOrDecide(int daysAhead, bool shows, KillState state)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var by = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(daysAhead);
        await SetAsync(project, analyst, nameof(EffectsSheet.KillBy), by.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await SetAsync(project, analyst, nameof(EffectsSheet.KillValue), "0.27");
        var stranger = await _app.AddUserAsync("stranger", SystemRole.Manager);
        Assert.Empty(await Inbox.KillsAsync(stranger, Token));
        foreach (var actor in new[] { analyst, boss })
        {
            var rows = await Inbox.KillsAsync(actor, Token);
            Assert.Equal(shows ? 1 : 0, rows.Count);
            if (shows)
                Assert.Equal((by, 0.24m, 0.27m, state), (rows[0].Kill.By, rows[0].Kill.Now!.Value, rows[0].Kill.Limit!.Value, rows[0].Kill.State));
        }

        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Equal(shows, (await Reviews.OpenAsync(boss, id, Token)).Kill is not null);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "seen"), Token);
        // a decision before the day leaves the reminder, one after it settles it
        Assert.Equal(shows && daysAhead > 0, (await Inbox.KillsAsync(boss, Token)).Count == 1);
    }

    private Task<FieldResult> SetAsync(Project project, Actor actor, string field, string text) =>
        Sheets.SaveFieldAsync(actor, new FieldEdit(project.Id, SheetKind.Effects, null, field, "", text), Token);

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
        await Reviews.DecideAsync(manager, id, new GateAnswer(decision, "not worth it now"), Token);
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
                await Reviews.DecideAsync(who, id, new GateAnswer(decision, "my reason in words"), Token);
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

    [Theory]   // while the page with the decision was open
    [InlineData(LostRight.Membership)]
    [InlineData(LostRight.Role)]
    [InlineData(LostRight.Account)]
    public async Task Decide_AfterTheRightWasTakenAway_IsDenied(LostRight lost)
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await _app.TakeAsync(lost, project, analyst, manager);
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

    [Fact]
    public async Task Submit_SheetsThatHaveTheirGo_IsRefused_AndTheGoHoldsWhileANewQuestionWaits()
    {
        var (project, analyst, manager) = await _app.AddGoProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token));
        Assert.Equal("gate.submit.settled", rule.Code);

        await _app.AmendAsync(project, analyst);
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var pilots = _app.Get<Application.Measure.PilotService>();
        await pilots.CreateAsync(analyst, project.Id, Token);   // step 6 stays open
        await Reviews.DecideAsync(manager, id, new GateAnswer(GateDecision.Revise, "not like this"), Token);
        Assert.Equal("step.shut.revise", (await Assert.ThrowsAsync<DomainRuleException>(() => pilots.CreateAsync(analyst, project.Id, Token))).Code);
    }

    [Fact]
    public async Task Submit_AConditionalGoOnTheSameSheets_MayBeAskedAboutAgain_AndItsCapStays()
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(manager, id, new GateAnswer(GateDecision.GoWithConditions, "small first", MoneyCap: 5), Token);
        await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Equal(5, (await Sheets.ReadAsync(analyst, project.Id, Token)).Budget.Cap);
    }

    [Fact]
    public async Task Close_WhileAQuestionWaits_IsRefused()
    {
        var (project, analyst, manager) = await ReadyAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        async Task CloseAsync()
        {
            var now = (await Sheets.ReadAsync(analyst, project.Id, Token)).Project;
            await _app.Get<ProjectService>().UpdateAsync(analyst, project.Id, now.Version, now.Name, now.Summary, ProjectStatus.Closed, Token);
        }

        Assert.Equal("project.close-pending", (await Assert.ThrowsAsync<DomainRuleException>(CloseAsync)).Code);
        await Reviews.WithdrawAsync(analyst, id, Token);
        await CloseAsync();
        Assert.Empty(await _app.Get<InboxService>().WaitingAsync(manager, Token));
    }

    private Task<(Project Project, Actor Analyst, Actor Manager)> ReadyAsync() => _app.AddReadyProjectAsync();
}
