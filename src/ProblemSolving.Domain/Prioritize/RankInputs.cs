using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>The numbers of one option that rankings use; NaN where one is missing.</summary>
/// <param name="Days">Calendar days to a first result, ≥ 0.</param>
/// <param name="Effort">Person-days, above 0.</param>
/// <param name="Share">Share of the effect of step 2, in [0, 1].</param>
/// <param name="Reach">Customers in a quarter, ≥ 0.</param>
/// <param name="Impact">Points from 1 to 5.</param>
/// <param name="Confidence">Points from 1 to 5.</param>
/// <param name="Ease">Points from 1 to 5.</param>
public readonly record struct RankInputs(double Days, double Effort, double Share, double Reach, double Impact, double Confidence, double Ease)
{
    public static RankInputs Of(SolutionOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        static double Number(decimal? value) => value is { } number ? (double)number : double.NaN;
        return new RankInputs(
            Number(option.DaysToFirstResult), option.EffortDays > 0 ? Number(option.EffortDays) : double.NaN, Number(option.EffectShare),
            Number(option.Reach), Number(option.ImpactScore), Number(option.ConfidenceScore), Number(option.EaseScore));
    }
}

/// <summary>What a ranking needs beside the options.</summary>
/// <param name="CostOfDelay">Of the whole project, money a month; NaN when step 2 does not say or waiting costs nothing.</param>
/// <param name="Speed">Share of this weight in all four, in [0, 1]; the four add up to 1.</param>
public sealed record RankSettings(RankingMethod Method, double CostOfDelay, double Speed, double Impact, double Confidence, double Ease)
{
    public static RankSettings Of(PrioritizeSheet sheet, decimal? costOfDelay)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        decimal?[] weights = [sheet.WeightSpeed, sheet.WeightImpact, sheet.WeightConfidence, sheet.WeightEase];
        var sum = weights.Sum(w => w ?? 0);
        double Part(decimal? weight) => sum > 0 ? (double)((weight ?? 0) / sum) : 0.25;
        return new RankSettings(
            sheet.RankBy, costOfDelay is > 0 and { } cost ? (double)cost : double.NaN,
            Part(sheet.WeightSpeed), Part(sheet.WeightImpact), Part(sheet.WeightConfidence), Part(sheet.WeightEase));
    }
}
