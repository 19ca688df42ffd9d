namespace ProblemSolving.Web.Security;

/// <summary>Addresses of the account pages.</summary>
public static class AccountUrls
{
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Profile = "/account";
    public const string Absence = Profile + "#absence";
    public const string Setup = "/setup";
    public const string Users = "/admin/users";

    public static string SignInTo(string returnUrl) => $"{SignIn}?returnUrl={Uri.EscapeDataString(returnUrl)}";
}
