using ProblemSolving.Application;
using ProblemSolving.Web.Commands;
using ProblemSolving.Web.Hosting;

if (CommandLine.IsCommand(args))
    return await CommandLine.RunAsync(args);

var app = WebHost.Build(args);
using var hold = DirectoryUse.ForServer(app.Services);
if (hold is null)
{
    await Console.Error.WriteLineAsync(CommandLine.Say("start.in-use", app.Services.GetRequiredService<DataDirectory>().Root));
    return CommandLine.Refused;
}

await app.Services.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
await app.RunAsync();
return 0;
