using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Prioritize;

public sealed class RankOrderServiceTests : IAsyncLifetime
{
    private readonly Meddler _meddler = new();
    private readonly List<Guid> _ids = [];
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private RankOrderService Orders => _app.Get<RankOrderService>();

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(more: _meddler.Join);
        (_project, _analyst, _) = await _app.AddGoProjectAsync();
        foreach (var days in new[] { 5, 10, 15, 20 })
        {
            var id = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
            await SaveAsync(id, nameof(SolutionOption.Name), "", $"d{days}");
            await SaveAsync(id, nameof(SolutionOption.DaysToFirstResult), "", $"{days}");
            _ids.Add(id);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Move_ThatTouchesTwoOptions_IsToldOnceAndLeavesOneRowForEachField()
    {
        await Orders.MoveAsync(_analyst, _project.Id, _ids[3], 1, Token);
        var told = 0;
        using var feed = _app.Get<ProjectFeed>().Subscribe(_project.Id, _ => told++);
        await Orders.MoveAsync(_analyst, _project.Id, _ids[2], 1, Token);
        Assert.Equal(["d15", "d20", "d5", "d10"], await NamesAsync());
        Assert.Equal(1, told);
        Assert.Equal([("", "1"), ("", "1"), ("1", "2")], await TrailAsync(nameof(SolutionOption.ManualRank)));
    }

    [Fact]
    public async Task Move_BackToTheComputedPlace_TakesTheReasonAlong()
    {
        await Orders.MoveAsync(_analyst, _project.Id, _ids[3], 1, Token);
        await SaveAsync(_ids[3], nameof(SolutionOption.RankReason), "", "booked");
        await Orders.MoveAsync(_analyst, _project.Id, _ids[3], 4, Token);
        Assert.All((await ReadAsync()).Options, o => Assert.Equal((null, ""), (o.ManualRank, o.RankReason)));
        Assert.Contains(("booked", ""), await TrailAsync(nameof(SolutionOption.RankReason)));
    }

    [Fact]
    public async Task Reset_SeveralPlacesByHand_BringsTheComputedOrderBackAtOnce()
    {
        await Orders.MoveAsync(_analyst, _project.Id, _ids[3], 1, Token);
        await Orders.MoveAsync(_analyst, _project.Id, _ids[0], 3, Token);
        var told = 0;
        using var feed = _app.Get<ProjectFeed>().Subscribe(_project.Id, _ => told++);
        await Orders.ResetAsync(_analyst, _project.Id, Token);
        Assert.Equal(["d5", "d10", "d15", "d20"], await NamesAsync());
        Assert.All((await ReadAsync()).Options, o => Assert.Null(o.ManualRank));
        Assert.Equal(1, told);
    }

    [Fact]   // the earlier move touches other rows only: without one token for the whole order both would be saved half
    public async Task Move_WhileSomebodyElseMoves_IsMadeInTheOrderTheOtherLeft()
    {
        _meddler.BeforeSaving(() => Orders.MoveAsync(_analyst, _project.Id, _ids[2], 1, Token));
        await Orders.MoveAsync(_analyst, _project.Id, _ids[3], 1, Token);
        Assert.Equal(["d20", "d15", "d5", "d10"], await NamesAsync());
        Assert.Equal([1m, 2m], (await ReadAsync()).Options.Select(o => o.ManualRank).OfType<decimal>().Order());
    }

    [Fact]
    public async Task Move_WhenOthersNeverStop_SaysSo()
    {
        Task AgainAsync()
        {
            _meddler.BeforeSaving(AgainAsync);
            return OtherAsync();
        }

        _meddler.BeforeSaving(AgainAsync);
        var problem = await Assert.ThrowsAsync<DomainRuleException>(() => Orders.MoveAsync(_analyst, _project.Id, _ids[3], 1, Token));
        Assert.Equal("prioritize.order-changed", problem.Code);
    }

    [Fact]
    public async Task Move_BeforeGoOrOfAnotherProjectsOption_IsRefused()
    {
        var (other, analyst, _) = await _app.AddProjectAsync();
        Assert.Equal("step.shut.not-submitted", (await Assert.ThrowsAsync<DomainRuleException>(() => Orders.MoveAsync(analyst, other.Id, _ids[0], 1, Token))).Code);
        Assert.Equal("row.gone", (await Assert.ThrowsAsync<DomainRuleException>(() => Orders.MoveAsync(_analyst, _project.Id, Guid.NewGuid(), 1, Token))).Code);
    }

    // Another person's saving, seen from the database only.
    private async Task OtherAsync()
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        await db.PrioritizeSheets.Where(s => s.ProjectId == _project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, p => p.Version + 1), Token);
    }

    private async Task<ProjectSnapshot> ReadAsync() => await Sheets.ReadAsync(_analyst, _project.Id, Token);

    private async Task<IEnumerable<string>> NamesAsync() => (await ReadAsync()).Ranking.Select(r => r.Option.Name);

    private async Task<List<(string Old, string New)>> TrailAsync(string field)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var rows = await db.Audit.AsNoTracking().Where(a => a.ProjectId == _project.Id && a.Field == field).OrderBy(a => a.Id).ToListAsync(Token);
        return rows.ConvertAll(r => (r.OldValue ?? "", r.NewValue ?? ""));
    }

    private async Task SaveAsync(Guid row, string field, string from, string to) =>
        Assert.IsType<FieldResult.Saved>(await Sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.Solution, row, field, from, to), Token));
}
