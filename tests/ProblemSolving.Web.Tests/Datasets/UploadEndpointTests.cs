using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Endpoints;

namespace ProblemSolving.Web.Tests.Datasets;

/// <summary>The one address that takes large bodies: who may use it, and that it only takes them as a stream.</summary>
public sealed class UploadEndpointTests(WebApp app) : IClassFixture<WebApp>
{
    private const string Header = "RequestVerificationToken";
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_WithoutAToken_IsABadRequestWithASentence()
    {
        var (project, _, browser) = await StartAsync();
        var answer = await browser.PostAsync(Address(project), Body(Log), Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await ReadAsync(answer)).Sentence!);
    }

    [Fact]
    public async Task Upload_WithAForeignToken_IsABadRequest()
    {
        var (project, _, browser) = await StartAsync();
        browser.DefaultRequestHeaders.Add(Header, "made-up");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(Address(project), Body(Log), Token)).StatusCode);
    }

    [Fact]
    public async Task Upload_ByAStrangerToTheProgram_IsUnauthorized()
    {
        var (project, _, _) = await StartAsync();
        var answer = await app.Browser(from: "203.0.113.7").PostAsync(Address(project), Body(Log), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Upload_ToAnotherTeamsProject_IsForbidden()
    {
        var (project, owner, _) = await StartAsync();
        var (_, _, stranger) = await StartAsync();
        await TakeTokenAsync(stranger);
        var answer = await stranger.PostAsync(Address(project), Body(Log), Token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await app.Services.GetRequiredService<DatasetService>().ListAsync(owner, project.Id, Token));
    }

    [Fact]
    public async Task Upload_OfAnImage_GivesTheSentenceInTheLanguageOfTheRequest()
    {
        var (project, _, browser) = await StartAsync();
        await TakeTokenAsync(browser);
        browser.DefaultRequestHeaders.Remove("Accept-Language");
        browser.DefaultRequestHeaders.Add("Accept-Language", "ko");
        var answer = await browser.PostAsync(Address(project, "사진.png"), new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var sentence = (await ReadAsync(answer)).Sentence!;
        Assert.Contains("사진.png", sentence, StringComparison.Ordinal);
        Assert.Contains("PNG 파일", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_LargerThanOtherRequestsMayBe_ArrivesWhole()
    {
        var (project, owner, browser) = await StartAsync();
        await TakeTokenAsync(browser);
        var rows = string.Concat(Enumerable.Range(0, 150_000).Select(i => $"c{i % 5000},2026-01-{1 + (i % 28):00},{i % 90}.5\n"));
        var body = Body("customer,date,amount\n" + rows);
        var answer = await browser.PostAsync(Address(project, "큰 파일.csv"), body, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var version = (await app.Services.GetRequiredService<DatasetService>().GetAsync(owner, (await ReadAsync(answer)).VersionId!.Value, Token)).Version;
        Assert.Equal("큰 파일.csv", version.FileName);
        Assert.True(version.UploadBytes > 2 * 1024 * 1024);
        Assert.Equal(body.Headers.ContentLength, version.UploadBytes);
    }

    [Fact]
    public async Task Upload_IntoADataset_BecomesItsNextVersion()
    {
        var (project, owner, browser) = await StartAsync();
        await TakeTokenAsync(browser);
        var service = app.Services.GetRequiredService<DatasetService>();
        var first = (await service.GetAsync(owner, (await ReadAsync(await browser.PostAsync(Address(project), Body(Log), Token))).VersionId!.Value, Token)).Version;
        var answer = await ReadAsync(await browser.PostAsync(Address(project) + "&datasetId=" + first.DatasetId, Body(Log), Token));
        var second = (await service.GetAsync(owner, answer.VersionId!.Value, Token)).Version;
        Assert.Equal((first.DatasetId, 2), (second.DatasetId, second.Number));
    }

    private static string Address(Project project, string name = "log.csv") => $"{DatasetEndpoints.UploadPath(project.Id)}?name={Uri.EscapeDataString(name)}";

    private static ByteArrayContent Body(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task<UploadAnswer> ReadAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<UploadAnswer>(Token))!;

    private static async Task TakeTokenAsync(HttpClient browser) =>
        browser.DefaultRequestHeaders.Add(Header, WebApp.TokenOf(await browser.GetStringAsync("/account", Token)));

    private async Task<(Project Project, Actor Owner, HttpClient Browser)> StartAsync()
    {
        var name = "uploader" + Guid.NewGuid().ToString("N")[..8];
        await app.AddUserAsync(name, SystemRole.Analyst);
        var owner = await OwnerAsync(name);
        var project = await app.Services.GetRequiredService<ProjectService>().CreateAsync(owner, new NewProject(name, "", "KRW", "Asia/Seoul"), Token);
        return (project, owner, await app.SignedInAsync(name));
    }

    private async Task<Actor> OwnerAsync(string name)
    {
        await using var db = await app.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Data.AppDbContext>>().CreateDbContextAsync(Token);
        return new Actor(db.Users.Single(u => u.UserName == name).Id);
    }
}
