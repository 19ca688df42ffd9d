using Microsoft.AspNetCore.Identity;
using ProblemSolving.Data.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>Length counts more than signs: at least ten characters, at least four different ones, and not the user name.</summary>
internal sealed class PasswordRules : IPasswordValidator<AppUser>
{
    public const int LengthLeast = 10;
    public const int DifferentLeast = 4;
    public const string PasswordLikeName = nameof(PasswordLikeName);

    public Task<IdentityResult> ValidateAsync(UserManager<AppUser> manager, AppUser user, string? password)
    {
        var like = user.UserName is { Length: > 0 } name && password is not null
            && password.Contains(name, StringComparison.OrdinalIgnoreCase) && password.Length < name.Length + LengthLeast;
        return Task.FromResult(like ? IdentityResult.Failed(new IdentityError { Code = PasswordLikeName }) : IdentityResult.Success);
    }
}
