namespace ProblemSolving.Domain.Prioritize;

/// <summary>One member's points for one option on one criterion; hidden from all others until the owner reveals.</summary>
public sealed class TeamScore
{
    public const int Least = 1;
    public const int Most = 5;

    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public Guid OptionId { get; init; }

    public Guid UserId { get; init; }

    public ScoreCriterion Criterion { get; init; }

    /// <summary>From 1 to 5; the rubric says what each means.</summary>
    public int Points { get; private set; }

    public DateTime ChangedAtUtc { get; private set; }

    /// <exception cref="DomainRuleException">Not from 1 to 5.</exception>
    public void Give(int points, DateTime nowUtc)
    {
        if (points is < Least or > Most)
            throw new DomainRuleException("score.range", Least, Most);
        (Points, ChangedAtUtc) = (points, nowUtc);
    }
}

/// <summary>What a team scores; the same points feed RICE, ICE, value per effort and own weights.</summary>
public enum ScoreCriterion
{
    Impact,
    Confidence,
    Ease,
}
