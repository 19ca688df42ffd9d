using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Web.Endpoints;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>The kept answer of a query as a file: for its project only, readable in a spreadsheet, harmless there, and plain about what is missing.</summary>
public sealed class AnswerDownloadTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_OfAKeptQuery_IsForItsProjectOnlyAndNoFormulas()
    {
        var (owner, browser) = await PersonAsync();
        var run = await RunAsync(owner, "SELECT customer AS \"고객\", -1.50 AS amount, '=1+1' AS \"=note\", NULL AS nothing FROM purchases ORDER BY customer");
        var answer = await browser.GetAsync(AnalysisEndpoints.AnswerPath(run), Token);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("log - query.csv", answer.Content.Headers.ContentDisposition!.FileNameStar);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("고객,amount,'=note,nothing\r\nc1,-1.50,'=1+1,\r\nc2,-1.50,'=1+1,\r\n", Encoding.UTF8.GetString(bytes[3..]));

        var (_, stranger) = await PersonAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(AnalysisEndpoints.AnswerPath(run), Token)).StatusCode);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<Data.AppDbContext>>().CreateDbContextAsync(Token);
        Assert.Equal(owner.UserId, (await db.Audit.SingleAsync(a => a.RowId == run && a.Field == "AnswerDownloaded", Token)).UserId);
        Assert.True(Application.Texts.TextCatalog.Default.Has("field.Run.AnswerDownloaded"));
    }

    [Fact]
    public async Task Answer_CutAtTheLimit_SaysSoInItsName()
    {
        var (owner, browser) = await PersonAsync();
        var run = await RunAsync(owner, "SELECT x FROM purchases, range(2000) t(x)");
        var answer = await browser.GetAsync(AnalysisEndpoints.AnswerPath(run), Token);
        Assert.Equal("log - query - cut after 1,000 rows.csv", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(QueryParameters.MostRows + 1, (await answer.Content.ReadAsStringAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Answer_OfARunThatIsNoQuery_IsNotFound()
    {
        var (owner, browser) = await PersonAsync();
        var version = await VersionAsync(owner);
        var run = await app.Services.GetRequiredService<AnalysisService>().ExploreAsync(owner, version, RepurchaseParameters.Default, Token);
        await FinishAsync(owner, run);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(AnalysisEndpoints.AnswerPath(run), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(AnalysisEndpoints.AnswerPath(Guid.NewGuid()), Token)).StatusCode);
    }

    private async Task<Guid> RunAsync(Actor owner, string sql)
    {
        var run = await app.Services.GetRequiredService<AnalysisService>().QueryAsync(owner, await VersionAsync(owner), new QueryParameters(sql), Token);
        Assert.Equal(RunState.Succeeded, await FinishAsync(owner, run));
        return run;
    }

    private async Task<RunState> FinishAsync(Actor owner, Guid run)
    {
        var state = RunState.Queued;
        for (var i = 0; i < 600 && state is RunState.Queued or RunState.Running; i++)
        {
            await Task.Delay(100, Token);
            state = (await app.Services.GetRequiredService<AnalysisService>().GetAsync(owner, run, Token)).Run.State;
        }

        return state;
    }

    private async Task<Guid> VersionAsync(Actor owner)
    {
        var project = await app.Services.GetRequiredService<ProjectService>().CreateAsync(owner, new NewProject("Answers", "", "KRW", "Asia/Seoul"), Token);
        var datasets = app.Services.GetRequiredService<DatasetService>();
        var version = await datasets.UploadAsync(owner, project.Id, null, "log.csv", new MemoryStream("customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,5\n"u8.ToArray()), Token);
        var preview = await datasets.PreviewAsync(owner, version, FileFormatChoice.Detect, [], Token);
        await datasets.ImportAsync(owner, version, preview.ToPlan(), PurchaseRules.KeepAll, Token);
        for (var i = 0; i < 600 && (await datasets.GetAsync(owner, version, Token)).Version.State == DatasetState.Importing; i++)
            await Task.Delay(100, Token);
        return version;
    }

    private async Task<(Actor Owner, HttpClient Browser)> PersonAsync()
    {
        var name = "asker" + Guid.NewGuid().ToString("N")[..8];
        await app.AddUserAsync(name, SystemRole.Analyst);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<Data.AppDbContext>>().CreateDbContextAsync(Token);
        return (new Actor(db.Users.Single(u => u.UserName == name).Id), await app.SignedInAsync(name));
    }
}
