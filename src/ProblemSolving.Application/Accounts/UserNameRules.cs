using Microsoft.AspNetCore.Identity;
using ProblemSolving.Data.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>A user name has letters, digits and <c>. - _ @ +</c>, in any script, and no spaces.</summary>
internal sealed class UserNameRules : IUserValidator<AppUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<AppUser> manager, AppUser user)
    {
        var good = user.UserName is { Length: > 0 } name && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@' or '+');
        return Task.FromResult(good ? IdentityResult.Success : IdentityResult.Failed(manager.ErrorDescriber.InvalidUserName(user.UserName)));
    }
}
