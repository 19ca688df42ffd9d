using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Web.Localization;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Account;

/// <summary>Signs a person in and sends them where they wanted to go.</summary>
public sealed partial class SignInPage
{
    private string? _problem;

    [Inject] private SignInService SignIn { get; set; } = default!;

    [Inject] private FirstAdministrator First { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")] private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")] private SignInForm? Posted { get; set; }

    private SignInForm Form { get; set; } = new();

    protected override async Task OnInitializedAsync()
    {
        Form = Posted ?? Form;
        if (await First.IsNeededAsync(Http.RequestAborted))
            Navigation.NavigateTo(AccountUrls.Setup);
    }

    private async Task SubmitAsync()
    {
        if (string.IsNullOrWhiteSpace(Form.UserName) || string.IsNullOrEmpty(Form.Password))
        {
            _problem = "sign-in.missing";
            return;
        }

        var result = await SignIn.SignInAsync(Form.UserName, Form.Password, Form.Remember, CallerPlace.AddressOf(Http));
        switch (result.Outcome)
        {
            case SignInOutcome.Done:
                if (result.Language is { } language)
                    Http.Response.RememberLanguage(language);
                Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
                break;
            case SignInOutcome.Refused:
                _problem = "sign-in.refused";
                break;
            case SignInOutcome.TooManyTries:
                Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                _problem = "sign-in.too-many";
                break;
        }
    }

    /// <summary>The fields of the form.</summary>
    public sealed class SignInForm
    {
        public string UserName { get; set; } = "";

        public string Password { get; set; } = "";

        public bool Remember { get; set; }
    }
}
