using ProblemSolving.Application;
using ProblemSolving.Application.Audit;
using ProblemSolving.Web.Hosting;
using static ProblemSolving.Web.Commands.CommandLine;

namespace ProblemSolving.Web.Commands;

/// <summary><c>audit verify</c>: is the trail as it was written?</summary>
internal static class AuditVerifyCommand
{
    public static async Task<int> RunAsync(CommandArguments args)
    {
        if (args.Unknown("--noted") is { } unknown)
        {
            await Console.Error.WriteLineAsync(Say("cli.unknown", unknown));
            return NotUnderstood;
        }

        await using var app = WebHost.Build(args.Settings, quiet: true);
        if (!await DirectoryUse.StartBesideAsync(app.Services, touching: false))
        {
            await Console.Error.WriteLineAsync(Say("cli.older", app.Services.GetRequiredService<DataDirectory>().Root));
            return Refused;
        }

        var result = await app.Services.GetRequiredService<AuditCheck>().RunAsync(args["--noted"], CancellationToken.None);
        if (result.Break is { } found)
            await Console.Error.WriteLineAsync(Say("cli.audit.broken." + found.Kind, found.Sequence ?? 0, found.Id, result.Rows));
        else if (!result.NotedFound)
            await Console.Error.WriteLineAsync(Say("cli.audit.noted", args["--noted"], result.Rows));
        else
            await Console.Out.WriteLineAsync(Say("cli.audit.intact", result.Rows, result.Head));
        return result.IsIntact ? Done : Refused;
    }
}
