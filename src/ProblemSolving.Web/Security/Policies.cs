using Microsoft.AspNetCore.Authorization;
using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Web.Security;

/// <summary>Who may open an address at all. What they may do there is decided again by the services.</summary>
public static class Policies
{
    public const string Admin = nameof(Admin);
    public const string ThisMachineOrSignedIn = nameof(ThisMachineOrSignedIn);

    public static void Add(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(Admin, policy => policy.RequireRole(nameof(SystemRole.Admin)));
        options.AddPolicy(ThisMachineOrSignedIn, policy => policy.RequireAssertion(context =>
            context.User.Identity?.IsAuthenticated == true
            || (context.Resource is HttpContext http && CallerPlace.IsThisMachine(http))));
    }
}
