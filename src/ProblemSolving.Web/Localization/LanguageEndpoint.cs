using Microsoft.AspNetCore.Mvc;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Access;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Localization;

/// <summary>Switches the language and goes back to where the reader was.</summary>
internal static class LanguageEndpoint
{
    public const string Path = "/language";

    public static void MapLanguage(this WebApplication app) => app.MapPost(Path, SwitchAsync).AllowAnonymous();

    private static async Task<IResult> SwitchAsync(
        [FromForm] string language, [FromForm] string? returnUrl, HttpContext context, ProfileService profile, CancellationToken cancellationToken)
    {
        context.Response.RememberLanguage(language);
        if (context.User.ToActor() is var actor && actor != Actor.Anonymous && LocalizationSetup.Languages.Contains(language, StringComparer.Ordinal))
            await profile.SetLanguageAsync(actor, language, cancellationToken);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }
}
