using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>What a start deletes in the scratch folder: all of it where this program is alone, what nobody can be working on where others may run.</summary>
public abstract class ScratchSweepTests(string? postgres) : JobTests
{
    protected override Task<TestApp> StartAsync() => TestApp.StartAsync(postgresServer: postgres);

    [Fact]
    public async Task Start_WithScratchOfAnHourAgo_SparesItWhereAnotherProgramMayUseIt()
    {
        var temp = App.Get<DataDirectory>().Temp;
        await MakeAsync(temp, "a", TimeSpan.FromHours(1));
        await MakeAsync(temp, "b", TimeSpan.FromDays(2));

        var sweep = ActivatorUtilities.CreateInstance<StartSweep>(App.Services);
        await sweep.StartAsync(Token);

        string[] kept = postgres is null ? ["keep-a", "keep-b"] : ["duck-a", "import-a.csv", "keep-a", "keep-b", "list-a.xlsx"];
        Assert.Equal(kept, Directory.EnumerateFileSystemEntries(temp).Select(Path.GetFileName).Where(n => n!.Contains("-a", StringComparison.Ordinal) || n.Contains("-b", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        await sweep.StopAsync(Token);
    }

    private static async Task MakeAsync(string temp, string name, TimeSpan age)
    {
        var at = TimeProvider.System.GetUtcNow().UtcDateTime - age;
        foreach (var file in new[] { $"import-{name}.csv", $"list-{name}.xlsx", $"keep-{name}" })
        {
            await File.WriteAllTextAsync(Path.Combine(temp, file), "x", Token);
            File.SetLastWriteTimeUtc(Path.Combine(temp, file), at);
        }

        var folder = Directory.CreateDirectory(Path.Combine(temp, $"duck-{name}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "spill"), "x", Token);
        File.SetLastWriteTimeUtc(Path.Combine(folder, "spill"), at);
        Directory.SetLastWriteTimeUtc(folder, at);
    }
}

public sealed class SqliteScratchSweepTests() : ScratchSweepTests(null);

public sealed class PostgresScratchSweepTests() : ScratchSweepTests(Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES"))
{
    public override async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES") is null)
            Assert.Skip("PROBLEMSOLVING_TEST_POSTGRES is not set: no PostgreSQL server to test on.");
        await base.InitializeAsync();
    }
}
