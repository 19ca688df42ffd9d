using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Tests;

/// <summary>The whole program in memory on a data directory of its own. Callers come from loopback unless they say otherwise.</summary>
public sealed partial class WebApp : WebApplicationFactory<Program>
{
    public const string Password = "correct horse 42";

    /// <summary>Header by which a test says where the caller sits.</summary>
    public const string FromHeader = "Test-From";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "ps-web-" + Guid.NewGuid().ToString("N"));

    public string DataFolder => _folder;

    /// <summary>A browser: keeps cookies, follows nothing by itself, asks for pages.</summary>
    public HttpClient Browser(string? from = null, string language = "en")
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri("http://localhost") });
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        if (from is not null)
            client.DefaultRequestHeaders.Add(FromHeader, from);
        return client;
    }

    public Task AddUserAsync(string name, params SystemRole[] roles) =>
        Services.GetRequiredService<AccountProvisioning>().AddAsync(new NewAccount(name, "", Password, roles));

    /// <summary>A browser with somebody signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string name)
    {
        var browser = Browser();
        var answer = await SignInAsync(browser, name, Password);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name, string password, string returnUrl = "/") =>
        PostFormAsync(browser, "/account/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl), "sign-in", new() { ["Posted.UserName"] = name, ["Posted.Password"] = password });

    /// <summary>Opens a page, takes the token of its form and posts the fields to it.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string path, string form, Dictionary<string, string> fields)
    {
        var page = await browser.GetStringAsync(path, TestContext.Current.CancellationToken);
        var all = new Dictionary<string, string>(fields) { ["_handler"] = form, ["__RequestVerificationToken"] = TokenOf(page) };
        return await browser.PostAsync(path, new FormUrlEncodedContent(all), TestContext.Current.CancellationToken);
    }

    public static string TokenOf(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ProblemSolving:DataDirectory", _folder);
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<IStartupFilter, CallerFilter>();
            // its lines are for a person at a console
            services.Remove(services.Single(s => s.ImplementationType?.Name == "SetupAnnouncement"));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(_folder))
            return;
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // a log file may still be open; the folder is in the system's temporary directory
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed class CallerFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[FromHeader].FirstOrDefault() ?? "127.0.0.1");
                return following(context);
            });
            next(app);
        };
    }
}
