using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Prioritize;

public sealed class TeamScoreServiceTests : IAsyncLifetime
{
    private readonly Meddler _meddler = new();
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _owner;
    private Actor _editor;
    private Actor _viewer;
    private Guid _option;

    private TeamScoreService Scores => _app.Get<TeamScoreService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(more: _meddler.Join);
        (_project, _owner, _) = await _app.AddGoProjectAsync();
        _editor = await MemberAsync("editor", ProjectRole.Editor);
        _viewer = await MemberAsync("viewer", ProjectRole.Viewer);
        _option = await _app.Get<WorksheetService>().AddRowAsync(_owner, _project.Id, SheetKind.Solution, Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Read_BeforeTheReveal_ShowsOnesOwnPointsOnlyToAnybodyEvenTheOwner()
    {
        await GiveAsync(_editor, 5);
        await GiveAsync(_viewer, 2);

        foreach (var (actor, mine) in new[] { (_editor, 5), (_viewer, 2) })
            Assert.Equal(mine, Assert.Single((await ReadAsync(actor)).Mine).Value);
        var board = await ReadAsync(_owner);
        Assert.Empty(board.Mine);
        Assert.Empty(board.Results);
        Assert.Equal((2, false), (board.Scorers, board.IsRevealed));
    }

    [Fact]   // points are an opinion, not a hand in the sheets
    public async Task Score_ByTheReviewer_LeavesThemFreeToDecideLater()
    {
        var (project, analyst, manager) = await _app.AddGoProjectAsync();
        _option = await _app.Get<WorksheetService>().AddRowAsync(analyst, project.Id, SheetKind.Solution, Token);
        (_project, _owner) = (project, analyst);
        await GiveAsync(manager, 4);
        Assert.Empty(await _app.Get<ReviewService>().MissingAsync(analyst, project.Id, Gate.Pilot, Token));
    }

    [Fact]
    public async Task History_BeforeTheReveal_TellsThatPointsWereGivenButNotWhich()
    {
        await GiveAsync(_editor, 5);
        var rows = (await _app.Get<HistoryService>().ListAsync(_viewer, _project.Id, ProblemStep.Prioritize, 50, Token)).Rows.Where(r => r.Subject == "TeamScore").ToList();
        var row = Assert.Single(rows);
        Assert.Null(row.OldValue);
        Assert.Equal(AuditWords.Write("history.score.given"), row.NewValue);
    }

    [Fact]
    public async Task Reveal_ByTheOwner_ShowsEverybodyWithMeanAndAgreement()
    {
        await GiveAsync(_owner, 4);
        await GiveAsync(_editor, 5);
        await GiveAsync(_viewer, 1);
        await Scores.RevealAsync(_owner, _project.Id, Token);

        var result = Assert.Single((await ReadAsync(_viewer)).Results);
        Assert.Equal(10.0 / 3, result.Agreement.Mean, 9);
        Assert.Equal(["viewer"], result.Outliers.Select(o => o.Name));
        Assert.Equal(3, result.Voices.Count);
    }

    [Fact]
    public async Task Reveal_ByAnEditor_IsDenied()
    {
        await GiveAsync(_editor, 5);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Scores.RevealAsync(_editor, _project.Id, Token));
    }

    [Fact]
    public async Task Reveal_WithoutAnyPoints_IsRefused() =>
        Assert.Equal("score.none", (await Assert.ThrowsAsync<DomainRuleException>(() => Scores.RevealAsync(_owner, _project.Id, Token))).Code);

    [Fact]   // one person's points alone would tell the others what to give
    public async Task Reveal_AfterOneOfSeveral_IsRefusedUntilASecondScored()
    {
        await GiveAsync(_editor, 5);
        Assert.Equal("score.too-few", (await ReadAsync(_owner)).ReasonToWait);
        Assert.Equal("score.too-few", (await Assert.ThrowsAsync<DomainRuleException>(() => Scores.RevealAsync(_owner, _project.Id, Token))).Code);
        Assert.False((await ReadAsync(_owner)).IsRevealed);

        await GiveAsync(_viewer, 2);
        Assert.Null((await ReadAsync(_owner)).ReasonToWait);
        await Scores.RevealAsync(_owner, _project.Id, Token);
        Assert.True((await ReadAsync(_owner)).IsRevealed);
    }

    [Fact]
    public async Task Read_SomeScored_NamesThoseWhoMayAndDidNot()
    {
        await GiveAsync(_editor, 5);
        var before = await ReadAsync(_owner);
        Assert.Equal((1, before.Missing.Count + 1), (before.Scorers, before.Voters));
        Assert.Contains("viewer", before.Missing);
        Assert.DoesNotContain("editor", before.Missing);

        await GiveAsync(_viewer, 2);
        Assert.Equal(before.Missing.Except(["viewer"]), (await ReadAsync(_owner)).Missing);
    }

    [Fact]   // nobody else may score
    public async Task Reveal_ByTheOnlyMember_IsAllowed()
    {
        foreach (var other in (await _app.Get<ProjectService>().MembersAsync(_owner, _project.Id, Token)).Where(m => m.UserId != _owner.UserId))
            await _app.Get<ProjectService>().RemoveMemberAsync(_owner, _project.Id, other.UserId, Token);
        await GiveAsync(_owner, 3);
        await Scores.RevealAsync(_owner, _project.Id, Token);
        Assert.True((await ReadAsync(_owner)).IsRevealed);
    }

