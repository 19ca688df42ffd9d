namespace ProblemSolving.Application.Access;

/// <summary>Who asks. Every command and query of a feature service takes one first; what it may do is looked up anew each time.</summary>
public readonly record struct Actor(Guid UserId)
{
    /// <summary>Nobody: refused everywhere.</summary>
    public static Actor Anonymous => default;

    /// <summary>The program itself, for scheduled work it started; never given to a page.</summary>
    public static Actor System { get; } = new(new Guid("00000000-0000-0000-0000-000000000001"));
}
