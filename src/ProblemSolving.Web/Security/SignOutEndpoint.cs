using Microsoft.AspNetCore.Mvc;
using ProblemSolving.Application.Accounts;

namespace ProblemSolving.Web.Security;

/// <summary>Ends the session.</summary>
internal static class SignOutEndpoint
{
    // The form carries nothing but its token; binding a form field is what makes the framework ask for the token.
    public static void MapSignOut(this WebApplication app) => app.MapPost(AccountUrls.SignOut, SignOutAsync);

    private static async Task<IResult> SignOutAsync([FromForm] string? returnUrl, HttpContext context, SignInService signIn)
    {
        await signIn.SignOutAsync(context.User.ToActor());
        return TypedResults.LocalRedirect(LocalUrl.IsLocal(returnUrl) ? returnUrl! : AccountUrls.SignIn);
    }
}
