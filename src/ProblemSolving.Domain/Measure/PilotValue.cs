using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Domain.Measure;

/// <summary>
/// A measured difference carried over to a year: population × periods per year × difference × value per unit, for one line of
/// step 2 and before its costs. It holds as far as the pilot's customers are like that population.
/// </summary>
/// <param name="LineName">The line of step 2 that was used: the one with the largest likely gain.</param>
/// <param name="PopulationPerYear">Units concerned in a year.</param>
/// <param name="ValuePerUnit">In the project's currency.</param>
/// <param name="ExtraPerYear">Extra responses in a year; low and high from the interval of the difference.</param>
/// <param name="MoneyPerYear">In the project's currency; low and high from the same interval.</param>
/// <param name="PlannedPerYear">What step 2 promised for this line, before its costs.</param>
public sealed record PilotValue(
    string LineName,
    decimal PopulationPerYear,
    string PopulationUnit,
    decimal ValuePerUnit,
    PilotExtra ExtraPerYear,
    MoneyRange MoneyPerYear,
    MoneyRange PlannedPerYear)
{
    /// <returns>Null when step 2 has no complete line.</returns>
    public static PilotValue? From(TwoProportionResult rates, EffectEstimate estimate, IReadOnlyList<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(estimate);
        if (estimate.LargestLine(lines) is not { Population: { } population, ValuePerUnit: { } value, ChangeLikely: { } change } line)
            return null;
        var perYear = population * line.Period.PerYear();
        decimal Money(double difference) => Math.Round((decimal)difference * perYear * value, 2, MidpointRounding.AwayFromZero);
        double Extra(double difference) => difference * (double)perYear;
        return new PilotValue(
            line.Name, perYear, line.PopulationUnit, value,
            new PilotExtra(Extra(rates.Newcombe.Low), Extra(rates.Difference), Extra(rates.Newcombe.High)),
            new MoneyRange(Money(rates.Newcombe.Low), Money(rates.Difference), Money(rates.Newcombe.High)),
            new MoneyRange((line.ChangeLow ?? change) * perYear * value, change * perYear * value, (line.ChangeHigh ?? change) * perYear * value));
    }
}

/// <summary>Extra responses in a year, not rounded.</summary>
public sealed record PilotExtra(double Low, double Likely, double High);
