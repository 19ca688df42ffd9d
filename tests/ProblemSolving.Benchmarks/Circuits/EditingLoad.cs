using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Data;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Benchmarks.Circuits;

/// <summary>
/// Many people who type at once, against the real program as a process of its own: how long from a key to the acknowledged
/// render, and how long from the last key to the row in the database. One person alone in the same run is the denominator.
/// </summary>
internal static class EditingLoad
{
    private const int KeysPerBurst = 12;

    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <param name="people">How many pages are open and typed into.</param>
    /// <param name="seconds">How long they type.</param>
    public static async Task<int> RunAsync(int people, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("problem-solving-load-").FullName;
        var address = ServedProgram.FreeAddress();
        try
        {
            var desks = await PrepareAsync(folder, people);
            using var server = ServedProgram.Start(folder, address);
            try
            {
                await ServedProgram.AnswersAsync(address);
                var cookies = new CookieContainer();
                using var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };
                await ServedProgram.SignInAsync(http);
                var circuits = new List<Circuit>();
                foreach (var desk in desks)
                    circuits.Add(await Circuit.OpenAsync(http, cookies, new Uri(address, desk.Page), desk.Input, CancellationToken.None));

                await TypeAsync(circuits[0], desks[0], seconds: 5);   // warm
                var alone = await TypeAsync(circuits[0], desks[0], seconds: 10);
                var watch = (server.TotalProcessorTime, Stopwatch.StartNew());
                var together = (await Task.WhenAll(circuits.Select((c, i) => TypeAsync(c, desks[i], seconds)))).ToList();
                server.Refresh();
                var load = (server.TotalProcessorTime - watch.Item1) / watch.Item2.Elapsed;
                await Task.Delay(TimeSpan.FromSeconds(2));
                var problem = circuits.Select(c => c.Problem).FirstOrDefault(p => p is not null);
                foreach (var circuit in circuits)
                    await circuit.DisposeAsync();
                var saves = await SavesAsync(folder, desks, [.. together.Select(t => t.Bursts)]);
                Report(people, seconds, alone.Keys, [.. together.SelectMany(t => t.Keys)], saves, load, server.WorkingSet64, problem);
                return problem is null ? 0 : 1;
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

    // Half of them write the definition of their problem, half change a number that step 2 is computed from and that lies before a manager.
    private static async Task<List<Desk>> PrepareAsync(string folder, int people)
    {
        var data = new DataDirectory(folder);
        data.Create();
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
        services.AddProblemSolving(data, null);
        await using var app = services.BuildServiceProvider();
        await app.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        var accounts = app.GetRequiredService<AccountProvisioning>();
        await accounts.AddAsync(new NewAccount(ServedProgram.UserName, "Kim", ServedProgram.Password, [SystemRole.Analyst]));
        var actor = (await accounts.FindAsync(ServedProgram.UserName))!.Value;
        await accounts.AddAsync(new NewAccount("manager", "Lee", ServedProgram.Password, [SystemRole.Manager]));
        var manager = (await accounts.FindAsync("manager"))!.Value;
        var worksheets = app.GetRequiredService<WorksheetService>();
        var desks = new List<Desk>();
        for (var i = 0; i < people; i++)
        {
            var project = await app.GetRequiredService<ProjectService>().CreateAsync(actor, new NewProject($"Project {i}", "", "KRW", "Asia/Seoul"), CancellationToken.None);
            if (i % 2 == 0)
            {
                desks.Add(new Desk(project.Id, $"/projects/{project.Key}/define", "f-Define-Overview", "Overview", k => $"Fewer customers come back {k}"));
                continue;
            }

            var row = await AddLineAsync(worksheets, actor, project.Id);
            await app.GetRequiredService<ProjectService>().SetMemberAsync(actor, project.Id, manager.UserId, ProjectRole.Reviewer, CancellationToken.None);
            await app.GetRequiredService<ReviewService>().SubmitAsync(actor, project.Id, Gate.Effects, null, CancellationToken.None);
            desks.Add(new Desk(project.Id, $"/projects/{project.Key}/effects", $"f-EffectLine-{row:N}Population", "Population", k => (1000 + k).ToString(CultureInfo.InvariantCulture)));
        }

        return desks;
    }

    private static async Task<Guid> AddLineAsync(WorksheetService worksheets, Actor actor, Guid project)
    {
        var row = await worksheets.AddRowAsync(actor, project, SheetKind.EffectLine, CancellationToken.None);
        (string Field, string Text)[] texts =
        [
            (nameof(EffectLine.Name), "Second orders won back"), (nameof(EffectLine.Population), "1000"), (nameof(EffectLine.PopulationUnit), "buyers"), (nameof(EffectLine.ChangeLow), "0.01"),
            (nameof(EffectLine.ChangeLikely), "0.02"), (nameof(EffectLine.ChangeHigh), "0.04"), (nameof(EffectLine.ValuePerUnit), "30000"), (nameof(EffectLine.ValueHigh), "50000"),
        ];
        (string Field, string Text)[] problem =
        [
            (nameof(DefineSheet.PhenomenonWhat), "Of 1,000 new buyers 240 come back, two years ago 360 did"), (nameof(DefineSheet.DamageText), "Margin is lost"), (nameof(DefineSheet.DamageAmount), "41000000"),
            (nameof(DefineSheet.MetricName), "Second order within 90 days"), (nameof(DefineSheet.MetricAsIs), "0.24"),
        ];
        foreach (var (field, text) in problem)
            await worksheets.SaveFieldAsync(actor, new FieldEdit(project, SheetKind.Define, null, field, "", text), CancellationToken.None);
        foreach (var (field, text) in texts)
            await worksheets.SaveFieldAsync(actor, new FieldEdit(project, SheetKind.EffectLine, row, field, "", text), CancellationToken.None);
        return row;
    }

    private static async Task<Typed> TypeAsync(Circuit circuit, Desk desk, int seconds)
    {
        var keys = new List<double>();
        var bursts = new List<(string Text, DateTime LastKeyUtc)>();
        var random = new Random(desk.Project.GetHashCode());
        await Task.Delay(random.Next(1000));   // not everybody in the same moment
        var clock = Stopwatch.StartNew();
        var key = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            var text = "";
            var last = DateTime.MinValue;
            for (var i = 0; i < KeysPerBurst; i++)
            {
                text = desk.Text(++key + (desk.Typed * 10_000));
                last = TimeProvider.System.GetUtcNow().UtcDateTime;
                keys.Add((await circuit.TypeAsync(desk.Input, text, CancellationToken.None)).TotalMilliseconds);
                await Task.Delay(BetweenKeys);
            }

            bursts.Add((text, last));
            await Task.Delay(Rest);
        }

        desk.Typed++;
        return new Typed(keys, bursts);
    }

    // The trail says when each last text of a burst was saved.
    private static async Task<List<double>> SavesAsync(string folder, List<Desk> desks, List<List<(string Text, DateTime LastKeyUtc)>> bursts)
    {
        var services = new ServiceCollection();
        services.AddProblemSolvingData(new DataDirectory(folder).DatabaseFile, null);
        await using var app = services.BuildServiceProvider();
        await using var db = await app.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var delays = new List<double>();
        for (var i = 0; i < desks.Count; i++)
        {
            var desk = desks[i];
            var rows = await db.Audit.AsNoTracking().Where(a => a.ProjectId == desk.Project && a.Field == desk.Field).ToListAsync();
            foreach (var (text, lastKey) in bursts[i])
            {
                var saved = rows.FirstOrDefault(r => r.NewValue == text);
                delays.Add(saved is null ? double.PositiveInfinity : (saved.AtUtc - lastKey).TotalMilliseconds);
            }
        }

        return delays;
    }

    private static void Report(int people, int seconds, List<double> alone, List<double> together, List<double> saves, double load, long memory, string? problem)
    {
        static string Line(string name, List<double> values)
        {
            values.Sort();
            return string.Create(CultureInfo.InvariantCulture, $"{name,-34} n {values.Count,5}   p50 {Quantiles.OfSorted([.. values], 0.5),7:0.0} ms   p95 {Quantiles.OfSorted([.. values], 0.95),7:0.0} ms   most {values[^1],7:0.0} ms");
        }

        Console.WriteLine($"{people} open pages, {seconds} s, {1000 / BetweenKeys.TotalMilliseconds:0} keys a second in bursts of {KeysPerBurst}");
        Console.WriteLine(Line("key to render, one person alone", alone));
        Console.WriteLine(Line($"key to render, {people} people", together));
        Console.WriteLine(Line("last key to saved", saves));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"server: {load:0.00} cores, {memory / 1_000_000} MB"));
        if (problem is not null)
            Console.WriteLine("Problem: " + problem);
    }

    // Where one person sits and what they type.
    private sealed record Desk(Guid Project, string Page, string Input, string Field, Func<int, string> Text)
    {
        public int Typed { get; set; }
    }

    private sealed record Typed(List<double> Keys, List<(string Text, DateTime LastKeyUtc)> Bursts);
}
