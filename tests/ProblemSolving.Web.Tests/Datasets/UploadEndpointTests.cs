using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Endpoints;

namespace ProblemSolving.Web.Tests.Datasets;

/// <summary>The addresses that take files in pieces: who may use them, and that they only take them as a stream.</summary>
public sealed class UploadEndpointTests(WebApp app) : IClassFixture<WebApp>
{
    private const string Header = "RequestVerificationToken";
    private const string Log = "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Piece_WithoutAToken_IsABadRequestWithASentence()
    {
        var (project, owner, browser) = await StartAsync();
        var place = await OpenAsync(owner, project, Log);
        var answer = await PieceAsync(browser, place, 0, Log);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await ReadAsync(answer)).Sentence!);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(DatasetEndpoints.FinishPath(place.Id), null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.DeleteAsync(DatasetEndpoints.UploadPath(place.Id), Token)).StatusCode);
    }

    [Fact]
    public async Task Piece_WithAForeignToken_IsABadRequest()
    {
        var (project, owner, browser) = await StartAsync();
        browser.DefaultRequestHeaders.Add(Header, "made-up");
        Assert.Equal(HttpStatusCode.BadRequest, (await PieceAsync(browser, await OpenAsync(owner, project, Log), 0, Log)).StatusCode);
    }

    [Fact]
    public async Task Piece_ByAStrangerToTheProgram_IsUnauthorized()
    {
        var (project, owner, _) = await StartAsync();
        var answer = await PieceAsync(app.Browser(from: "203.0.113.7"), await OpenAsync(owner, project, Log), 0, Log);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Upload_OfSomebodyElse_IsForbiddenInEveryWay()
    {
        var (project, owner, _) = await StartAsync();
        var place = await OpenAsync(owner, project, Log);
        var (_, _, stranger) = await StartAsync();
        await TakeTokenAsync(stranger);
        Assert.Equal(HttpStatusCode.Forbidden, (await PieceAsync(stranger, place, 0, Log)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(DatasetEndpoints.UploadPath(place.Id), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsync(DatasetEndpoints.FinishPath(place.Id), null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.DeleteAsync(DatasetEndpoints.UploadPath(place.Id), Token)).StatusCode);
        Assert.Equal(0, (await app.Services.GetRequiredService<UploadService>().PlaceAsync(owner, place.Id, Token)).Offset);
    }

    [Fact]
    public async Task Upload_OfAnImage_GivesTheSentenceInTheLanguageOfTheRequest()
    {
        var (project, owner, browser) = await StartAsync();
        await TakeTokenAsync(browser);
        browser.DefaultRequestHeaders.Remove("Accept-Language");
        browser.DefaultRequestHeaders.Add("Accept-Language", "ko");
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        var place = await Uploads.OpenAsync(owner, project.Id, null, "사진.png", picture.Length, "", Token);
        await PieceAsync(browser, place, 0, picture);
        var answer = await browser.PostAsync(DatasetEndpoints.FinishPath(place.Id), null, Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var sentence = (await ReadAsync(answer)).Sentence!;
        Assert.Contains("사진.png", sentence, StringComparison.Ordinal);
        Assert.Contains("PNG 파일", sentence, StringComparison.Ordinal);
        Assert.Empty(await Uploads.WaitingAsync(owner, project.Id, Token));
    }

    [Fact]
    public async Task Upload_InPieces_ArrivesWholeAndIsAskedForWhereItStands()
    {
        var (project, owner, browser) = await StartAsync();
        await TakeTokenAsync(browser);
        var rows = string.Concat(Enumerable.Range(0, 500_000).Select(i => $"c{i % 5000},2026-01-{1 + (i % 28):00},{i % 90}.5\n"));
        var bytes = System.Text.Encoding.UTF8.GetBytes("customer,date,amount\n" + rows);
        Assert.True(bytes.Length > UploadService.PieceBytes);
        var place = await Uploads.OpenAsync(owner, project.Id, null, "큰 파일.csv", bytes.Length, "", Token);
        Assert.Equal(HttpStatusCode.OK, (await PieceAsync(browser, place, 0, bytes[..UploadService.PieceBytes])).StatusCode);
        var again = await PieceAsync(browser, place, 0, bytes[..1000]);
        Assert.Equal((HttpStatusCode.Conflict, UploadService.PieceBytes), (again.StatusCode, (await ReadAsync(again)).Offset));
        Assert.Equal(UploadService.PieceBytes, (await ReadAsync(await browser.GetAsync(DatasetEndpoints.UploadPath(place.Id), Token))).Offset);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync(DatasetEndpoints.FinishPath(place.Id), null, Token)).StatusCode);
        await PieceAsync(browser, place, UploadService.PieceBytes, bytes[UploadService.PieceBytes..]);
        var answer = await ReadAsync(await browser.PostAsync(DatasetEndpoints.FinishPath(place.Id), null, Token));
        var version = (await app.Services.GetRequiredService<DatasetService>().GetAsync(owner, answer.VersionId!.Value, Token)).Version;
        Assert.Equal(("큰 파일.csv", bytes.Length), (version.FileName, version.UploadBytes));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), version.UploadSha256);
    }

    [Fact]
    public async Task Piece_LargerThanAPiece_IsRefused()
    {
        var (project, owner, browser) = await StartAsync();
        await TakeTokenAsync(browser);
        var place = await Uploads.OpenAsync(owner, project.Id, null, "a.csv", 20L << 20, "", Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PieceAsync(browser, place, 0, new byte[UploadService.PieceBytes + 1])).StatusCode);
    }

    [Fact]
    public async Task Faults_OfAVersion_AreForItsProjectOnlyAndNoFormulas()
    {
        var (project, owner, browser) = await StartAsync();
        var datasets = app.Services.GetRequiredService<DatasetService>();
        var version = await datasets.UploadAsync(owner, project.Id, null, "log.csv", new MemoryStream("customer,date,amount\nc1,2026-01-01,=1+1\nc2,2026-01-02,5\n"u8.ToArray()), Token);
        var preview = await datasets.PreviewAsync(owner, version, FileFormatChoice.Detect, [new ColumnChoice(2, Type: ColumnType.Integer)], Token);
        await datasets.ImportAsync(owner, version, preview.ToPlan() with { MaximumFaultShare = 1 }, PurchaseRules.KeepAll, Token);
        for (var i = 0; i < 200 && (await datasets.GetAsync(owner, version, Token)).Version.State == DatasetState.Importing; i++)
            await Task.Delay(100, Token);

        var answer = await browser.GetAsync(DatasetEndpoints.FaultsPath(version), Token);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("2,amount,'=1+1,", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var (_, _, stranger) = await StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(DatasetEndpoints.FaultsPath(version), Token)).StatusCode);
    }

    private UploadService Uploads => app.Services.GetRequiredService<UploadService>();

    private Task<UploadPlace> OpenAsync(Actor owner, Project project, string text) => Uploads.OpenAsync(owner, project.Id, null, "log.csv", text.Length, "", Token);

    private static Task<HttpResponseMessage> PieceAsync(HttpClient browser, UploadPlace place, long offset, string text) => PieceAsync(browser, place, offset, System.Text.Encoding.UTF8.GetBytes(text));

    private static Task<HttpResponseMessage> PieceAsync(HttpClient browser, UploadPlace place, long offset, byte[] bytes) =>
        browser.PutAsync($"{DatasetEndpoints.UploadPath(place.Id)}?offset={offset}", new ByteArrayContent(bytes), Token);

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
