namespace ProblemSolving.Domain.Accounts;

/// <summary>Who answers at the gates in somebody's place while they are away; at most one per person, and never passed on further.</summary>
public sealed class Delegation
{
    /// <summary>Who is away.</summary>
    public Guid UserId { get; init; }

    public Guid DelegateId { get; init; }

    /// <summary>First day, in the time zone of the project that is decided on.</summary>
    public DateOnly FromDay { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly UntilDay { get; init; }

    public bool IsActiveOn(DateOnly day) => FromDay <= day && day <= UntilDay;

    /// <exception cref="DomainRuleException">Oneself, the last day before the first, or a time that is over.</exception>
    public void Check(DateOnly today)
    {
        if (DelegateId == UserId)
            throw new DomainRuleException("delegate.self");
        if (UntilDay < FromDay)
            throw new DomainRuleException("delegate.order");
        if (UntilDay < today)
            throw new DomainRuleException("delegate.past");
    }
}
