using Microsoft.AspNetCore.Components.Authorization;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;

namespace ProblemSolving.Web.Security;

/// <summary>The person on the page, as the services want to know them.</summary>
public sealed class CurrentActor(AuthenticationStateProvider states)
{
    public async ValueTask<Actor> GetAsync() => (await states.GetAuthenticationStateAsync()).User.ToActor();
}
