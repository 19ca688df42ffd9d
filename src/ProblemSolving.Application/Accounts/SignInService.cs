using Microsoft.AspNetCore.Identity;
using ProblemSolving.Application.Access;
using ProblemSolving.Data.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>How a sign-in ended; every reason for a refusal looks the same from outside.</summary>
public enum SignInOutcome
{
    Done,
    Refused,
    TooManyTries,
}

/// <summary>What a sign-in gave: the language the account prefers, if it was let in and has one.</summary>
public readonly record struct SignInResultInfo(SignInOutcome Outcome, string? Language);

/// <summary>Signs people in and out of the present HTTP request. Commands of signed-in people are in <see cref="AccountService"/>.</summary>
public sealed class SignInService(SignInManager<AppUser> signIn, UserManager<AppUser> users, IPasswordHasher<AppUser> hasher, SignInThrottle throttle)
{
    // Something to compare with when there is nobody: an unknown name must take as long as a wrong password.
    private static readonly AppUser Nobody = new();
    private static string? _nobodyHash;

    public async Task<SignInResultInfo> SignInAsync(string userName, string password, bool remember, string address)
    {
        if (!throttle.TryEnter(address, userName))
            return new SignInResultInfo(SignInOutcome.TooManyTries, null);

        var user = await users.FindByNameAsync(userName.Trim());
        if (user is null || user.IsDisabled || await users.IsLockedOutAsync(user))
        {
            _nobodyHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Nobody, _nobodyHash, password);
            return new SignInResultInfo(SignInOutcome.Refused, null);
        }

        var result = await signIn.PasswordSignInAsync(user, password, remember, lockoutOnFailure: true);
        if (!result.Succeeded)
            return new SignInResultInfo(SignInOutcome.Refused, null);
        throttle.GiveBack(address, userName);
        return new SignInResultInfo(SignInOutcome.Done, user.Language);
    }

    /// <summary>Gives the present browser a fresh cookie after the account's other sessions were ended.</summary>
    public async Task RefreshAsync(Actor actor)
    {
        if (await users.FindByIdAsync(actor.UserId.ToString()) is { IsDisabled: false } user)
            await signIn.RefreshSignInAsync(user);
    }

    /// <summary>Ends the session here and every other session of the account: a cookie copied earlier is worth nothing.</summary>
    public async Task SignOutAsync(Actor actor)
    {
        if (await users.FindByIdAsync(actor.UserId.ToString()) is { } user)
            AccountWriter.Check(await users.UpdateSecurityStampAsync(user));
        await signIn.SignOutAsync();
    }
}
