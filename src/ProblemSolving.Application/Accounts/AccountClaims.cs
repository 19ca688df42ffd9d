using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ProblemSolving.Application.Access;
using ProblemSolving.Data.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>Adds the shown name to the identity in the cookie.</summary>
internal sealed class AccountClaimsFactory(UserManager<AppUser> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<AppUser, IdentityRole<Guid>>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(AccountClaims.DisplayName, user.DisplayName));
        return identity;
    }
}

/// <summary>Reads what the cookie says about the person.</summary>
public static class AccountClaims
{
    public const string DisplayName = "display_name";

    /// <summary>The actor behind an identity; <see cref="Actor.Anonymous"/> when nobody is signed in.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated == true && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new Actor(id)
            : Actor.Anonymous;

    public static string ShownName(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(DisplayName) is { Length: > 0 } name ? name : principal.Identity?.Name ?? "";
}
