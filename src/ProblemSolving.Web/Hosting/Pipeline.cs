using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using MudBlazor;
using MudBlazor.Services;
using ProblemSolving.Web.Components;
using ProblemSolving.Web.Components.Layout;
using ProblemSolving.Web.Endpoints;
using ProblemSolving.Web.Localization;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Hosting;

/// <summary>The order in which a request is looked at.</summary>
internal static class Pipeline
{
    private const int CircuitMessageBytesMost = 512 * 1024;

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = CircuitMessageBytesMost);
        // pages over plain HTTP only: over HTTPS a compressed page could give away its secrets by its length
        services.AddResponseCompression();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            mud.SnackbarConfiguration.PreventDuplicates = true;
            mud.SnackbarConfiguration.VisibleStateDuration = 4000;
        });
        // Hangul goes over the wire as itself, not as &#x…; at three times the size
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddTransient<MudLocalizer, KitLocalizer>();
        services.AddScoped<ThemeState>();
        services.AddScoped<CurrentActor>();
    }

    public static void UsePipeline(this WebApplication app)
    {
        // first of all the language: error pages need it too
        app.UseRequestLocalization();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseHsts();
        app.UseOriginCheck();
        app.UseLongCaching();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapEverything(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapLanguage();
        app.MapSignOut();
        app.MapDatasets();
        app.MapAnalysis();
        app.MapReports();
        app.MapPilots();
        app.MapOperate();
        app.MapRazorComponents<App>()
            // the frame rule is part of our own content security policy
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
