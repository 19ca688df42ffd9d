using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Tests.Effects;

internal static class Lines
{
    /// <summary>1,200 people a year, change 0, 0.3 and 1 (or as given), worth 1 each: gain a year = 1,200 × change.</summary>
    public static EffectLine Of(RangeShape shape, decimal? low, decimal likely, decimal? high, decimal population = 1200, decimal value = 1) => new()
    {
        Id = Guid.NewGuid(),
        Name = "line",
        Population = population,
        PopulationUnit = "customers",
        Period = Period.Year,
        ChangeLow = low,
        ChangeLikely = likely,
        ChangeHigh = high,
        ValuePerUnit = value,
        Shape = shape,
    };
}
