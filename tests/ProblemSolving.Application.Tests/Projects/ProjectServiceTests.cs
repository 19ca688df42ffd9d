using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Data.Sqlite;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Projects;

public sealed class ProjectServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private ProjectService Projects => _app.Get<ProjectService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]   // the list reads less than a page of a project, and says the same
    public async Task List_OfProjectsOnDifferentSteps_SaysWhatTheirPagesSay()
    {
        var (gone, analyst, manager) = await _app.AddGoProjectAsync();
        await _app.AmendAsync(gone, analyst);
        await _app.Get<WorksheetService>().AddRowAsync(analyst, gone.Id, SheetKind.Solution, Token);
        var (asked, author, _) = await _app.AddReadyProjectAsync();
        await _app.Get<ReviewService>().SubmitAsync(author, asked.Id, Gate.Effects, null, Token);
        var (back, writer, boss) = await _app.AddReadyProjectAsync();
        var review = await _app.Get<ReviewService>().SubmitAsync(writer, back.Id, Gate.Effects, null, Token);
        await _app.Get<ReviewService>().DecideAsync(boss, review, new GateAnswer(GateDecision.Revise, "one number", Remarks: [new RemarkInput(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "gross?")]), Token);
        var (empty, _, _) = await _app.AddProjectAsync();
        var (begun, hand, _) = await _app.AddProjectAsync();
        await _app.Get<WorksheetService>().AddRowAsync(hand, begun.Id, SheetKind.CauseNote, Token);
        var admin = await _app.AddUserAsync("admin", SystemRole.Admin);

        var cards = await Projects.ListAsync(admin, null, null, Token);
        Assert.Equal(new[] { gone.Id, asked.Id, back.Id, empty.Id, begun.Id }.Order(), cards.Select(c => c.Project.Id).Order());
        foreach (var card in cards)
        {
            var page = await Projects.OpenAsync(admin, card.Project.Key, Token);
            Assert.Equal(page.Steps, card.Steps);
            Assert.Equal((page.Snapshot.Estimate.NetPerYear.Likely, AskedNet.Of(page.Snapshot)), (card.NetPerYear, card.Asked));
            Assert.Equal(page.Snapshot.DamageStatedAtUtc is not null, card.DamagePerYear is not null);
        }

        Assert.Equal([gone.Key], (await Projects.ListAsync(manager, null, null, Token)).Select(c => c.Project.Key));
    }

    [Fact]   // 2,500 statements for a hundred projects
    public async Task List_OfMoreProjects_AsksTheDatabaseNoMoreOften()
    {
        var counter = new StatementCounter();
        await using var app = await TestApp.StartAsync(more: counter.Join);
        var admin = await app.AddUserAsync("admin", SystemRole.Admin);
        async Task<int> CountAsync()
        {
            counter.Count = 0;
            await app.Get<ProjectService>().ListAsync(admin, null, null, Token);
            return counter.Count;
        }

        await app.AddReadyProjectAsync();
        var one = await CountAsync();
        for (var i = 0; i < 4; i++)
            await app.AddReadyProjectAsync();
        Assert.Equal(one, await CountAsync());
    }

    private sealed class StatementCounter : DbCommandInterceptor
    {
        public int Count { get; set; }

        public void Join(IServiceCollection services) => services.ConfigureDbContext<SqliteAppDbContext>(options => options.AddInterceptors(this));

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }

    [Theory]
    [InlineData(ProjectStatus.Active)]
    [InlineData(ProjectStatus.OnHold)]
    [InlineData(ProjectStatus.Closed)]
    public async Task Update_ADroppedProject_StaysDropped(ProjectStatus status)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Projects.Where(p => p.Id == project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Dropped), Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Projects.UpdateAsync(analyst, project.Id, project.Version, project.Name, "", status, Token));
        Assert.Equal("project.revive-by-gate", rule.Code);
    }

    [Fact]
    public async Task Update_ByASecondWriter_IsToldAndOverwritesNothing()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        await Projects.UpdateAsync(analyst, project.Id, project.Version, "first", "", ProjectStatus.Active, Token);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Projects.UpdateAsync(analyst, project.Id, project.Version, "second", "", ProjectStatus.Active, Token));
        Assert.Equal("project.changed", rule.Code);
        Assert.Equal("first", (await Projects.OpenAsync(analyst, project.Key, Token)).Snapshot.Project.Name);
    }

    [Theory]   // each saw the other and both went: nobody was left who could let anyone in
    [InlineData(false)]
    [InlineData(true)]
    public async Task Members_TwoOwnersGoAtOnce_OneStays(bool remove)
    {
        for (var round = 0; round < 8; round++)
        {
            var (project, first, _) = await _app.AddProjectAsync();
            var second = await _app.AddUserAsync("owner" + round, SystemRole.Analyst);
            await Projects.SetMemberAsync(first, project.Id, second.UserId, ProjectRole.Owner, Token);
            var both = await Task.WhenAll(GoAsync(project.Id, first), GoAsync(project.Id, second));
            Assert.Equal([null, "member.last-owner"], both.Order(StringComparer.Ordinal));
            Assert.Single(await Projects.MembersAsync(await _app.AddUserAsync("admin" + round, SystemRole.Admin), project.Id, Token), m => m.Role == ProjectRole.Owner);
        }

        async Task<string?> GoAsync(Guid projectId, Actor owner)
        {
            try
            {
                await Task.Yield();
                if (remove)
                    await Projects.RemoveMemberAsync(owner, projectId, owner.UserId, Token);
                else
                    await Projects.SetMemberAsync(owner, projectId, owner.UserId, ProjectRole.Editor, Token);
                return null;
            }
            catch (DomainRuleException rule)
            {
                return rule.Code;
            }
        }
    }

    [Fact]
    public async Task Members_ThePersonAddedTwiceAtOnce_IsAMemberOnce()
    {
        var (project, owner, _) = await _app.AddProjectAsync();
        var added = await _app.AddUserAsync("park", SystemRole.Analyst);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Projects.SetMemberAsync(owner, project.Id, added.UserId, ProjectRole.Editor, Token))));
        Assert.Single(await Projects.MembersAsync(owner, project.Id, Token), m => m.UserId == added.UserId);
    }

    [Fact]
    public async Task Create_TheSameFormTwice_MakesOneProject()
    {
        var (_, analyst, _) = await _app.AddProjectAsync();
        var form = new NewProject("Second purchases", "", "GBP", "UTC") { Id = Guid.CreateVersion7() };
        var both = await Task.WhenAll(Projects.CreateAsync(analyst, form, Token), Projects.CreateAsync(analyst, form, Token));
        Assert.Equal(both[0].Key, both[1].Key);
        Assert.Single(await Projects.ListAsync(analyst, "Second purchases", null, Token));
    }

    [Fact]
    public async Task Summary_TooLong_IsRefusedWhenMadeAndWhenChanged()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var summary = new string('x', 4001);
        Assert.Equal("field.too-long", (await Assert.ThrowsAsync<DomainRuleException>(() => Projects.CreateAsync(analyst, new NewProject("new", summary, "KRW", "Asia/Seoul"), Token))).Code);
        Assert.Equal("field.too-long", (await Assert.ThrowsAsync<DomainRuleException>(() => Projects.UpdateAsync(analyst, project.Id, project.Version, "old", summary, ProjectStatus.Active, Token))).Code);
    }

    [Fact]
    public async Task Candidates_AManager_IsUsuallyAReviewer()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        await _app.AddUserAsync("park", SystemRole.Manager);
        await _app.AddUserAsync("choi", SystemRole.Analyst);
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, "set"), Token);
        var people = await Projects.CandidatesAsync(analyst, project.Id, "", Token);
        Assert.Equal([("choi", ProjectRole.Editor), ("park", ProjectRole.Reviewer)], people.Select(p => (p.UserName, p.UsualRole)));
    }

    [Fact]
    public async Task Steps_BeforeGo_StepFiveIsOpenForData()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var steps = (await Projects.OpenAsync(analyst, project.Key, Token)).Steps;
        Assert.Equal(StepState.DataOnly, steps.Single(s => s.Step == ProblemStep.Analyze).State);
        Assert.Equal(StepState.Shut, steps.Single(s => s.Step == ProblemStep.Solutions).State);
    }

    [Fact]
    public async Task List_AfterTyping_PutsTheProjectWorkedOnLastFirst()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        await using var app = await TestApp.StartAsync(time);
        var kim = await app.AddUserAsync("kim", SystemRole.Analyst);
        var older = await app.Get<ProjectService>().CreateAsync(kim, new NewProject("older", "", "KRW", "Asia/Seoul"), Token);
        time.Advance(TimeSpan.FromHours(1));
        await app.Get<ProjectService>().CreateAsync(kim, new NewProject("newer", "", "KRW", "Asia/Seoul"), Token);
        time.Advance(TimeSpan.FromHours(1));
        await app.Get<WorksheetService>().SaveFieldAsync(kim, new FieldEdit(older.Id, SheetKind.Define, null, nameof(DefineSheet.Overview), "", "typed"), Token);

        var cards = await app.Get<ProjectService>().ListAsync(kim, null, null, Token);

        Assert.Equal(["older", "newer"], cards.Select(c => c.Project.Name));
    }

    [Fact]
    public async Task Open_AKeyThatDoesNotExist_IsDeniedToAnAdministratorToo()
    {
        var admin = await _app.AddUserAsync("admin", SystemRole.Admin);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Projects.OpenAsync(admin, "PS-404", Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _app.Get<Application.Reviews.ReviewService>().OpenAsync(admin, Guid.NewGuid(), Token));
    }
}
