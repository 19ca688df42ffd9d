using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Audit;
using ProblemSolving.Domain.Audit;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Audit;

public sealed class AuditCheckTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Run_AfterAProjectWasWorkedOn_IsIntact()
    {
        await _app.AddProjectAsync();
        var result = await _app.Get<AuditCheck>().RunAsync(null, Token);
        Assert.True(result.IsIntact);
        Assert.True(result.Rows >= 2);
    }

    [Fact]
    public async Task Run_RowForgedByTheOwnerOfTheFile_NamesIt()
    {
        await _app.AddProjectAsync();
        await OwnerAsync("UPDATE Audit SET NewValue = 'forged' WHERE Sequence = 2");
        var result = await _app.Get<AuditCheck>().RunAsync(null, Token);
        Assert.Equal((2L, AuditBreakKind.Changed), (result.Break!.Sequence, result.Break.Kind));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public async Task Run_RowSlippedInBeforeTheFirst_IsFound(string sequence)
    {
        await _app.AddProjectAsync();
        await OwnerAsync($"INSERT INTO Audit (Subject, Field, UserId, AtUtc, Sequence, Hash) SELECT Subject, Field, UserId, AtUtc, {sequence}, Hash FROM Audit WHERE Sequence = 1");
        Assert.False((await _app.Get<AuditCheck>().RunAsync(null, Token)).IsIntact);
    }

    [Fact]
    public async Task Run_RowsCutOffAtTheEnd_OnlyTheNotedHashShowsIt()
    {
        await _app.AddProjectAsync();
        var noted = (await _app.Get<AuditCheck>().RunAsync(null, Token)).Head;
        await OwnerAsync("DELETE FROM Audit WHERE Sequence = (SELECT MAX(Sequence) FROM Audit)");
        Assert.True((await _app.Get<AuditCheck>().RunAsync(null, Token)).IsIntact);
        Assert.False((await _app.Get<AuditCheck>().RunAsync(noted, Token)).IsIntact);
    }

    [Fact]
    public async Task Run_HashNotedEarlier_IsFoundAfterMoreWork()
    {
        await _app.AddProjectAsync();
        var noted = (await _app.Get<AuditCheck>().RunAsync(null, Token)).Head;
        await _app.AddProjectAsync("another");
        Assert.True((await _app.Get<AuditCheck>().RunAsync(noted, Token)).IsIntact);
    }

    private async Task OwnerAsync(string sql)
    {
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER Audit_no_update; DROP TRIGGER Audit_no_delete", Token);
        await db.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
