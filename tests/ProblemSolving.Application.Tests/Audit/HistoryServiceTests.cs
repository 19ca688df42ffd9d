using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Audit;

public sealed class HistoryServiceTests : IAsyncLifetime
{
    private TestApp _app = null!;
    private Actor _analyst;
    private Project _project = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _) = await _app.AddGoProjectAsync();
        await _app.AmendAsync(_project, _analyst);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]   // a long text is saved at every pause: cut in the middle it would show a half-written text as the one before
    public async Task List_OfATextTypedInManySaves_IsOneRowFromTheFirstTextToTheLast()
    {
        await SaveAsync(nameof(EffectsSheet.NextTest), "the one before");
        for (var length = 1; length <= 30; length++)
            await SaveAsync(nameof(EffectsSheet.KillCriteria), new string('x', length));
        await SaveAsync(nameof(EffectsSheet.NextTest), "the one after");

        var page = await _app.Get<HistoryService>().ListAsync(_analyst, _project.Id, ProblemStep.Effects, 2, Token);

        Assert.True(page.HasMore);
        Assert.Equal([nameof(EffectsSheet.NextTest), nameof(EffectsSheet.KillCriteria)], page.Rows.Select(r => r.Field));
        Assert.Equal(_killBefore, page.Rows[1].OldValue);
        Assert.Equal(new string('x', 30), page.Rows[1].NewValue);
    }

    [Fact]
    public async Task List_OfAll_HasNoMore()
    {
        var page = await _app.Get<HistoryService>().ListAsync(_analyst, _project.Id, ProblemStep.Effects, HistoryService.Most, Token);
        Assert.False(page.HasMore);
        Assert.NotEmpty(page.Rows);
    }

    [Fact]   // “Fastest first → Fastest first”
    public async Task List_OfAValueChangedAndChangedBack_LeavesItOut()
    {
        await SaveAsync(nameof(EffectsSheet.NextTest), "tried for a moment");
        await SaveAsync(nameof(EffectsSheet.NextTest), "");
        var page = await _app.Get<HistoryService>().ListAsync(_analyst, _project.Id, ProblemStep.Effects, HistoryService.Most, Token);
        Assert.DoesNotContain(page.Rows, r => r.Field == nameof(EffectsSheet.NextTest));
    }

    [Fact]   // “3 → 3”
    public async Task Save_OfTheSameNumberInOtherDigits_WritesNothing()
    {
        await SaveAsync(nameof(EffectsSheet.HorizonMonths), "18");
        var before = await CountAsync();
        await SaveAsync(nameof(EffectsSheet.HorizonMonths), "18.0");
        Assert.Equal(before, await CountAsync());
    }

    [Fact]   // three options on three criteria filled nine lines
    public async Task List_OfOnePersonsScoring_IsOneRowThatCounts()
    {
        var scores = _app.Get<TeamScoreService>();
        for (var option = 0; option < 2; option++)
        {
            var id = await _app.Get<WorksheetService>().AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
            foreach (var criterion in Enum.GetValues<ScoreCriterion>())
                await scores.ScoreAsync(_analyst, _project.Id, id, criterion, 4, Token);
        }

        var row = Assert.Single((await _app.Get<HistoryService>().ListAsync(_analyst, _project.Id, ProblemStep.Prioritize, HistoryService.Most, Token)).Rows, r => r.Subject == "TeamScore");
        Assert.Equal((6, (Guid?)null), (row.Times, row.RowId));
    }

    private async Task<int> CountAsync()
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        return await db.Audit.CountAsync(a => a.ProjectId == _project.Id, Token);
    }

    private string? _killBefore;

    private async Task SaveAsync(string field, string text)
    {
        var sheets = _app.Get<WorksheetService>();
        var effects = (await sheets.ReadAsync(_analyst, _project.Id, Token)).Effects;
        var before = WorksheetFields.Get(SheetKind.Effects, field).Read(effects);
        if (field == nameof(EffectsSheet.KillCriteria))
            _killBefore ??= before;
        await sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Effects, null, field, before, text), Token);
    }
}
