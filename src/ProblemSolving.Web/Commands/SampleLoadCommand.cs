using ProblemSolving.Application;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Projects;
using ProblemSolving.Web.Hosting;
using static ProblemSolving.Web.Commands.CommandLine;

namespace ProblemSolving.Web.Commands;

/// <summary><c>sample load</c>: the worked project, complete through all seven steps.</summary>
internal static class SampleLoadCommand
{
    private const string DefaultOwner = "admin";

    public static async Task<int> RunAsync(CommandArguments args)
    {
        if (args.Unknown("--owner") is { } unknown)
        {
            await Console.Error.WriteLineAsync(Say("cli.unknown", unknown));
            return NotUnderstood;
        }

        await using var app = WebHost.Build(args.Settings, quiet: true);
        // The sample's imports and runs go through the queue, and a running server would take them at the same time.
        var data = app.Services.GetRequiredService<DataDirectory>();
        using var alone = DirectoryHold.TakeAlone(data);
        if (alone is null)
        {
            await Console.Error.WriteLineAsync(Say("cli.sample.in-use", data.Root));
            return Refused;
        }

        await app.Services.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<ISampleProject>() is not { } sample)
        {
            await Console.Error.WriteLineAsync(Say("cli.sample.unavailable"));
            return Refused;
        }

        var name = args["--owner"] ?? DefaultOwner;
        var owner = await app.Services.GetRequiredService<AccountProvisioning>().FindAsync(name);
        if (owner is not { } actor)
        {
            await Console.Error.WriteLineAsync(Say("cli.sample.owner", name));
            return Refused;
        }

        var key = await sample.LoadAsync(actor, CancellationToken.None);
        await Console.Out.WriteLineAsync(Say("cli.sample.loaded", key));
        return Done;
    }
}
