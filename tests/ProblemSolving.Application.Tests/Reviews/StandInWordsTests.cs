using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

/// <summary>An answer of somebody who stood in reads the same in the report and in the history: whose seat it is, what was answered, and by whom.</summary>
public sealed class StandInWordsTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]   // the deputies are no members of the project
    [InlineData("ko", "first 승인 → second 합의(deputy 대결)", "boss(chief 대결)", "second 합의(deputy 대결): for them", "boss Go(chief 대결): go")]
    [InlineData("en", "first: Pass on → second: Agree (deputy in their place)", "boss (chief in their place)", "second: Agree (deputy in their place): for them", "boss: Go (chief in their place): go")]
    public async Task Answers_GivenInPlaceOfSomebody_NameTheSeatAndWhoStoodIn(string language, string line, string decided, string vote, string decision)
    {
        var (project, analyst, _) = await _app.AddReadyProjectAsync();
        var (first, second, boss) = (await ReviewerAsync(project, analyst, "first"), await ReviewerAsync(project, analyst, "second"), await ReviewerAsync(project, analyst, "boss"));
        var (deputy, chief) = (await _app.AddUserAsync("deputy", SystemRole.Manager), await _app.AddUserAsync("chief", SystemRole.Manager));
        await _app.Get<ApprovalLineService>().SaveAsync(analyst, project.Id, [new LineSeat(first.UserId, ApprovalKind.Review, 1), new LineSeat(second.UserId, ApprovalKind.Agree, 2), new LineSeat(boss.UserId, ApprovalKind.Decide, 3)], Token);
        var reviews = _app.Get<ReviewService>();
        var id = await reviews.SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        await _app.Get<DelegationService>().SetAsync(second, deputy.UserId, Today.AddDays(-1), Today.AddDays(3), Token);
        await _app.Get<DelegationService>().SetAsync(boss, chief.UserId, Today.AddDays(-1), Today.AddDays(3), Token);
        await reviews.VoteAsync(first, id, new VoteInput(VoteAnswer.Approve, "fine"), Token);
        await reviews.VoteAsync(deputy, id, new VoteInput(VoteAnswer.Approve, "for them"), Token);
        await reviews.DecideAsync(chief, id, new GateAnswer(GateDecision.Go, "go"), Token);

        var texts = new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo(language));
        var html = System.Net.WebUtility.HtmlDecode((await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, texts.Culture, Token)).Html);
        Assert.Contains(line, html, StringComparison.Ordinal);
        Assert.Contains(decided, html, StringComparison.Ordinal);

        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var trail = await db.Audit.Where(a => a.RowId == id && (a.UserId == deputy.UserId || a.UserId == chief.UserId)).OrderBy(a => a.Id).ToListAsync(Token);
        Assert.Equal([vote, decision], trail.Select(a => Wording.Say(texts, AuditWords.Read(a.Subject, a.Field, a.NewValue!)!)));
    }

    private async Task<Actor> ReviewerAsync(Project project, Actor owner, string name)
    {
        var reviewer = await _app.AddUserAsync(name, SystemRole.Manager);
        await _app.Get<ProjectService>().SetMemberAsync(owner, project.Id, reviewer.UserId, ProjectRole.Reviewer, Token);
        return reviewer;
    }
}
