using Microsoft.AspNetCore.Identity;

namespace ProblemSolving.Data.Accounts;

/// <summary>An account. The name shown to colleagues is <see cref="DisplayName"/>; sign-in is by user name.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";

    /// <summary>Interface language, <c>ko</c> or <c>en</c>; null follows the browser.</summary>
    public string? Language { get; set; }

    /// <summary>A disabled account can neither sign in nor act from an open page.</summary>
    public bool IsDisabled { get; set; }

    public DateTime CreatedAtUtc { get; set; }
}
