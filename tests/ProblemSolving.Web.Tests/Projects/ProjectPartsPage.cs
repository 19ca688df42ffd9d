using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Data;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Layout;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>Parts of a project page on a real database, which can be taken away.</summary>
internal sealed class ProjectPartsPage : IAsyncDisposable
{
    private readonly BunitContext _page = new();
    private readonly Visitor _visitor = new();

    private ProjectPartsPage(TestApp app, Project project, Actor analyst, Actor manager) =>
        (App, Project, Analyst, Manager, Database) = (app, project, analyst, manager, new SometimesAway(app.Contexts));

    public TestApp App { get; }

    public Project Project { get; }

    public Actor Analyst { get; }

    public Actor Manager { get; }

    public SometimesAway Database { get; }

    /// <summary>What the page asked of the browser.</summary>
    public BunitJSInterop Scripts => _page.JSInterop;

    /// <summary>Opens the dialogs of the page.</summary>
    public MudBlazor.IDialogService Dialogs => _page.Services.GetRequiredService<MudBlazor.IDialogService>();

    public ITexts Texts => _page.Services.GetRequiredService<ITexts>();

    public static async Task<ProjectPartsPage> OpenAsync()
    {
        var app = await TestApp.StartAsync();
        var (project, analyst, manager) = await app.AddProjectAsync();
        return On(app, project, analyst, manager);
    }

    /// <summary>On an app that a test has made ready; it ends with the page.</summary>
    public static ProjectPartsPage On(TestApp app, Project project, Actor analyst, Actor manager)
    {
        var page = new ProjectPartsPage(app, project, analyst, manager);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        page._page.JSInterop.Mode = JSRuntimeMode.Loose;
        var services = page._page.Services;
        services.AddMudServices();
        services.AddLogging();
        services.AddSingleton(TextCatalog.Default);
        services.AddScoped<ITexts, CurrentTexts>();
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<ThemeState>();
        page._page.Services.AddFallbackServiceProvider(app.Services);
        services.AddSingleton(new WorksheetService(page.Database, app.Get<AccessGuard>(), app.Get<ProjectFeed>(), TimeProvider.System));
        services.AddSingleton(new RunWordsService(page.Database, app.Get<AccessGuard>(), app.Get<ProjectFeed>(), TimeProvider.System));
        services.AddScoped<CurrentActor>();
        services.AddScoped<Microsoft.AspNetCore.Components.Forms.AntiforgeryStateProvider, NoToken>();
        services.AddAuthorizationCore();
        services.AddTransient<IAuthorizationService, DefaultAuthorizationService>();
        services.AddTransient<IAuthorizationPolicyProvider, DefaultAuthorizationPolicyProvider>();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<AuthenticationStateProvider>(page._visitor);
        page._page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return page;
    }

    public async Task<ProjectContext> ContextAsync(ProblemStep step)
    {
        ProjectContext? context = null;
        async Task<ProjectView> ReadAsync() => await App.Get<ProjectService>().OpenAsync(Analyst, Project.Key, CancellationToken.None);
        context = new ProjectContext(Analyst, await ReadAsync(), step, () => new DateOnly(2026, 11, 22), async () => context!.Replace(await ReadAsync()));
        return context;
    }

    public IRenderedComponent<T> Render<T>(ProjectContext context, Action<ComponentParameterCollectionBuilder<T>>? more = null)
        where T : IComponent =>
        _page.Render<T>(p =>
        {
            p.AddCascadingValue(context);
            more?.Invoke(p);
        });

    /// <summary>Whose browser shows the pages from now on.</summary>
    public void SignIn(Actor actor) => _visitor.Is = actor;

    /// <summary>Where the person is.</summary>
    public string Address => _page.Services.GetRequiredService<NavigationManager>().Uri;

    /// <summary>Where the browser stands.</summary>
    public void Go(string address) => _page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    /// <summary>A part that knows no project.</summary>
    public IRenderedComponent<T> Render<T>(Action<ComponentParameterCollectionBuilder<T>> more)
        where T : IComponent => _page.Render(more);

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await App.DisposeAsync();
    }

    private sealed class Visitor : AuthenticationStateProvider
    {
        public Actor Is { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Is.UserId.ToString())], "test"))));
    }

    private sealed class NoToken : Microsoft.AspNetCore.Components.Forms.AntiforgeryStateProvider
    {
        public override Microsoft.AspNetCore.Components.Forms.AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    internal sealed class SometimesAway(IDbContextFactory<AppDbContext> inner) : IDbContextFactory<AppDbContext>
    {
        public bool IsAway { get; set; }

        public int Refused { get; private set; }

        public AppDbContext CreateDbContext()
        {
            if (!IsAway)
                return inner.CreateDbContext();
            Refused++;
            throw new InvalidOperationException("The database is away.");
        }
    }
}
