namespace ProblemSolving.Application.Access;

/// <summary>The actor may not do this, or the thing does not exist for them; the two look alike on purpose.</summary>
public sealed class AccessDeniedException(Permission permission) : Exception($"Denied: {permission}.")
{
    public Permission Permission { get; } = permission;
}
