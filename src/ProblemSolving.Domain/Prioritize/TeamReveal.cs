namespace ProblemSolving.Domain.Prioritize;

/// <summary>When hidden points may be shown: one person's points alone would tell the others what to give.</summary>
public static class TeamReveal
{
    /// <summary>So many people have to give points first, unless nobody else may.</summary>
    public const int Least = 2;

    /// <param name="scorers">How many people gave points.</param>
    /// <param name="voters">How many may give points or gave some, ≥ <paramref name="scorers"/>.</param>
    /// <returns>Code of the reason to wait, or null when the points may be revealed.</returns>
    public static string? ReasonToWait(int scorers, int voters) =>
        scorers == 0 ? "score.none" : scorers < Math.Min(Least, voters) ? "score.too-few" : null;
}
