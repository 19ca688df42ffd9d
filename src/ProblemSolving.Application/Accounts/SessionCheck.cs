using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProblemSolving.Data;

namespace ProblemSolving.Application.Accounts;

/// <summary>Tells whether a signed-in identity still stands: the account exists, is enabled, and its security stamp has not moved on.</summary>
public sealed class SessionCheck(IDbContextFactory<AppDbContext> contexts, IOptions<IdentityOptions> options)
{
    public async Task<bool> IsCurrentAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return false;
        var stamp = principal.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return stamp is not null && await db.Users.AnyAsync(user => user.Id == id && !user.IsDisabled && user.SecurityStamp == stamp, cancellationToken);
    }
}
