using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Projects;

public sealed class SampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_ThatFailsOnTheWay_LeavesNoProjectAndTakesOverNobody()
    {
        // Uploads of more than a kilobyte are refused, so that the sample fails at its purchase log.
        await using var app = await TestApp.StartAsync(more: s => s.AddSingleton(DatasetLimits.Default with { FileBytes = 1024 }));
        var analyst = await app.AddUserAsync("kim", SystemRole.Analyst);
        var person = await app.AddUserAsync("sample-manager", SystemRole.Manager);
        await using (var db = await app.Contexts.CreateDbContextAsync(Token))
            await db.Users.Where(u => u.Id == person.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, "a real one"), Token);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var rule = await Assert.ThrowsAsync<DomainRuleException>(() => app.Get<ISampleProject>().LoadAsync(analyst, Token));
            Assert.Equal("dataset.too-large", rule.Code);
        }

        Assert.Empty(await app.Get<ProjectService>().ListAsync(analyst, null, null, Token));
        await using var after = await app.Contexts.CreateDbContextAsync(Token);
        Assert.False(await after.Members.AnyAsync(Token));
        Assert.False(await after.DefineSheets.AnyAsync(Token));
        Assert.False(await after.Audit.AnyAsync(a => a.UserId == person.UserId, Token));
        Assert.Equal(["sample-manager", "sample-manager-2"], await after.Users.Where(u => u.UserName!.StartsWith("sample-manager")).Select(u => u.UserName).Order().ToListAsync(Token));
    }
}
