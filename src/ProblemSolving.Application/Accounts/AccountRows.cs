using ProblemSolving.Domain.Accounts;

namespace ProblemSolving.Application.Accounts;

/// <summary>One line of the administrator's list.</summary>
/// <param name="IsLocked">Too many wrong passwords; opens by itself.</param>
public sealed record AccountRow(
    Guid Id,
    string UserName,
    string DisplayName,
    IReadOnlyList<SystemRole> Roles,
    bool IsDisabled,
    bool IsLocked,
    DateTime CreatedAtUtc);

/// <summary>A new account. The password is told to its owner by the administrator and changed by the owner.</summary>
public sealed record NewAccount(string UserName, string DisplayName, string Password, IReadOnlyCollection<SystemRole> Roles);

/// <summary>What people see and change of their own account.</summary>
/// <param name="Language"><c>ko</c>, <c>en</c>, or null to follow the browser.</param>
public sealed record AccountProfile(Guid Id, string UserName, string DisplayName, string? Language, IReadOnlyList<SystemRole> Roles);
