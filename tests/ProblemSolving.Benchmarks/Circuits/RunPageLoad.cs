using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Sample;
using Quartz;

namespace ProblemSolving.Benchmarks.Circuits;

/// <summary>
/// The page of a computed run, opened over HTTP and as a circuit against the real program: when the first numbers are there, and how
/// many bytes the page takes. The answer of the profile page, which computes nothing, is the denominator in the same run.
/// </summary>
internal static class RunPageLoad
{
    private const int Rounds = 7;
    private const int TargetMilliseconds = 300;
    private const int TargetBytes = 300_000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    // what holds numbers: tiles, tables, and a figure, whose numbers come with the circuit
    private static readonly string[] Numbers = ["ps-tiles", "ps-table", "ps-list-table", "ps-figure"];

    /// <param name="log">A purchase log; null for the one of the worked example.</param>
    public static async Task<int> RunAsync(string? log)
    {
        var folder = Directory.CreateTempSubdirectory("problem-solving-page-").FullName;
        var address = ServedProgram.FreeAddress();
        try
        {
            var path = await PrepareAsync(folder, log);
            using var server = ServedProgram.Start(folder, address);
            try
            {
                await ServedProgram.AnswersAsync(address);
                var cookies = new CookieContainer();
                using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };
                http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
                using var plain = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };
                await ServedProgram.SignInAsync(plain);
                var signIn = (await Task.WhenAll(Enumerable.Range(0, Rounds).Select(_ => FetchAsync(http, new Uri(address, "/account"))))).Min(f => f.Milliseconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rounds} times each; the profile page, which computes nothing, answers in {signIn:F0} ms"));
                Console.WriteLine("| page | first numbers ms, best and worst | packed HTML KB | rendered by the circuit KB | in all KB |");
                Console.WriteLine("|---|---|---|---|---|");
                var good = true;
                foreach (var page in await PagesAsync(http, address, path))
                    good &= await MeasureAsync(http, cookies, page);
                return good ? 0 : 1;
            }
            finally
            {
                server.Kill(entireProcessTree: true);
                await server.WaitForExitAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The page itself and the parts that it links to.
    private static async Task<List<Uri>> PagesAsync(HttpClient http, Uri address, string path)
    {
        var first = new Uri(address, path);
        var (html, _, _) = await FetchAsync(http, first);
        var links = System.Text.RegularExpressions.Regex.Matches(html, "href=\"([^\"]*[?&;]part=[^\"]*)\"").Select(m => new Uri(first, WebUtility.HtmlDecode(m.Groups[1].Value))).Distinct();
        return [first, .. links];
    }

    private static async Task<bool> MeasureAsync(HttpClient http, CookieContainer cookies, Uri page)
    {
        var times = new List<double>();
        long packed = 0, rendered = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var (html, bytes, milliseconds) = await FetchAsync(http, page);
            if (!Numbers.Any(n => html.Contains(n, StringComparison.Ordinal)))
                throw new InvalidOperationException($"{page} has no numbers in its HTML.");
            times.Add(milliseconds);
            packed = Math.Max(packed, bytes);
            await using var circuit = await Circuit.BeginAsync(html, cookies, page, CancellationToken.None);
            var limit = Stopwatch.StartNew();
            while ((circuit.RenderedBytes == 0 || Stopwatch.GetElapsedTime(circuit.RenderedAt) < Rest) && limit.Elapsed < TimeSpan.FromSeconds(15))
                await Task.Delay(50);
            if (circuit.Problem is { } problem)
                throw new InvalidOperationException($"{page}: {problem}");
            rendered = Math.Max(rendered, circuit.RenderedBytes);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {page.Query.TrimStart('?')} | {times.Min():F0} – {times.Max():F0} | {packed / 1e3:F0} | {rendered / 1e3:F0} | {(packed + rendered) / 1e3:F0} |"));
        return times.Max() <= TargetMilliseconds && packed + rendered <= TargetBytes;
    }

    private static async Task<(string Html, long Bytes, double Milliseconds)> FetchAsync(HttpClient http, Uri page)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await http.GetAsync(page);
        answer.EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        using var packed = new MemoryStream(bytes);
        await using Stream content = answer.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(content);
        return (await reader.ReadToEndAsync(), bytes.Length, milliseconds);
    }

    // Imports and explores, so that only looking is left.
    private static async Task<string> PrepareAsync(string folder, string? log)
    {
        var data = new DataDirectory(folder);
        data.Create();
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        services.AddProblemSolving(data, null);
        await using var app = services.BuildServiceProvider();
        await app.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        var scheduler = await app.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        var accounts = app.GetRequiredService<AccountProvisioning>();
        await accounts.AddAsync(new NewAccount(ServedProgram.UserName, "Kim", ServedProgram.Password, [SystemRole.Analyst]));
        var actor = (await accounts.FindAsync(ServedProgram.UserName))!.Value;
        var project = await app.GetRequiredService<ProjectService>().CreateAsync(actor, new NewProject("Repurchase", "", "KRW", "Asia/Seoul"), CancellationToken.None);

        var datasets = app.GetRequiredService<DatasetService>();
        await using var file = Open(log);
        var version = await datasets.UploadAsync(actor, project.Id, null, "purchases.csv", file, CancellationToken.None);
        var preview = await datasets.PreviewAsync(actor, version, FileFormatChoice.Detect, [], CancellationToken.None);
        await datasets.ImportAsync(actor, version, preview.ToPlan(), preview.SuggestedRules, CancellationToken.None);
        await UntilAsync(async () => (await datasets.GetAsync(actor, version, CancellationToken.None)).Version.State is DatasetState.Ready or DatasetState.Failed);
        var analyses = app.GetRequiredService<AnalysisService>();
        var run = await analyses.ExploreAsync(actor, version, RepurchaseParameters.Default, CancellationToken.None);
        await UntilAsync(async () => (await analyses.GetAsync(actor, run, CancellationToken.None)).Run.State is not (RunState.Queued or RunState.Running));
        await scheduler.Shutdown(waitForJobsToComplete: true);
        return $"/projects/{project.Key}/runs/{run}";
    }

    private static Stream Open(string? log)
    {
        if (log is not null)
            return File.OpenRead(log);
        var made = new MemoryStream();
        PurchaseLogGenerator.WriteCsv(PurchaseLogPlan.CompanyA, made);
        made.Position = 0;
        return made;
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        while (!await done())
            await Task.Delay(100);
    }
}
