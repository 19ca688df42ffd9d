namespace ProblemSolving.Analysis.Measure;

/// <summary>Customers whose watch ended at one time.</summary>
/// <param name="Time">In any unit, at least 0.</param>
/// <param name="Events">Those to whom it happened.</param>
/// <param name="Censored">Those who were still waiting when the data ended.</param>
public readonly record struct SurvivalCount(double Time, long Events, long Censored);

/// <summary>The estimate from one time on until the next.</summary>
/// <param name="AtRisk">Waiting just before the time.</param>
/// <param name="Survival">In [0, 1].</param>
/// <param name="Low">Of the band; null where the estimate is 0 or 1.</param>
public sealed record KaplanMeierStep(double Time, long AtRisk, long Events, double Survival, double? Low, double? High);

/// <summary>
/// The product-limit estimate of Kaplan and Meier (1958) with Greenwood's variance and a pointwise band on the log(−log) scale,
/// as R's <c>survfit(conf.type = "log-log")</c>.
/// </summary>
public static class KaplanMeier
{
    /// <param name="counts">Rising in time, each time once; not checked further.</param>
    /// <param name="level">Coverage of the band, in (0, 1).</param>
    /// <returns>One step for each time.</returns>
    /// <exception cref="ArgumentException">Times do not rise.</exception>
    public static IReadOnlyList<KaplanMeierStep> Fit(IReadOnlyList<SurvivalCount> counts, double level = 0.95)
    {
        var z = NormalDistribution.UpperQuantile((1 - level) / 2);
        var atRisk = counts.Sum(c => c.Events + c.Censored);
        var (survival, greenwood) = (1.0, 0.0);
        var steps = new List<KaplanMeierStep>(counts.Count);
        foreach (var (time, events, censored) in counts)
        {
            if (steps.Count > 0 && time <= steps[^1].Time)
                throw new ArgumentException("Times must rise.", nameof(counts));
            if (events > 0)
            {
                survival = events == atRisk ? 0 : survival * (atRisk - events) / atRisk;
                greenwood += (double)events / atRisk / (atRisk - events);
            }

            var (low, high) = Band(survival, greenwood, z);
            steps.Add(new KaplanMeierStep(time, atRisk, events, survival, low, high));
            atRisk -= events + censored;
        }

        return steps;
    }

    /// <summary>First time at which half are left or fewer; the middle of the stretch when the curve stays at exactly a half; null when it never comes.</summary>
    public static double? Median(IReadOnlyList<KaplanMeierStep> steps)
    {
        const double Slack = 1e-12;
        var at = steps.ToList().FindIndex(s => s.Survival <= 0.5 + Slack);
        if (at < 0)
            return null;
        if (Math.Abs(steps[at].Survival - 0.5) > Slack)
            return steps[at].Time;
        var after = steps.Skip(at).FirstOrDefault(s => s.Survival < 0.5 - Slack);
        return after is null ? steps[at].Time : (steps[at].Time + after.Time) / 2;
    }

    /// <summary>The estimate at a time; null where nobody was watched for so long.</summary>
    public static double? At(IReadOnlyList<KaplanMeierStep> steps, double time) =>
        steps.Count == 0 || steps[^1].Time < time ? null : steps.LastOrDefault(s => s.Time <= time)?.Survival ?? 1;

    private static (double? Low, double? High) Band(double survival, double greenwood, double z)
    {
        if (survival is <= 0 or >= 1)
            return (null, null);
        var reach = z * Math.Sqrt(greenwood) / Math.Log(survival);
        return (Math.Pow(survival, Math.Exp(-reach)), Math.Pow(survival, Math.Exp(reach)));
    }
}
