namespace ProblemSolving.Domain.Reviews;

/// <summary>What somebody on the approval line does.</summary>
public enum ApprovalKind
{
    /// <summary>Looks at it first and passes it on, one person per place.</summary>
    Review,

    /// <summary>Has to agree; several people may stand at one place, in any order.</summary>
    Agree,

    /// <summary>Decides; the last place.</summary>
    Decide,
}

/// <summary>One person on the approval line of a project.</summary>
public sealed class ApprovalSeat
{
    public Guid ProjectId { get; init; }

    public Guid UserId { get; init; }

    public ApprovalKind Kind { get; init; }

    /// <summary>From 1; whoever shares a place is asked at the same time.</summary>
    public int Place { get; init; }
}

/// <summary>A seat as it was when the question was put; later changes of the line leave it alone.</summary>
public sealed record LineSeat(Guid UserId, ApprovalKind Kind, int Place);

/// <summary>A seat that changed hands after the question was put.</summary>
/// <param name="ToId">The new holder; null when the seat was left out.</param>
/// <param name="ById">Who changed it, never as an answer to the question.</param>
public sealed record SeatChange(Guid FromId, Guid? ToId, ApprovalKind Kind, int Place, string Reason, Guid ById, DateTime AtUtc);

/// <summary>The order in which a question goes from desk to desk. Without a line any reviewer decides.</summary>
public static class ApprovalLine
{
    /// <summary>Most people on a line.</summary>
    public const int Most = 20;

    /// <summary>Puts somebody at the end of a line that is being made: whoever comes last decides, and who decided until then reviews first.</summary>
    public static IReadOnlyList<LineSeat> Append(IReadOnlyList<LineSeat> seats, Guid userId)
    {
        ArgumentNullException.ThrowIfNull(seats);
        var last = seats.Select(s => s.Place).DefaultIfEmpty().Max();
        return [.. seats.Select(s => s.Kind == ApprovalKind.Decide ? s with { Kind = ApprovalKind.Review } : s), new LineSeat(userId, ApprovalKind.Decide, last + 1)];
    }

    /// <summary>Numbers the places anew from 1 in the order given and checks the line.</summary>
    /// <param name="seats">In any order; empty takes the line away.</param>
    /// <exception cref="DomainRuleException">Somebody twice, too many, two kinds at one place, several reviewers at one place, or not exactly one who decides at the end.</exception>
    public static IReadOnlyList<LineSeat> Arrange(IEnumerable<LineSeat> seats)
    {
        ArgumentNullException.ThrowIfNull(seats);
        var ordered = seats.OrderBy(s => s.Place).ToList();
        if (ordered.Count == 0)
            return [];
        if (ordered.Count > Most)
            throw new DomainRuleException("line.too-many", Most);
        if (ordered.DistinctBy(s => s.UserId).Count() < ordered.Count)
            throw new DomainRuleException("line.twice");
        if (ordered.Count(s => s.Kind == ApprovalKind.Decide) != 1 || ordered[^1].Kind != ApprovalKind.Decide)
            throw new DomainRuleException("line.no-decider");
        var places = ordered.GroupBy(s => s.Place).ToList();
        if (places.Any(p => p.Select(s => s.Kind).Distinct().Count() > 1))
            throw new DomainRuleException("line.mixed-place");
        if (places.Any(p => p.Count() > 1 && p.First().Kind != ApprovalKind.Agree))
            throw new DomainRuleException("line.shared-place");
        return [.. places.SelectMany((place, index) => place.Select(s => s with { Place = index + 1 }))];
    }
}
