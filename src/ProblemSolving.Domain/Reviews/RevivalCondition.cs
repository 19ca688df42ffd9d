using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Reviews;

/// <summary>What makes a dropped project worth another look.</summary>
public enum RevivalKind
{
    /// <summary>A day has come.</summary>
    Date,

    /// <summary>The metric of step 1 is at or above a value.</summary>
    MetricAtLeast,

    /// <summary>The metric of step 1 is at or below a value.</summary>
    MetricAtMost,
}

/// <summary>A condition that the program checks by itself.</summary>
/// <param name="On">The day, for <see cref="RevivalKind.Date"/>.</param>
/// <param name="Value">In the unit of the metric; a rate in [0, 1].</param>
public sealed record RevivalCondition(RevivalKind Kind, DateOnly? On, decimal? Value)
{
    /// <param name="metric">The metric's latest value; null while there is none.</param>
    /// <exception cref="DomainRuleException">The day or the value is missing, the day is not in the future, the metric can never have the value, or it has it already.</exception>
    public void Check(DateOnly today, decimal? metric, MetricUnit unit)
    {
        if (Kind == RevivalKind.Date)
        {
            if (On is null)
                throw new DomainRuleException("gate.revival.no-date");
            if (On <= today)
                throw new DomainRuleException("gate.revival.past-date");
            return;
        }

        if (Value is null)
            throw new DomainRuleException("gate.revival.no-value");
        if (unit == MetricUnit.Rate && Value is (< 0 or > 1))
            throw new DomainRuleException("gate.revival.rate", Value.Value * 100);
        if (unit == MetricUnit.Count && Value < 0)
            throw new DomainRuleException("gate.revival.negative");
        if (IsMet(today, metric))
            throw new DomainRuleException("gate.revival.met-already");
    }

    /// <param name="metric">The metric's latest value; null while there is none.</param>
    public bool IsMet(DateOnly today, decimal? metric) => Kind switch
    {
        RevivalKind.Date => On <= today,
        RevivalKind.MetricAtLeast => metric >= Value,
        RevivalKind.MetricAtMost => metric <= Value,
    };
}
