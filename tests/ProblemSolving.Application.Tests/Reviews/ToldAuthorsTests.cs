using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

/// <summary>What the authors are told about a decision.</summary>
public sealed class ToldAuthorsTests : IAsyncLifetime
{
    private static readonly RemarkInput Damage = new(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "Where is this from?");

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private TestApp _app = null!;

    private ReviewService Reviews => _app.Get<ReviewService>();

    private InboxService Inbox => _app.Get<InboxService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(_time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task SentBack_WithRemarks_StandsUntilTheLastIsClosed()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        Assert.Empty(await Inbox.SentBackAsync(analyst, Token));
        var id = await DecideAsync(project, analyst, boss, GateDecision.Revise, Damage, Damage with { Sheet = SheetKind.Effects, Field = nameof(EffectsSheet.OneOffCost) });

        var row = Assert.Single(await Inbox.SentBackAsync(analyst, Token));
        Assert.Equal((id, project.Id, 2), (row.Review.Id, row.Project.Id, row.Remarks.Count));
        Assert.Empty(await Inbox.SentBackAsync(boss, Token));
        Assert.Empty(await Inbox.DecidedAsync(analyst, Token));

        await _app.Get<RemarkService>().CloseAsync(analyst, row.Remarks.Single(r => r.Field == Damage.Field).Id, "", Token);
        var left = Assert.Single(Assert.Single(await Inbox.SentBackAsync(analyst, Token)).Remarks);
        Assert.Equal(nameof(EffectsSheet.OneOffCost), left.Field);
        await _app.Get<RemarkService>().CloseAsync(analyst, left.Id, "", Token);
        Assert.Empty(await Inbox.SentBackAsync(analyst, Token));
    }

    [Fact]
    public async Task SentBack_WithAReasonAlone_StandsUntilAskedAgain()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        await DecideAsync(project, analyst, boss, GateDecision.Revise);
        Assert.Empty(Assert.Single(await Inbox.SentBackAsync(analyst, Token)).Remarks);
        var again = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Empty(await Inbox.SentBackAsync(analyst, Token));
        await Reviews.WithdrawAsync(analyst, again, Token);
        Assert.Single(await Inbox.SentBackAsync(analyst, Token));
    }

    [Fact]
    public async Task SentBack_IsForThoseWhoMayWrite()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        await DecideAsync(project, analyst, boss, GateDecision.Revise, Damage);
        var (editor, viewer, stranger) = (await MemberAsync(project, analyst, ProjectRole.Editor), await MemberAsync(project, analyst, ProjectRole.Viewer), await _app.AddUserAsync("stranger", SystemRole.Analyst));
        Assert.Single(await Inbox.SentBackAsync(editor, Token));
        Assert.Empty(await Inbox.SentBackAsync(viewer, Token));
        Assert.Empty(await Inbox.SentBackAsync(stranger, Token));
    }

    [Fact]
    public async Task Steps_WithOpenRemarks_SayThatTheyCameBack()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        await DecideAsync(project, analyst, boss, GateDecision.Revise, Damage);
        async Task<IEnumerable<StepState>> StatesAsync() => (await _app.Get<ProjectService>().OpenAsync(analyst, project.Key, Token)).Steps.Take(2).Select(s => s.State);
        Assert.Equal([StepState.Returned, StepState.InProgress], await StatesAsync());
        await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        Assert.Equal([StepState.Done, StepState.Waiting], await StatesAsync());
    }

    [Fact]
    public async Task ClosedProject_AsksForNothingAnyMore()
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        await DecideAsync(project, analyst, boss, GateDecision.Revise, Damage);
        var projects = _app.Get<ProjectService>();
        await projects.UpdateAsync(analyst, project.Id, (await projects.OpenAsync(analyst, project.Key, Token)).Snapshot.Project.Version, project.Name, "", ProjectStatus.Closed, Token);
        Assert.Empty(await Inbox.SentBackAsync(analyst, Token));
        Assert.DoesNotContain((await projects.OpenAsync(analyst, project.Key, Token)).Steps, s => s.State == StepState.Returned);
    }

    [Theory]
    [InlineData(GateDecision.Go)]
    [InlineData(GateDecision.Hold)]
    [InlineData(GateDecision.Drop)]
    public async Task Decided_IsToldToThoseWhoWriteForAWeek(GateDecision decision)
    {
        var (project, analyst, boss) = await _app.AddReadyProjectAsync();
        var id = await DecideAsync(project, analyst, boss, decision);
        var viewer = await MemberAsync(project, analyst, ProjectRole.Viewer);
        Assert.Equal((id, (GateDecision?)decision), Assert.Single((await Inbox.DecidedAsync(analyst, Token)).Select(r => (r.Review.Id, r.Review.Decision))));
        Assert.Empty(await Inbox.DecidedAsync(boss, Token));
        Assert.Empty(await Inbox.DecidedAsync(viewer, Token));
        _time.Advance(TimeSpan.FromDays(6.9));
        Assert.Single(await Inbox.DecidedAsync(analyst, Token));
        _time.Advance(TimeSpan.FromDays(0.2));
        Assert.Empty(await Inbox.DecidedAsync(analyst, Token));
    }

    private async Task<Guid> DecideAsync(Project project, Actor analyst, Actor boss, GateDecision decision, params RemarkInput[] remarks)
    {
        var id = await Reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await Reviews.DecideAsync(boss, id, new GateAnswer(decision, "as we said before", Remarks: remarks), Token);
        return id;
    }

    private async Task<Actor> MemberAsync(Project project, Actor owner, ProjectRole role)
    {
        var member = await _app.AddUserAsync(role.ToString(), SystemRole.Analyst);
        await _app.Get<ProjectService>().SetMemberAsync(owner, project.Id, member.UserId, role, Token);
        return member;
    }
}
