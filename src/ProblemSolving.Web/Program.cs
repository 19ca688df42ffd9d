using ProblemSolving.Application;
using ProblemSolving.Web.Commands;
using ProblemSolving.Web.Hosting;

if (CommandLine.IsCommand(args))
    return await CommandLine.RunAsync(args);

var app = WebHost.Build(args);
await app.Services.GetRequiredService<DatabaseStarter>().StartAsync(CancellationToken.None);
await app.RunAsync();
return 0;
