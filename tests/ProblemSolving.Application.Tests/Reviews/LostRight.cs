using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reviews;

/// <summary>The ways in which somebody stops being the one who answers.</summary>
public enum LostRight
{
    Membership,
    Role,
    Account,
}

internal static class LostRights
{
    public static async Task TakeAsync(this TestApp app, LostRight lost, Project project, Actor owner, Actor from)
    {
        if (lost == LostRight.Membership)
        {
            await app.Get<ProjectService>().RemoveMemberAsync(owner, project.Id, from.UserId, CancellationToken.None);
            return;
        }

        var admin = await app.AddUserAsync("admin", SystemRole.Admin);
        var accounts = app.Get<AccountService>();
        if (lost == LostRight.Role)
            await accounts.SetRolesAsync(admin, from.UserId, [SystemRole.Analyst], CancellationToken.None);
        else
            await accounts.SetDisabledAsync(admin, from.UserId, disabled: true, CancellationToken.None);
    }
}