    [Fact]   // else a scorer could be made up by an option that shows nothing any more
    public async Task Reveal_WithPointsForARemovedOptionOnly_CountsThemForNobody()
    {
        var kept = _option;
        _option = await _app.Get<WorksheetService>().AddRowAsync(_owner, _project.Id, SheetKind.Solution, Token);
        await GiveAsync(_viewer, 2);
        await _app.Get<WorksheetService>().DeleteRowAsync(_owner, _project.Id, SheetKind.Solution, _option, Token);
        _option = kept;
        await GiveAsync(_editor, 5);
        Assert.Equal("score.too-few", (await Assert.ThrowsAsync<DomainRuleException>(() => Scores.RevealAsync(_owner, _project.Id, Token))).Code);
    }

    [Fact]
    public async Task Score_AfterTheReveal_IsRefusedUntilANewRound()
    {
        await GiveAsync(_owner, 4);
        await GiveAsync(_editor, 5);
        await Scores.RevealAsync(_owner, _project.Id, Token);
        Assert.Equal("score.revealed", (await Assert.ThrowsAsync<DomainRuleException>(() => GiveAsync(_viewer, 1))).Code);

        await Scores.RestartAsync(_owner, _project.Id, Token);
        await GiveAsync(_viewer, 1);
        var board = await ReadAsync(_owner);
        Assert.Equal((1, false), (board.Scorers, board.IsRevealed));
    }

    [Fact]   // what one click takes from everybody can at least be read again
    public async Task Restart_AfterTheReveal_KeepsTheDeletedPointsInTheTrail()
    {
        await GiveAsync(_editor, 5);
        await GiveAsync(_viewer, 2);
        await Scores.RevealAsync(_owner, _project.Id, Token);
        await Scores.RestartAsync(_owner, _project.Id, Token);

        var row = Assert.Single((await _app.Get<HistoryService>().ListAsync(_viewer, _project.Id, ProblemStep.Prioritize, 50, Token)).Rows, r => r.Field == "Cleared");
        Assert.Equal(_option, row.RowId);
        var said = AuditWords.Read(row.Subject, row.Field, row.OldValue!)!;
        Assert.Equal("Impact (editor 5, viewer 2)", Wording.Say(new FixedTexts(TextCatalog.Default, System.Globalization.CultureInfo.GetCultureInfo("en")), said, null));
    }

    [Fact]   // revealed between the look and the saving
    public async Task Score_InTheMomentOfTheReveal_IsRefusedAndNotSaved()
    {
        await GiveAsync(_owner, 4);
        await GiveAsync(_editor, 5);
        _meddler.BeforeSaving(() => Scores.RevealAsync(_owner, _project.Id, Token));
        Assert.Equal("score.revealed", (await Assert.ThrowsAsync<DomainRuleException>(() => GiveAsync(_viewer, 1))).Code);
        Assert.DoesNotContain("viewer", Assert.Single((await ReadAsync(_owner)).Results).Voices.Select(v => v.Name));
    }

    [Fact]
    public async Task Score_WhileSomebodyElseScores_KeepsBoth()
    {
        _meddler.BeforeSaving(() => GiveAsync(_editor, 5));
        await GiveAsync(_viewer, 1);
        Assert.Equal(2, (await ReadAsync(_owner)).Scorers);
    }

    [Fact]
    public async Task Score_OffTheScaleOrForAnotherProjectsOption_IsRefused()
    {
        Assert.Equal("score.range", (await Assert.ThrowsAsync<DomainRuleException>(() => GiveAsync(_editor, 6))).Code);
        Assert.Equal("row.gone", (await Assert.ThrowsAsync<DomainRuleException>(() => Scores.ScoreAsync(_editor, _project.Id, Guid.NewGuid(), ScoreCriterion.Impact, 3, Token))).Code);
    }

    [Fact]
    public async Task Score_GivenAgainAndTakenBack_LeavesOneAndThenNone()
    {
        await GiveAsync(_editor, 5);
        await GiveAsync(_editor, 3);
        Assert.Equal(3, Assert.Single((await ReadAsync(_editor)).Mine).Value);
        await Scores.ScoreAsync(_editor, _project.Id, _option, ScoreCriterion.Impact, null, Token);
        Assert.Empty((await ReadAsync(_editor)).Mine);
    }

    [Fact]
    public async Task Take_AfterTheReveal_WritesTheMeansIntoTheOption()
    {
        await GiveAsync(_editor, 4);
        await GiveAsync(_viewer, 3);
        Assert.Equal("score.hidden", (await Assert.ThrowsAsync<DomainRuleException>(() => Scores.TakeAsync(_editor, _project.Id, Token))).Code);
        await Scores.RevealAsync(_owner, _project.Id, Token);
        await Scores.TakeAsync(_editor, _project.Id, Token);

        var option = Assert.Single((await _app.Get<WorksheetService>().ReadAsync(_viewer, _project.Id, Token)).Options);
        Assert.Equal((3.5m, (decimal?)null), (option.ImpactScore, option.EaseScore));
    }

    [Fact]
    public async Task Score_BeforeGo_IsShut()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        Assert.Equal("step.shut.not-submitted", (await Assert.ThrowsAsync<DomainRuleException>(() => Scores.ScoreAsync(analyst, project.Id, Guid.NewGuid(), ScoreCriterion.Impact, 3, Token))).Code);
    }

    private Task GiveAsync(Actor actor, int points) => Scores.ScoreAsync(actor, _project.Id, _option, ScoreCriterion.Impact, points, Token);

    private Task<TeamScoreBoard> ReadAsync(Actor actor) => Scores.ReadAsync(actor, _project.Id, Token);

    private async Task<Actor> MemberAsync(string name, ProjectRole role)
    {
        var actor = await _app.AddUserAsync(name, SystemRole.Analyst);
        await _app.Get<ProjectService>().SetMemberAsync(_owner, _project.Id, actor.UserId, role, Token);
        return actor;
    }
}
