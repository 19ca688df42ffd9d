using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

/// <summary>A packet holds the project as it was at one moment, whoever writes while it is put together.</summary>
public abstract class PacketMomentTests(string? postgres) : IAsyncLifetime
{
    private readonly Meddler _meddler = new();
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(postgresServer: postgres, more: _meddler.Join);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]   // the damage of before stood beside a line of afterwards
    [InlineData("EffectLines")]
    [InlineData("CausalLinks")]
    [InlineData("EvidencePins")]
    public async Task Submit_WhileSomebodyWrites_FreezesAllOfBeforeOrAllOfAfter(string before)
    {
        var (project, analyst, _) = await _app.AddReadyProjectAsync();
        _meddler.BeforeReading(before, async () =>
        {
            await using var db = await _app.Contexts.CreateDbContextAsync(Token);
            await db.DefineSheets.Where(s => s.ProjectId == project.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.DamageAmount, 1m), Token);
            await db.EffectLines.Where(l => l.ProjectId == project.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.Population, 1m), Token);
            await db.DamageInputs.AddAsync(new DamageInput { Id = Guid.NewGuid(), ProjectId = project.Id, Label = "written meanwhile" }, Token);
            await db.SaveChangesAsync(Token);
        });
        var review = await _app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var packet = (await _app.Get<ReviewService>().OpenAsync(analyst, review, Token)).Packet;
        Assert.Equal((50_000_000m, 1250m, 0), (packet.Define.DamageAmount, packet.EffectLines.Single().Population, packet.DamageInputs!.Count));
    }

    [Fact]
    public async Task Open_WhileSomebodyWrites_ShowsAllOfBeforeOrAllOfAfter()
    {
        var (project, analyst, _) = await _app.AddReadyProjectAsync();
        _meddler.BeforeReading("EffectLines", async () =>
        {
            await using var db = await _app.Contexts.CreateDbContextAsync(Token);
            await db.DefineSheets.Where(s => s.ProjectId == project.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.DamageAmount, 1m), Token);
            await db.EffectLines.Where(l => l.ProjectId == project.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.Population, 1m), Token);
        });
        var first = (await _app.Get<ProjectService>().OpenAsync(analyst, project.Key, Token)).Snapshot;
        Assert.Equal((50_000_000m, 1250m), (first.Define.DamageAmount, first.EffectLines.Single().Population));
        var then = (await _app.Get<ProjectService>().OpenAsync(analyst, project.Key, Token)).Snapshot;
        Assert.Equal((1m, 1m), (then.Define.DamageAmount, then.EffectLines.Single().Population));
    }

    [Fact]   // what is put together must not shut anybody out, and nobody's writing may stop it
    public async Task Submit_WhileSomebodySavesAField_BothAreDone()
    {
        var (project, analyst, _) = await _app.AddReadyProjectAsync();
        _meddler.BeforeReading("CauseNotes", () => _app.AmendAsync(project, analyst));
        var review = await _app.Get<ReviewService>().SubmitAsync(analyst, project.Id, Gate.Effects, null, Token);
        var view = await _app.Get<ReviewService>().OpenAsync(analyst, review, Token);
        Assert.Equal("lost margin", view.Packet.Define.DamageText);
        Assert.Equal("lost margin and more", (await _app.Get<WorksheetService>().ReadAsync(analyst, project.Id, Token)).Define.DamageText);
    }
}

public sealed class SqlitePacketMomentTests() : PacketMomentTests(null);

public sealed class PostgresPacketMomentTests() : PacketMomentTests(Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES"))
{
    public override async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES") is null)
            Assert.Skip("PROBLEMSOLVING_TEST_POSTGRES is not set: no PostgreSQL server to test on.");
        await base.InitializeAsync();
    }
}
