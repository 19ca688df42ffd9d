namespace ProblemSolving.Domain.Measure;

/// <summary>Money that was spent on a project.</summary>
public sealed class Spending
{
    public const int MostLetters = 200;

    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    /// <summary>The pilot it was spent on; counts against its planned cost.</summary>
    public Guid? PilotId { get; init; }

    public DateOnly Day { get; init; }

    public required string What { get; init; }

    /// <summary>In the project's currency; negative for money that came back.</summary>
    public decimal Amount { get; init; }

    public Guid AuthorId { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    /// <exception cref="DomainRuleException">No text, a text too long, no amount, or a day still to come.</exception>
    public void Check(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(What))
            throw new DomainRuleException("spending.no-text");
        if (What.Length > MostLetters)
            throw new DomainRuleException("field.too-long", MostLetters, What.Length);
        if (Amount == 0)
            throw new DomainRuleException("spending.no-amount");
        if (Math.Abs(Amount) > 1_000_000_000_000_000m)
            throw new DomainRuleException("field.too-large", Amount);
        if (Day > today)
            throw new DomainRuleException("spending.future");
    }
}
