using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>The arithmetic of each ranking method; sources stand with <see cref="RankingMethod"/>.</summary>
public static class RankFormula
{
    /// <summary>Working days in a person-month, the unit of effort in RICE.</summary>
    public const double DaysPerMonth = 20;

    // Points 1 to 5 on the scales of the RICE paper: impact minimal, low, medium, high, massive; confidence 50 % is the lowest it
    // names, and what is below ("moonshot") is given 20 % and 10 % here.
    private static readonly double[] ImpactFactors = [0.25, 0.5, 1, 2, 3];
    private static readonly double[] ConfidenceFactors = [0.1, 0.2, 0.5, 0.8, 1];

    /// <summary>The score; higher is better. For <see cref="RankingMethod.FastestFirst"/> the days with a minus.</summary>
    /// <param name="fastest">Fewest days to a first result among the options compared; used by own weights only.</param>
    /// <returns>NaN while an input the method needs is missing.</returns>
    public static double Score(RankSettings settings, in RankInputs option, double fastest)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Method switch
        {
            RankingMethod.FastestFirst => -option.Days,
            RankingMethod.EffectPerEffort => option.Share / option.Effort,
            RankingMethod.Rice => option.Reach * ImpactFactor(option.Impact) * ConfidenceFactor(option.Confidence) / (option.Effort / DaysPerMonth),
            RankingMethod.Ice => 2 * (option.Impact + option.Confidence + option.Ease) / 3,   // points of 5 on the scale of 10 that the method is used with
            RankingMethod.Wsjf => settings.CostOfDelay * option.Share / Math.Max(option.Days, 1),
            RankingMethod.ValuePerEffort => option.Impact / EffortPoints(option.Ease),
            RankingMethod.OwnWeights => Weighed(settings.Speed, SpeedPoints(option.Days, fastest)) + Weighed(settings.Impact, option.Impact) + Weighed(settings.Confidence, option.Confidence) + Weighed(settings.Ease, option.Ease),
        };
    }

    /// <summary>Names of the option's fields a method reads, in the order of its formula.</summary>
    public static IReadOnlyList<string> Needs(RankingMethod method) => method switch
    {
        RankingMethod.FastestFirst => [nameof(SolutionOption.DaysToFirstResult)],
        RankingMethod.EffectPerEffort => [nameof(SolutionOption.EffectShare), nameof(SolutionOption.EffortDays)],
        RankingMethod.Rice => [nameof(SolutionOption.Reach), nameof(SolutionOption.ImpactScore), nameof(SolutionOption.ConfidenceScore), nameof(SolutionOption.EffortDays)],
        RankingMethod.Ice => [nameof(SolutionOption.ImpactScore), nameof(SolutionOption.ConfidenceScore), nameof(SolutionOption.EaseScore)],
        RankingMethod.Wsjf => [nameof(SolutionOption.EffectShare), nameof(SolutionOption.DaysToFirstResult)],
        RankingMethod.ValuePerEffort => [nameof(SolutionOption.ImpactScore), nameof(SolutionOption.EaseScore)],
        RankingMethod.OwnWeights => [nameof(SolutionOption.DaysToFirstResult), nameof(SolutionOption.ImpactScore), nameof(SolutionOption.ConfidenceScore), nameof(SolutionOption.EaseScore)],
    };

    /// <summary>The score with its arithmetic in words, or what is missing.</summary>
    public static RankScore Explain(RankSettings settings, SolutionOption option, double fastest)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(option);
        var inputs = RankInputs.Of(option);
        var missing = Needs(settings.Method).Where(field => Counts(settings, field) && IsMissing(inputs, field)).ToList();
        var score = Score(settings, inputs, fastest);
        if (missing.Count > 0)
            return new RankScore(null, new FigureText("rank.why.missing", Names(missing)), missing);
        if (!double.IsFinite(score))
            return new RankScore(null, new FigureText("rank.why.no-delay"), missing);
        var (days, effort, share, reach, impact, confidence, ease) = inputs;
        var why = settings.Method switch
        {
            RankingMethod.FastestFirst => new FigureText("rank.why.fastest", days),
            RankingMethod.EffectPerEffort => new FigureText("rank.why.per-effort", share, effort, score),
            RankingMethod.Rice => new FigureText("rank.why.rice", reach, ImpactFactor(impact), ConfidenceFactor(confidence), effort / DaysPerMonth, score),
            RankingMethod.Ice => new FigureText("rank.why.ice", 2 * impact, 2 * confidence, 2 * ease, score),
            RankingMethod.Wsjf => new FigureText("rank.why.wsjf", settings.CostOfDelay, share, Math.Max(days, 1), score, settings.CostOfDelay * share),
            RankingMethod.ValuePerEffort => new FigureText("rank.why.value", impact, EffortPoints(ease), score),
            RankingMethod.OwnWeights => new FigureText("rank.why.weights", settings.Speed, SpeedPoints(days, fastest), settings.Impact, impact, settings.Confidence, confidence, settings.Ease, ease, score),
        };
        return new RankScore(score, why, missing);
    }

    /// <summary>Between two points straight, since the mean of a team is seldom whole.</summary>
    public static double ImpactFactor(double points) => Between(ImpactFactors, points);

    /// <inheritdoc cref="ImpactFactor"/>
    public static double ConfidenceFactor(double points) => Between(ConfidenceFactors, points);

    // What nobody weighs may be missing.
    private static double Weighed(double weight, double points) => weight == 0 ? 0 : weight * points;

    private static bool Counts(RankSettings settings, string field) => settings.Method != RankingMethod.OwnWeights || field switch
    {
        nameof(SolutionOption.DaysToFirstResult) => settings.Speed,
        nameof(SolutionOption.ImpactScore) => settings.Impact,
        nameof(SolutionOption.ConfidenceScore) => settings.Confidence,
        nameof(SolutionOption.EaseScore) => settings.Ease,
        _ => 1,
    } != 0;

    /// <summary>5 points for the fastest, half of them for twice the time.</summary>
    private static double SpeedPoints(double days, double fastest) => days <= 0 ? 5 : 5 * fastest / days;

    /// <summary>Fields of an option behind each other, in words.</summary>
    public static FigureText Names(IEnumerable<string> fields) =>
        fields.Select(f => new FigureText("field.Solution." + f)).Aggregate((all, next) => new FigureText("rank.list", all, next));

    private static double EffortPoints(double ease) => 6 - ease;

    private static bool IsMissing(in RankInputs inputs, string field) => double.IsNaN(field switch
    {
        nameof(SolutionOption.DaysToFirstResult) => inputs.Days,
        nameof(SolutionOption.EffortDays) => inputs.Effort,
        nameof(SolutionOption.EffectShare) => inputs.Share,
        nameof(SolutionOption.Reach) => inputs.Reach,
        nameof(SolutionOption.ImpactScore) => inputs.Impact,
        nameof(SolutionOption.ConfidenceScore) => inputs.Confidence,
        nameof(SolutionOption.EaseScore) => inputs.Ease,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No method reads it."),
    });

    private static double Between(double[] factors, double points)
    {
        if (double.IsNaN(points))
            return points;
        var at = Math.Clamp(points - 1, 0, factors.Length - 1);
        var lower = Math.Min((int)at, factors.Length - 2);
        return factors[lower] + ((factors[lower + 1] - factors[lower]) * (at - lower));
    }
}

/// <summary>An option's score under the chosen method.</summary>
/// <param name="Value">Higher is better, days with a minus for fastest first; null while it cannot be computed.</param>
/// <param name="Why">The arithmetic in words.</param>
/// <param name="Missing">Names of the option's fields that are still empty.</param>
public sealed record RankScore(double? Value, FigureText Why, IReadOnlyList<string> Missing);
