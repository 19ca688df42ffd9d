using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Audit;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Accounts;

/// <summary>Who changed an account and who was refused at the door: rows for administrators, ids only in the log.</summary>
public sealed class AccountTrailTests : IAsyncLifetime
{
    private const string FirstPassword = "horse battery 31";
    private const string SecondPassword = "staple correct 57";

    private readonly LogSink _log = new();
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AccountService Accounts => _app.Get<AccountService>();

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(more: services =>
    {
        services.AddAuthentication();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Information).AddProvider(_log));
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task EveryChange_LeavesARowWithBothIdsAndNoPassword()
    {
        var admin = await _app.AddUserAsync("chief", SystemRole.Admin);
        var id = await Accounts.AddAsync(admin, new NewAccount("lee.sora", "이소라", FirstPassword, [SystemRole.Analyst]), Token);
        var person = new Actor(id);
        await Accounts.SetRolesAsync(admin, id, [SystemRole.Manager, SystemRole.Analyst], Token);
        await Accounts.SetDisabledAsync(admin, id, true, Token);
        await Accounts.SetDisabledAsync(admin, id, false, Token);
        await Accounts.ResetPasswordAsync(admin, id, SecondPassword, Token);
        await _app.Get<ProfileService>().ChangePasswordAsync(person, SecondPassword, FirstPassword, Token);
        await _app.Get<ProfileService>().UpdateAsync(person, "소라", "ko", Token);

        var rows = await _app.Get<HistoryService>().ListAccountsAsync(admin, 100, Token);
        Assert.Equal(
            [
                (AccountChange.Created, null, "Analyst", admin.UserId),
                (AccountChange.Roles, "Analyst", "Analyst, Manager", admin.UserId),
                (AccountChange.State, "enabled", "disabled", admin.UserId),
                (AccountChange.State, "disabled", "enabled", admin.UserId),
                (AccountChange.PasswordReset, null, null, admin.UserId),
                (AccountChange.PasswordChanged, null, null, id),
                (AccountChange.DisplayName, "이소라", "소라", id),
                (AccountChange.Language, null, "ko", id),
            ],
            rows.Reverse().Select(r => (r.Change, r.OldValue, r.NewValue, r.UserId)));
        Assert.All(rows, r => Assert.Equal((id, "lee.sora"), (r.AccountId, r.AccountName)));
        var logged = string.Join('\n', _log.Lines.Select(l => l.Text));
        Assert.Contains($"Account {id}: Roles by {admin.UserId}", logged, StringComparison.Ordinal);
        Assert.Equal(8, logged.Split('\n').Count(l => l.StartsWith($"Account {id}: ", StringComparison.Ordinal)));
        foreach (var secret in new[] { FirstPassword, SecondPassword, "lee.sora", "이소라", "소라" })
            Assert.DoesNotContain(secret, logged, StringComparison.Ordinal);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        Assert.DoesNotContain(await db.Audit.ToListAsync(Token), a => $"{a.OldValue}{a.NewValue}" is var text && (text.Contains(FirstPassword, StringComparison.Ordinal) || text.Contains(SecondPassword, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task NothingChanged_LeavesNothing()
    {
        var admin = await _app.AddUserAsync("chief", SystemRole.Admin);
        await Accounts.SetDisabledAsync(admin, admin.UserId, false, Token);
        await Accounts.SetRolesAsync(admin, admin.UserId, [SystemRole.Admin], Token);
        await _app.Get<ProfileService>().UpdateAsync(admin, "chief", null, Token);
        await Assert.ThrowsAsync<DomainRuleException>(() => Accounts.AddAsync(admin, new NewAccount("short", "", "abc", [SystemRole.Analyst]), Token));
        await Assert.ThrowsAsync<DomainRuleException>(() => Accounts.ResetPasswordAsync(admin, admin.UserId, "abc", Token));
        Assert.Empty(await _app.Get<HistoryService>().ListAccountsAsync(admin, 100, Token));
        Assert.DoesNotContain(_log.Lines, l => l.Text.StartsWith("Account ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FirstAdministratorAndConsole_AreNamedAsSuch()
    {
        await _app.Get<FirstAdministrator>().CreateAsync("chief", "", FirstPassword, trusted: true, null, Token);
        await _app.Get<AccountProvisioning>().AddAsync(new NewAccount("kim", "", FirstPassword, [SystemRole.Analyst]));
        var chief = await _app.Get<AccountProvisioning>().FindAsync("chief");
        var rows = await _app.Get<HistoryService>().ListAccountsAsync(chief!.Value, 100, Token);
        Assert.Equal([("kim", true, ""), ("chief", false, "chief")], rows.Select(r => (r.AccountName, r.IsByConsole, r.UserName)));
        Assert.Equal("Analyst, Admin", rows[1].NewValue);
    }

    [Fact]
    public async Task AccountHistory_ForOthersThanAdministrators_IsDenied()
    {
        var manager = await _app.AddUserAsync("manager", SystemRole.Manager);
        await Assert.ThrowsAsync<AccessDeniedException>(() => _app.Get<HistoryService>().ListAccountsAsync(manager, 100, Token));
    }

    [Fact]
    public async Task SignIn_Refused_IsAWarningWithItsReasonAndWithoutWhatWasTyped()
    {
        var admin = await _app.AddUserAsync("chief", SystemRole.Admin);
        var open = await Accounts.AddAsync(admin, new NewAccount("open-one", "", FirstPassword, [SystemRole.Analyst]), Token);
        var shut = await Accounts.AddAsync(admin, new NewAccount("shut-one", "", FirstPassword, [SystemRole.Analyst]), Token);
        await Accounts.SetDisabledAsync(admin, shut, true, Token);

        await TryAsync("typed-password-here", "whatever typed", 1);
        await TryAsync("shut-one", FirstPassword, 1);
        await TryAsync("open-one", "wrong and typed", 6);   // the sixth locks
        await TryAsync("open-one", FirstPassword, 1);
        await TryAsync("open-one", FirstPassword, 2);       // eight tries a name and address

        var refused = _log.Lines.Where(l => l.Text.StartsWith("Sign-in refused", StringComparison.Ordinal)).ToList();
        Assert.All(refused, l => Assert.Equal(LogLevel.Warning, l.Level));
        Assert.Equal(
            [
                "UnknownName, account (null)", $"Disabled, account {shut}", .. Enumerable.Repeat($"WrongPassword, account {open}", 6),
                $"Locked, account {open}", $"Locked, account {open}", "TooManyTries, account (null)",
            ],
            refused.Select(l => l.Text["Sign-in refused: ".Length..]));
        var logged = string.Join('\n', _log.Lines.Select(l => l.Text));
        foreach (var typed in new[] { "typed", "open-one", "shut-one", FirstPassword, "203.0.113.7" })
            Assert.DoesNotContain(typed, logged, StringComparison.Ordinal);
    }

    private async Task TryAsync(string name, string password, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await using var scope = _app.Services.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<SignInService>().SignInAsync(name, password, remember: false, "203.0.113.7");
            Assert.NotEqual(SignInOutcome.Done, answer.Outcome);
        }
    }
}
