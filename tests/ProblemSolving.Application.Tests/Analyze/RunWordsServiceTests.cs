using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Analyze;

/// <summary>Two people who say something about the same run.</summary>
public sealed class RunWordsServiceTests : IAsyncLifetime
{
    private static readonly RunWords s_empty = new("", "");
    private TestApp _app = null!;
    private Actor _analyst;
    private Guid _run;

    private RunWordsService Words => _app.Get<RunWordsService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (var project, _analyst, _) = await _app.AddProjectAsync();
        await _app.StartJobsAsync();
        var version = await _app.ImportTextAsync(_analyst, project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        var run = new AnalysisRun { Id = Guid.CreateVersion7(), ProjectId = project.Id, DatasetVersionId = version, AuthorId = _analyst.UserId };
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        db.Runs.Add(run);
        await db.SaveChangesAsync(Token);
        _run = run.Id;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Save_TheSamePartByTwo_TellsTheSecondAndOverwritesNothing()
    {
        Assert.Null(await Words.SaveAsync(_analyst, _run, s_empty, new RunWords("", "first"), Token));
        Assert.Equal(new RunWords("", "first"), await Words.SaveAsync(_analyst, _run, s_empty, new RunWords("", "second"), Token));
        Assert.Equal(new RunWords("", "first"), await Words.ReadAsync(_analyst, _run, Token));
        Assert.Null(await Words.SaveAsync(_analyst, _run, new RunWords("", "first"), new RunWords("", "second"), Token));   // seen, and meant
        Assert.Equal(new RunWords("", "second"), await Words.ReadAsync(_analyst, _run, Token));
    }

    [Fact]
    public async Task Save_DifferentPartsByTwo_KeepsBoth()
    {
        Assert.Null(await Words.SaveAsync(_analyst, _run, s_empty, new RunWords("", "a conclusion"), Token));
        Assert.Null(await Words.SaveAsync(_analyst, _run, s_empty, new RunWords("a note", ""), Token));
        Assert.Equal(new RunWords("a note", "a conclusion"), await Words.ReadAsync(_analyst, _run, Token));
    }

    [Fact]
    public async Task Save_ManyAtOnce_LetsOneThroughAndLeavesOneTrailRowForIt()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Words.SaveAsync(_analyst, _run, s_empty, new RunWords("", "text " + i), Token))));
        Assert.Single(answers, a => a is null);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        Assert.Single(await db.Audit.Where(a => a.RowId == _run && a.Field == nameof(RunWords.Conclusion)).ToListAsync(Token));
    }

    [Fact]
    public async Task Save_TooLong_IsRefused()
    {
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Words.SaveAsync(_analyst, _run, s_empty, new RunWords(new string('a', 4001), ""), Token));
        Assert.Equal("field.too-long", rule.Code);
    }
}
