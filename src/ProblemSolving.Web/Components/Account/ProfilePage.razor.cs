using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Localization;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Account;

/// <summary>A person's own name, language and password.</summary>
public sealed partial class ProfilePage
{
    private string? _done;
    private string? _problem;
    private string? _delegateBox;   // the box of the absence that the problem is about

    [Inject] private ProfileService Profiles { get; set; } = default!;

    [Inject] private DelegationService Delegations { get; set; } = default!;

    [Inject] private SignInService SignIn { get; set; } = default!;

    [Inject] private SignInThrottle Throttle { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "done")] private string? Done { get; set; }

    [SupplyParameterFromForm(FormName = "profile")] private ProfileForm? PostedProfile { get; set; }

    [SupplyParameterFromForm(FormName = "password")] private PasswordForm? PostedPassword { get; set; }

    [SupplyParameterFromForm(FormName = "delegate")] private DelegateForm? PostedDelegate { get; set; }

    private AccountProfile? Profile { get; set; }

    private DelegationView? Absence { get; set; }

    private Actor Actor => Http.User.ToActor();

    protected override async Task OnInitializedAsync()
    {
        Profile = await Profiles.GetAsync(Actor, Http.RequestAborted);
        Absence = await Delegations.GetAsync(Actor, Http.RequestAborted);
        _done = Done switch { "profile" => "profile.saved", "password" => "password.changed", "delegate" => "delegate.saved", _ => null };
    }

    private async Task SaveAsync()
    {
        try
        {
            var language = string.IsNullOrEmpty(PostedProfile!.Language) ? null : PostedProfile.Language;
            await Profiles.UpdateAsync(Actor, PostedProfile.DisplayName ?? "", language, Http.RequestAborted);
            if (language is null)
                Http.Response.Cookies.Delete(LocalizationSetup.CookieName);
            else
                Http.Response.RememberLanguage(language);
            // the cookie carries the shown name
            await SignIn.RefreshAsync(Actor);
        }
        catch (DomainRuleException rule)
        {
            Refuse(rule);
            return;
        }

        Navigation.NavigateTo(AccountUrls.Profile + "?done=profile");
    }

    private async Task ChangePasswordAsync()
    {
        try
        {
            if (!Throttle.TryEnter(CallerPlace.AddressOf(Http), Profile!.UserName))
            {
                Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                _problem = T["sign-in.too-many"];
                return;
            }

            if (PostedPassword!.Next != PostedPassword.Again)
                throw new DomainRuleException("account.password.differ");
            await Profiles.ChangePasswordAsync(Actor, PostedPassword.Current ?? "", PostedPassword.Next ?? "", Http.RequestAborted);
            Throttle.GiveBack(CallerPlace.AddressOf(Http), Profile.UserName);
            await SignIn.RefreshAsync(Actor);
        }
        catch (DomainRuleException rule)
        {
            Refuse(rule);
            return;
        }

        Navigation.NavigateTo(AccountUrls.Profile + "?done=password");
    }

    private Task SetDelegateAsync() => DelegateAsync(() => Delegations.SetAsync(
        Actor, PostedDelegate?.DelegateId ?? Guid.Empty, PostedDelegate?.FromDay ?? default, PostedDelegate?.UntilDay ?? default, Http.RequestAborted));

    private Task ClearDelegateAsync() => DelegateAsync(() => Delegations.ClearAsync(Actor, Http.RequestAborted));

    private async Task DelegateAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (DomainRuleException rule)
        {
            Refuse(rule);
            _delegateBox = rule.Code is "delegate.order" or "delegate.past" ? "delegate-until" : "delegate";
            return;
        }

        Navigation.NavigateTo(AccountUrls.Profile + "?done=delegate");
    }

    // What was entered stays, also when it is refused.
    private (Guid? Person, DateOnly? From, DateOnly? Until) Chosen => PostedDelegate is { } posted
        ? (posted.DelegateId, posted.FromDay, posted.UntilDay)
        : (Absence?.Current?.DelegateId, Absence?.Current?.FromDay, Absence?.Current?.UntilDay);

    private string? Wrong(string box) => _problem is not null && _delegateBox == box ? "true" : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private void Refuse(DomainRuleException rule)
    {
        _done = null;
        _problem = Sentences.Of(T, rule);
    }

    /// <summary>Name and language.</summary>
    public sealed class ProfileForm
    {
        public string? DisplayName { get; set; }

        public string? Language { get; set; }
    }

    /// <summary>Who stands in, and when.</summary>
    public sealed class DelegateForm
    {
        public Guid? DelegateId { get; set; }

        public DateOnly? FromDay { get; set; }

        public DateOnly? UntilDay { get; set; }
    }

    /// <summary>Present and new password.</summary>
    public sealed class PasswordForm
    {
        public string? UserName { get; set; }

        public string? Current { get; set; }

        public string? Next { get; set; }

        public string? Again { get; set; }
    }
}
