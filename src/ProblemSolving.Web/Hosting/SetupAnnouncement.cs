using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Texts;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Hosting;

/// <summary>
/// Tells the person at the console how to begin while nobody has an account. Written to the console only:
/// the token has no place in a log file.
/// </summary>
internal sealed class SetupAnnouncement(FirstAdministrator first, SetupToken token, IServer server, TextCatalog texts) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!await first.IsNeededAsync(cancellationToken))
            return;
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? WebHost.DefaultAddress;
        var page = address.TrimEnd('/') + AccountUrls.Setup;
        var word = token.Issue();
        foreach (var culture in new[] { CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("ko") })
        {
            await Console.Out.WriteLineAsync(texts.Get("setup.console", culture, page));
            await Console.Out.WriteLineAsync(texts.Get("setup.console.token", culture, word));
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
