using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Effects;

/// <summary>The ranges of step 2 with the names of their fields.</summary>
internal static class EffectFields
{
    public static RangeFields Population(EffectLine line) =>
        new((nameof(line.PopulationLow), line.PopulationLow), (nameof(line.Population), line.Population), (nameof(line.PopulationHigh), line.PopulationHigh));

    public static RangeFields Change(EffectLine line) =>
        new((nameof(line.ChangeLow), line.ChangeLow), (nameof(line.ChangeLikely), line.ChangeLikely), (nameof(line.ChangeHigh), line.ChangeHigh));

    public static RangeFields Value(EffectLine line) =>
        new((nameof(line.ValueLow), line.ValueLow), (nameof(line.ValuePerUnit), line.ValuePerUnit), (nameof(line.ValueHigh), line.ValueHigh));

    public static RangeFields OneOffCost(EffectsSheet sheet) =>
        new((nameof(sheet.OneOffCostLow), sheet.OneOffCostLow), (nameof(sheet.OneOffCost), sheet.OneOffCost), (nameof(sheet.OneOffCostHigh), sheet.OneOffCostHigh));

    public static RangeFields RunningCost(EffectsSheet sheet) =>
        new((nameof(sheet.RunningCostLow), sheet.RunningCostLow), (nameof(sheet.RunningCostPerYear), sheet.RunningCostPerYear), (nameof(sheet.RunningCostHigh), sheet.RunningCostHigh));

    /// <summary>The first of the three numbers a gain is made of that is not there yet, or null.</summary>
    public static string? FirstMissing(EffectLine line) =>
        line.Population is null ? nameof(line.Population)
        : line.ChangeLikely is null ? nameof(line.ChangeLikely)
        : line.ValuePerUnit is null ? nameof(line.ValuePerUnit)
        : null;

    /// <summary>The number that makes the gain nothing, or null.</summary>
    public static string? Nothing(EffectLine line) =>
        line.Population == 0 ? nameof(line.Population)
        : line.ValuePerUnit == 0 ? nameof(line.ValuePerUnit)
        : line.ChangeLikely == 0 && line.ChangeLow is null or 0 && line.ChangeHigh is null or 0 ? nameof(line.ChangeLikely)
        : null;
}
