using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
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

/// <summary>Why a sign-in was refused: for the log only, never for the caller.</summary>
internal enum SignInRefusal
{
    TooManyTries,
    UnknownName,
    Disabled,
    Locked,
    WrongPassword,
}

/// <summary>Signs people in and out of the present HTTP request. Commands of signed-in people are in <see cref="AccountService"/>.</summary>
public sealed partial class SignInService(
    SignInManager<AppUser> signIn, UserManager<AppUser> users, IPasswordHasher<AppUser> hasher, SignInThrottle throttle, ILogger<SignInService> logger)
{
    // Something to compare with when there is nobody: an unknown name must take as long as a wrong password.
    private static readonly AppUser Nobody = new();
    private static string? _nobodyHash;

    public async Task<SignInResultInfo> SignInAsync(string userName, string password, bool remember, string address)
    {
        if (!throttle.TryEnter(address, userName))
        {
            Log.Refused(logger, SignInRefusal.TooManyTries, null);
            return new SignInResultInfo(SignInOutcome.TooManyTries, null);
        }

        var user = await users.FindByNameAsync(userName.Trim());
        SignInRefusal? shut = user is null ? SignInRefusal.UnknownName : user.IsDisabled ? SignInRefusal.Disabled : await users.IsLockedOutAsync(user) ? SignInRefusal.Locked : null;
        if (user is null || shut is not null)
        {
            _nobodyHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Nobody, _nobodyHash, password);
            Log.Refused(logger, shut!.Value, user?.Id);
            return new SignInResultInfo(SignInOutcome.Refused, null);
        }

        var result = await signIn.PasswordSignInAsync(user, password, remember, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            Log.Refused(logger, SignInRefusal.WrongPassword, user.Id);
            return new SignInResultInfo(SignInOutcome.Refused, null);
        }

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

    // What was typed stays out: people type their password into the field of the name.
    private static partial class Log
    {
        [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "Sign-in refused: {Reason}, account {AccountId}")]
        public static partial void Refused(ILogger logger, SignInRefusal reason, Guid? accountId);
    }
}
