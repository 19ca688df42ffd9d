using Microsoft.AspNetCore.Components;
using MudBlazor;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Audit;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Admin;

/// <summary>The accounts of everybody, for administrators.</summary>
public sealed partial class UsersPage : IDisposable
{
    private const int HistoryRowsMost = 100;

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<AccountRow>? _rows;
    private IReadOnlyList<AccountHistoryRow>? _history;
    private Exception? _problem;

    [Inject] private AccountService Accounts { get; set; } = default!;

    [Inject] private HistoryService History { get; set; } = default!;

    [Inject] private CurrentActor Current { get; set; } = default!;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Inject] private ISnackbar Snackbar { get; set; } = default!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    private static string StateOf(AccountRow row) => row.IsDisabled ? "disabled" : row.IsLocked ? "locked" : "enabled";

    private static ChipTone ToneOf(AccountRow row) => row.IsDisabled ? ChipTone.Shut : row.IsLocked ? ChipTone.Attention : ChipTone.Good;

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        _rows = await Accounts.ListAsync(actor, _leaving.Token);
        _history = await History.ListAccountsAsync(actor, HistoryRowsMost, _leaving.Token);
    }

    private async Task AddAsync()
    {
        if (await OneDialog.AskAsync<AddAccountDialog>(Dialogs) is { Canceled: false, Data: string name })
            await DoneAsync("users.added", name);
    }

    private async Task ChangeRolesAsync(AccountRow row)
    {
        if (await OneDialog.AskAsync(Dialogs, "", new DialogParameters<RolesDialog> { { d => d.Account, row } }) is { Canceled: false })
            await DoneAsync("users.roles.saved", row.DisplayName);
    }

    private async Task ResetPasswordAsync(AccountRow row)
    {
        if (await OneDialog.AskAsync(Dialogs, "", new DialogParameters<PasswordDialog> { { d => d.Account, row } }) is { Canceled: false })
            await DoneAsync("users.password.done", row.DisplayName);
    }

    private async Task DisableAsync(AccountRow row)
    {
        if (await ConfirmDialog.AskAsync(Dialogs, T["users.disable.title"], T.Get("users.disable.ask", row.DisplayName), T["users.disable"], danger: true))
            await SetDisabledAsync(row, disabled: true);
    }

    private Task EnableAsync(AccountRow row) => SetDisabledAsync(row, disabled: false);

    private async Task SetDisabledAsync(AccountRow row, bool disabled)
    {
        try
        {
            _problem = null;
            await Accounts.SetDisabledAsync(await Current.GetAsync(), row.Id, disabled, CancellationToken.None);
            await DoneAsync(disabled ? "users.disabled" : "users.enabled", row.DisplayName);
        }
        catch (DomainRuleException rule)
        {
            _problem = rule;
        }
    }

    private async Task DoneAsync(string key, string name)
    {
        _problem = null;
        Snackbar.Add(T.Get(key, name), Severity.Success);
        await LoadAsync();
    }
}
