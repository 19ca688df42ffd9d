using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Account;

/// <summary>The first page of a new installation. Once somebody has an account it leads to the sign-in form.</summary>
public sealed partial class SetupPage
{
    private string? _problem;

    [Inject] private FirstAdministrator First { get; set; } = default!;

    [Inject] private SignInService SignIn { get; set; } = default!;

    [Inject] private SignInThrottle Throttle { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "setup")] private SetupForm? Posted { get; set; }

    private SetupForm Form { get; set; } = new();

    private bool Trusted => CallerPlace.IsThisMachine(Http);

    protected override async Task OnInitializedAsync()
    {
        Form = Posted ?? Form;
        if (!await First.IsNeededAsync(Http.RequestAborted))
            Navigation.NavigateTo(AccountUrls.SignIn);
    }

    private async Task SubmitAsync()
    {
        try
        {
            if (!Trusted && !Throttle.TryEnter(CallerPlace.AddressOf(Http), AccountUrls.Setup))
            {
                Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                _problem = T["sign-in.too-many"];
                return;
            }

            if (Form.Password != Form.Again)
                throw new DomainRuleException("account.password.differ");
            await First.CreateAsync(Form.UserName ?? "", Form.DisplayName ?? "", Form.Password ?? "", Trusted, Form.Token, Http.RequestAborted);
        }
        catch (DomainRuleException rule)
        {
            _problem = Sentences.Of(T, rule);
            return;
        }

        await SignIn.SignInAsync(Form.UserName!, Form.Password!, remember: false, CallerPlace.AddressOf(Http));
        Navigation.NavigateTo(LocalUrl.Home);
    }

    /// <summary>The fields of the form.</summary>
    public sealed class SetupForm
    {
        public string? Token { get; set; }

        public string? UserName { get; set; }

        public string? DisplayName { get; set; }

        public string? Password { get; set; }

        public string? Again { get; set; }
    }
}
