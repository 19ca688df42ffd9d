using System.Diagnostics;
using System.Globalization;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Testing;

namespace ProblemSolving.Benchmarks;

/// <summary>Time of the list of projects, beside reading each of its projects whole, as its page does, in the same run.</summary>
internal static class ProjectList
{
    private const int Rounds = 7;

    public static async Task<int> RunAsync(int projects)
    {
        await using var app = await TestApp.StartAsync();
        for (var i = 0; i < projects; i++)
        {
            // every third was let go on, every third is filled in and every third is empty
            _ = (i % 3) switch
            {
                0 => await app.AddGoProjectAsync(),
                1 => await app.AddReadyProjectAsync(),
                _ => await app.AddProjectAsync(),
            };
        }

        var admin = await app.AddUserAsync("admin", SystemRole.Admin);
        var service = app.Get<ProjectService>();
        IReadOnlyList<ProjectCard> cards = [];
        var list = await BestAsync(async () => cards = await service.ListAsync(admin, null, null, default));
        var whole = await BestAsync(async () =>
        {
            foreach (var card in cards)
                await service.OpenAsync(admin, card.Project.Key, default);
        });
        Print($"projects                     {cards.Count}");
        Print($"list                         {list:0} ms");
        Print($"each project read whole      {whole:0} ms   {whole / list:0.0} × the list");
        return cards.Count == projects ? 0 : 1;
    }

    private static async Task<double> BestAsync(Func<Task> action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            await action();
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
