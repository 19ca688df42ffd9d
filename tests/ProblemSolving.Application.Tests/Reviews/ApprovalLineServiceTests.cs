using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

/// <summary>Questions that go from desk to desk, and people who stand in.</summary>
public sealed class ApprovalLineServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private ReviewService Reviews => _app.Get<ReviewService>();

    private InboxService Inbox => _app.Get<InboxService>();

    private ApprovalLineService Lines => _app.Get<ApprovalLineService>();

    private ProjectService Projects => _app.Get<ProjectService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Line_WalkedThrough_ShowsTheQuestionOnlyToWhoseTurnItIs()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var first = await AddReviewerAsync(project, analyst, "first");
        await LineAsync(project, analyst, (first, ApprovalKind.Review, 1), (boss, ApprovalKind.Decide, 2));
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);

        Assert.Equal(ApprovalKind.Review, Assert.Single(await Inbox.WaitingAsync(first, Token)).Kind);
        Assert.Empty(await Inbox.WaitingAsync(boss, Token));
        Assert.Equal("gate.not-your-turn", (await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "now"), Token))).Code);

        await Reviews.VoteAsync(first, id, new VoteInput(VoteAnswer.Approve, "fine"), Token);
        Assert.Empty(await Inbox.WaitingAsync(first, Token));
        Assert.Equal(ApprovalKind.Decide, Assert.Single(await Inbox.WaitingAsync(boss, Token)).Kind);
        var answered = Assert.Single(await Inbox.AnsweredAsync(first, Token));
        Assert.Equal(VoteAnswer.Approve, answered.Vote);
        Assert.StartsWith("manager-", Assert.Single(answered.Next), StringComparison.Ordinal);

        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "go"), Token);
        await _app.Get<WorksheetService>().AddRowAsync(analyst, project.Id, SheetKind.Solution, Token);

        await _app.Get<ProjectService>().RemoveMemberAsync(analyst, project.Id, first.UserId, Token);
        Assert.Empty(await Inbox.AnsweredAsync(first, Token));   // what became of it is for those who may see the project
    }

    [Fact]
    public async Task Line_ChangedAfterSubmitting_LeavesTheQuestionAlone()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        await LineAsync(project, analyst, (boss, ApprovalKind.Decide, 1));
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await LineAsync(project, analyst);
        Assert.Equal(boss.UserId, Assert.Single((await Reviews.OpenAsync(analyst, id, Token)).Review.Line).UserId);
    }

    [Theory]
    [InlineData(LostRight.Membership)]
    [InlineData(LostRight.Role)]
    [InlineData(LostRight.Account)]
    public async Task Vote_AfterTheRightWasTakenAway_IsDenied(LostRight lost)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var first = await AddReviewerAsync(project, analyst, "first");
        await LineAsync(project, analyst, (first, ApprovalKind.Review, 1), (boss, ApprovalKind.Decide, 2));
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await _app.TakeAsync(lost, project, analyst, first);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Reviews.VoteAsync(first, id, new VoteInput(VoteAnswer.Approve, "late"), Token));
    }

    [Fact]
    public async Task Vote_ByTwoAtOnce_OneCountsAndTheOtherCountsTooOrIsToldToVoteAgain()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var (left, right) = (await AddReviewerAsync(project, analyst, "left"), await AddReviewerAsync(project, analyst, "right"));
        await LineAsync(project, analyst, (left, ApprovalKind.Agree, 1), (right, ApprovalKind.Agree, 1), (boss, ApprovalKind.Decide, 2));
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        async Task<bool> Try(Actor who)
        {
            try
            {
                await Reviews.VoteAsync(who, id, new VoteInput(VoteAnswer.Approve, "yes"), Token);
                return true;
            }
            catch (DomainRuleException rule)
            {
                Assert.Equal("gate.vote.meanwhile", rule.Code);
                return false;
            }
        }

        var counted = await Task.WhenAll(Try(left), Try(right));
        Assert.Contains(true, counted);
        Assert.Equal(counted.Count(c => c), (await Reviews.OpenAsync(boss, id, Token)).Review.Votes.Count);
        foreach (var (who, _) in new[] { left, right }.Zip(counted).Where(v => !v.Second))
            Assert.True(await Try(who));
        Assert.Equal(new[] { left.UserId, right.UserId }.Order(), (await Reviews.OpenAsync(boss, id, Token)).Review.Votes.Select(v => v.UserId).Order());
    }

    [Fact]
    public async Task Submit_WithALineSomebodyLeft_NamesThem()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var first = await AddReviewerAsync(project, analyst, "first");
        await LineAsync(project, analyst, (first, ApprovalKind.Review, 1), (boss, ApprovalKind.Decide, 2));
        await Projects.RemoveMemberAsync(analyst, project.Id, first.UserId, Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token));
        Assert.Equal(("line.seat-lost", "first"), (rule.Code, rule.Arguments[0]));
    }

    [Fact]
    public async Task Line_OfSomebodyWhoIsNoReviewer_IsRefused()
    {
        var (project, analyst, _) = await _app.AddReadyProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => LineAsync(project, analyst, (analyst, ApprovalKind.Decide, 1)));
        Assert.Equal("line.seat-lost", rule.Code);
    }

    [Fact]
    public async Task Turns_NameSeatPersonAndStandIn_UntilAnswered()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var first = await AddReviewerAsync(project, analyst, "first");
        var deputy = await _app.AddUserAsync("deputy", SystemRole.Manager);
        await LineAsync(project, analyst, (first, ApprovalKind.Review, 1), (boss, ApprovalKind.Decide, 2));
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Equal(new TurnView(ApprovalKind.Review, "first", null), Assert.Single(await Reviews.TurnsAsync(analyst, id, Token)));

        await _app.Get<DelegationService>().SetAsync(first, deputy.UserId, Today.AddDays(-1), Today.AddDays(3), Token);
        Assert.Equal(new TurnView(ApprovalKind.Review, "first", "deputy"), Assert.Single(await Reviews.TurnsAsync(analyst, id, Token)));
        Assert.Equal(["deputy", null], (await Lines.GetAsync(analyst, project.Id, Token)).Seats.Select(s => s.StandIn));
        Assert.Equal("deputy", (await Reviews.OpenAsync(analyst, id, Token)).StandIns[first.UserId]);

        await Reviews.VoteAsync(deputy, id, new VoteInput(VoteAnswer.Approve, "fine"), Token);
        Assert.Equal(ApprovalKind.Decide, Assert.Single(await Reviews.TurnsAsync(analyst, id, Token)).Kind);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "go"), Token);
        Assert.Empty(await Reviews.TurnsAsync(analyst, id, Token));
        Assert.Empty((await Reviews.OpenAsync(analyst, id, Token)).StandIns);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Reviews.TurnsAsync(deputy, id, Token));
    }

    [Fact]   // an absence still to come, one that is over, and a deputy who lost the role change nothing
    public async Task Turns_WithoutALine_NameTheReviewersAndNoStandInWhoCannotAnswer()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var other = await AddReviewerAsync(project, analyst, "other");
        var deputy = await _app.AddUserAsync("deputy", SystemRole.Manager);
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await _app.Get<DelegationService>().SetAsync(boss, deputy.UserId, Today.AddDays(5), Today.AddDays(9), Token);
        await _app.Get<DelegationService>().SetAsync(other, deputy.UserId, Today.AddDays(-1), Today.AddDays(3), Token);
        Assert.Equal([null, "deputy"], (await Reviews.TurnsAsync(analyst, id, Token)).Select(t => t.StandIn));

        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.UserRoles.Where(r => r.UserId == deputy.UserId).ExecuteDeleteAsync(Token);
        Assert.Equal([(ApprovalKind.Decide, null), (ApprovalKind.Decide, (string?)null)], (await Reviews.TurnsAsync(analyst, id, Token)).Select(t => (t.Kind, t.StandIn)));
    }

    [Fact]
    public async Task StandIn_DuringTheAbsence_SeesAndDecides_AndItSaysForWhom()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var deputy = await _app.AddUserAsync("deputy", SystemRole.Manager);
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Reviews.OpenAsync(deputy, id, Token));
        await _app.Get<DelegationService>().SetAsync(boss, deputy.UserId, Today.AddDays(-1), Today.AddDays(3), Token);

        Assert.NotNull(Assert.Single(await Inbox.WaitingAsync(deputy, Token)).ForName);
        var view = await Reviews.OpenAsync(deputy, id, Token);
        Assert.Equal((boss.UserId, false), (view.Turn!.HolderId, view.MayOpenProject));
        await Reviews.DecideAsync(deputy, id, new GateAnswer(GateDecision.Go, "for the boss"), Token);

        var decided = (await Reviews.OpenAsync(analyst, id, Token)).Review;
        Assert.Equal((deputy.UserId, boss.UserId), (decided.DecidedById!.Value, decided.DecidedForId!.Value));
    }

    [Fact]
    public async Task StandIn_OutsideTheAbsence_IsDenied()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var deputy = await _app.AddUserAsync("deputy", SystemRole.Manager);
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await _app.Get<DelegationService>().SetAsync(boss, deputy.UserId, Today.AddDays(3), Today.AddDays(5), Token);
        Assert.Empty(await Inbox.WaitingAsync(deputy, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Reviews.DecideAsync(deputy, id, new GateAnswer(GateDecision.Go, "early"), Token));
    }

    [Fact]
    public async Task StandIn_WhoIsTheAuthor_NeverDecides()
    {
        var (project, _, boss) = await _app.AddReadyProjectAsync();
        var author = await _app.AddUserAsync("author", SystemRole.Analyst, SystemRole.Manager);
        var owner = (await OwnerAsync(project)).Single();
        await Projects.SetMemberAsync(owner, project.Id, author.UserId, ProjectRole.Editor, Token);
        var id = await Reviews.SubmitAsync(author, project.Id, Gate.Effects, null, Token);
        await _app.Get<DelegationService>().SetAsync(boss, author.UserId, Today, Today.AddDays(3), Token);

        Assert.Empty(await Inbox.WaitingAsync(author, Token));
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.DecideAsync(author, id, new GateAnswer(GateDecision.Go, "mine"), Token));
        Assert.Equal("gate.decide.author", rule.Code);
    }

    [Fact]
    public async Task Decide_ByOneWhoWroteAfterSubmitting_IsRefused()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Projects.SetMemberAsync(analyst, project.Id, boss.UserId, ProjectRole.Editor, Token);
        await _app.Get<WorksheetService>().SaveFieldAsync(boss, new FieldEdit(project.Id, SheetKind.Define, null, nameof(DefineSheet.Overview), "", "mended"), Token);
        await Projects.SetMemberAsync(analyst, project.Id, boss.UserId, ProjectRole.Reviewer, Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "ok"), Token));
        Assert.Equal("gate.decide.author", rule.Code);
    }

    [Fact]   // closing asks first whether a question is open; a project closed all the same asks nobody
    public async Task Inbox_OfAClosedProject_IsEmptyAndTheOthersStay()
    {
        var (closed, analyst, boss) = await _app.AddReadyProjectAsync();
        await Reviews.SubmitAsync(analyst, closed.Id, Gate.Effects, null, Token);
        var (other, second, _) = await _app.AddReadyProjectAsync();
        await Projects.SetMemberAsync(second, other.Id, boss.UserId, ProjectRole.Reviewer, Token);
        var stays = await Reviews.SubmitAsync(second, other.Id, Gate.Effects, null, Token);
        Assert.Equal(2, (await Inbox.WaitingAsync(boss, Token)).Count);

        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Projects.Where(p => p.Id == closed.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Closed), Token);
        Assert.Equal(stays, Assert.Single(await Inbox.WaitingAsync(boss, Token)).Review.Id);
    }

    [Theory]   // two stood in for each other, and the question waited for nobody
    [InlineData(-5, 0, true)]
    [InlineData(3, 9, true)]
    [InlineData(4, 9, false)]
    public async Task Delegate_WhoIsAwayOnTheSameDays_IsRefused(int from, int until, bool refused)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var deputy = await AddReviewerAsync(project, analyst, "deputy");
        await _app.Get<DelegationService>().SetAsync(boss, deputy.UserId, Today, Today.AddDays(3), Token);
        Task AwayAsync() => _app.Get<DelegationService>().SetAsync(deputy, boss.UserId, Today.AddDays(from), Today.AddDays(until), Token);
        var rule = await Record.ExceptionAsync(AwayAsync);
        Assert.Equal(refused ? "delegate.away" : null, (rule as DomainRuleException)?.Code);
    }

    [Fact]
    public async Task Delegate_WhoDecidesNothing_IsRefused()
    {
        var (_, analyst, boss) = await _app.AddReadyProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => _app.Get<DelegationService>().SetAsync(boss, analyst.UserId, Today, Today, Token));
        Assert.Equal("delegate.not-manager", rule.Code);
    }

    [Fact]
    public async Task Seat_OfOneWhoLostTheRole_IsHandedOnByTheAuthor_AndTheLineGoesOn()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var (first, second) = (await AddReviewerAsync(project, analyst, "first"), await AddReviewerAsync(project, analyst, "second"));
        await LineAsync(project, analyst, (first, ApprovalKind.Review, 1), (boss, ApprovalKind.Decide, 2));
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Empty(await Seats.LostAsync(analyst, id, Token));
        Assert.Equal("line.seat.can-answer", (await Assert.ThrowsAsync<DomainRuleException>(() => Seats.ChangeAsync(analyst, id, first.UserId, second.UserId, "faster", Token))).Code);

        await Projects.RemoveMemberAsync(analyst, project.Id, first.UserId, Token);
        var lost = Assert.Single(await Seats.LostAsync(analyst, id, Token));
        Assert.Equal((first.UserId, "second"), (lost.Seat.UserId, Assert.Single(lost.Free).Value));
        Assert.Equal("line.seat.no-reason", (await Assert.ThrowsAsync<DomainRuleException>(() => Seats.ChangeAsync(analyst, id, first.UserId, second.UserId, " ", Token))).Code);
        await Seats.ChangeAsync(analyst, id, first.UserId, second.UserId, "first left the team", Token);

        await Reviews.VoteAsync(second, id, new VoteInput(VoteAnswer.Approve, "fine"), Token);
        await Reviews.DecideAsync(boss, id, new GateAnswer(GateDecision.Go, "go"), Token);
        var view = await Reviews.OpenAsync(boss, id, Token);
        Assert.Equal(("first", "second", "first left the team"), (view.People[view.Review.SeatChanges[0].FromId], view.People[view.Review.SeatChanges[0].ToId], view.Review.SeatChanges[0].Reason));
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        Assert.Contains("first left the team", (await db.Audit.SingleAsync(a => a.RowId == id && a.Field == "Seat", Token)).NewValue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seat_LeftOutByAnAdministrator_NeverTheDecider_NeverByOthers_NeverToAnAuthor()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var first = await AddReviewerAsync(project, analyst, "first");
        var admin = await _app.AddUserAsync("admin", SystemRole.Admin);
        await LineAsync(project, analyst, (first, ApprovalKind.Review, 1), (boss, ApprovalKind.Decide, 2));
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Projects.RemoveMemberAsync(analyst, project.Id, first.UserId, Token);
        await Projects.RemoveMemberAsync(analyst, project.Id, boss.UserId, Token);
        var next = await AddReviewerAsync(project, analyst, "next");

        Assert.Empty(await Seats.LostAsync(next, id, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Seats.ChangeAsync(next, id, boss.UserId, next.UserId, "me", Token));
        Assert.Equal("line.seat.decider", (await Assert.ThrowsAsync<DomainRuleException>(() => Seats.ChangeAsync(admin, id, boss.UserId, null, "gone", Token))).Code);
        Assert.Equal("line.seat-lost", (await Assert.ThrowsAsync<DomainRuleException>(() => Seats.ChangeAsync(admin, id, boss.UserId, analyst.UserId, "the author", Token))).Code);
        await Seats.ChangeAsync(admin, id, first.UserId, null, "left the company", Token);
        await Seats.ChangeAsync(admin, id, boss.UserId, next.UserId, "took over", Token);
        await Reviews.DecideAsync(next, id, new GateAnswer(GateDecision.Go, "go"), Token);
    }

    private SeatService Seats => _app.Get<SeatService>();

    private async Task<Actor> AddReviewerAsync(Project project, Actor owner, string name)
    {
        var reviewer = await _app.AddUserAsync(name, SystemRole.Manager);
        await Projects.SetMemberAsync(owner, project.Id, reviewer.UserId, ProjectRole.Reviewer, Token);
        return reviewer;
    }

    private Task LineAsync(Project project, Actor owner, params (Actor Who, ApprovalKind Kind, int Place)[] seats) =>
        Lines.SaveAsync(owner, project.Id, [.. seats.Select(s => new LineSeat(s.Who.UserId, s.Kind, s.Place))], Token);

    private async Task<List<Actor>> OwnerAsync(Project project)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return [.. (await db.Members.Where(m => m.ProjectId == project.Id && m.Role == ProjectRole.Owner).Select(m => m.UserId).ToListAsync(Token)).Select(id => new Actor(id))];
    }
}
