using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Domain.Measure;

/// <summary>
/// A measured gain of the rate carried over to a year: population × periods per year × difference × value per unit, for one line of
/// step 2 and before its costs. It holds as far as the pilot's customers are like that population.
/// </summary>
/// <param name="LineName">The line of step 2 that was used: the largest whose change is a rate.</param>
/// <param name="PopulationPerYear">Units concerned in a year.</param>
/// <param name="ValuePerUnit">In the project's currency.</param>
/// <param name="ExtraPerYear">Extra responses in a year, or those avoided where they should become rarer; low and high from the interval of the difference.</param>
/// <param name="MoneyPerYear">In the project's currency; low and high from the same interval.</param>
/// <param name="PlannedPerYear">What step 2 promised for this line, before its costs; low and high as step 2 has them.</param>
public sealed record PilotValue(
    string LineName,
    decimal PopulationPerYear,
    string PopulationUnit,
    decimal ValuePerUnit,
    PilotExtra ExtraPerYear,
    MoneyRange MoneyPerYear,
    MoneyRange PlannedPerYear)
{
    /// <returns>Null when step 2 has no complete line whose change is a rate.</returns>
    public static PilotValue? From(RateGain gain, EffectEstimate estimate, IReadOnlyList<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(gain);
        ArgumentNullException.ThrowIfNull(estimate);
        if (estimate.LargestRateLine(lines) is not { Population: { } population, ValuePerUnit: { } value } line || EffectLineGain.BeforeCost(line) is not { } planned)
            return null;
        var perYear = population * EffectLineGain.PeriodsPerYear(line);
        decimal Money(double difference) => Math.Round((decimal)difference * perYear * value, 2, MidpointRounding.AwayFromZero);
        double Extra(double difference) => difference * (double)perYear;
        return new PilotValue(
            line.Name, perYear, line.PopulationUnit, value,
            new PilotExtra(Extra(gain.Low), Extra(gain.Likely), Extra(gain.High)),
            new MoneyRange(Money(gain.Low), Money(gain.Likely), Money(gain.High)),
            planned);
    }
}

/// <summary>
/// What the customers of the pilot really paid, to stand beside the value per unit that step 2 assumes: the yearly value rests on
/// the assumption, not on these amounts.
/// </summary>
/// <param name="PerResponder">Money per customer of the target group who responded; null when nobody did.</param>
/// <param name="PerCustomer">Money per customer, target minus control, everybody assigned counted.</param>
/// <param name="Interval">For <paramref name="PerCustomer"/>; null without any spread.</param>
/// <param name="PerYear">The difference per customer times the population of a year; null without a complete line.</param>
public sealed record PilotOwnAmount(decimal? PerResponder, decimal Target, decimal Control, decimal PerCustomer, Interval? Interval, decimal? PerYear)
{
    /// <returns>Null when the responses had no amounts.</returns>
    public static PilotOwnAmount? Of(PilotResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.HasAmount || result.Target.Assigned == 0 || result.Control.Assigned == 0)
            return null;
        var (target, control) = (result.Target.Amount / result.Target.Assigned, result.Control.Amount / result.Control.Assigned);
        return new PilotOwnAmount(
            result.Target.Responders == 0 ? null : result.Target.Amount / result.Target.Responders,
            target, control, target - control, result.Readout.AmountInterval,
            result.Value is { } value ? (target - control) * value.PopulationPerYear : null);
    }
}

/// <summary>Extra responses in a year, not rounded.</summary>
public sealed record PilotExtra(double Low, double Likely, double High);
