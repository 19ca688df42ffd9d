using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using ProblemSolving.Application;
using ProblemSolving.Application.Accounts;

namespace ProblemSolving.Web.Security;

/// <summary>Cookies, policies and the keys that protect them.</summary>
internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services, DataDirectory data)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(Cookie);
        services.AddAuthorization(Policies.Add);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "ps-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("ProblemSolving");
        services.AddOptions<KeyManagementOptions>().Configure<ILoggerFactory>((keys, loggers) =>
            keys.XmlRepository = new OwnerOnlyKeys(new DirectoryInfo(data.Keys), loggers));
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "ps-session";
        options.Cookie.HttpOnly = true;
        // Lax, not Strict: a manager opens a review from a link in a message. Every change needs a form token
        // or a circuit of our own origin, so a foreign page gains nothing.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(7);
        options.SlidingExpiration = true;
        options.LoginPath = AccountUrls.SignIn;
        options.ReturnUrlParameter = "returnUrl";
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized),
            OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            },
        };
    }

    // A page is led to the sign-in form, anything else gets a plain status.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // Each request asks the database: a session that was ended elsewhere ends here at once. Static files need no identity.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return;
        var sessions = http.RequestServices.GetRequiredService<SessionCheck>();
        if (await sessions.IsCurrentAsync(context.Principal!, http.RequestAborted))
            return;
        http.MarkSessionEnded();
        context.RejectPrincipal();
    }
}
