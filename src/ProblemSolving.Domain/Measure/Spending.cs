namespace ProblemSolving.Domain.Measure;

/// <summary>Money that was spent on a project.</summary>
public sealed class Spending
{
    public const int MostLetters = 200;

    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    /// <summary>The pilot it was spent on; counts against its planned cost.</summary>
    public Guid? PilotId { get; init; }

    /// <summary>The delivery that booked it by itself; such a row stays as long as its delivery does.</summary>
    public Guid? OperateRunId { get; init; }

    /// <summary>The entry that the money came back from; only with a negative amount.</summary>
    public Guid? RefundOfId { get; init; }

    public DateOnly Day { get; init; }

    public required string What { get; init; }

    /// <summary>In the project's currency; negative for money that came back.</summary>
    public decimal Amount { get; init; }

    public Guid AuthorId { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    /// <summary>True for money that came back.</summary>
    public bool IsRefund => Amount < 0;

    /// <summary>Money that came back belongs to money that was spent, and is never more than that.</summary>
    /// <param name="ledger">All entries of the project.</param>
    /// <exception cref="DomainRuleException">A refund without its entry or of another refund, more than what is left of it, before it was spent, or an entry named by money that was spent.</exception>
    public void CheckRefund(IReadOnlyList<Spending> ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (!IsRefund)
        {
            if (RefundOfId is not null)
                throw new DomainRuleException("spending.refund.sign");
            return;
        }

        var spent = ledger.FirstOrDefault(s => s.Id == RefundOfId && !s.IsRefund) ?? throw new DomainRuleException("spending.refund.of-what");
        if (Day < spent.Day)
            throw new DomainRuleException("spending.refund.before", spent.Day);
        var left = spent.Amount + ledger.Where(s => s.RefundOfId == spent.Id && s.Id != Id).Sum(s => s.Amount);
        if (-Amount > left)
            throw new DomainRuleException("spending.refund.too-much", -Amount, left);
    }

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
