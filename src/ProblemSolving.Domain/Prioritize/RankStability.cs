using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>How often each option takes each rank when its days, effort and share vary within their ranges and its points by one.</summary>
/// <param name="Options">In the computed order; places given by hand are left out of it.</param>
/// <param name="Shares">For each option the share of draws in which it takes rank 1, 2, …; each row and each column adds up to 1.</param>
/// <param name="IsFixed">True when no number that the method uses varies.</param>
/// <param name="VariesPoints">True when the method reads points.</param>
/// <param name="LeftOut">Options without the numbers of the method: against a rival nobody knows, nobody keeps a rank.</param>
/// <param name="WithoutRange">Options of which no number varies: what is firm is firm as far as these are certain.</param>
public sealed record RankStabilityResult(IReadOnlyList<SolutionOption> Options, IReadOnlyList<IReadOnlyList<double>> Shares, int Draws, ulong Seed, bool IsFixed, bool VariesPoints = false, int LeftOut = 0, int WithoutRange = 0)
{
    /// <summary>Share of draws in which the first choice stays first.</summary>
    public double FirstStays => Shares[0][0];
}

/// <summary>
/// Draws the inputs of a ranking, each on its own from a PERT distribution, and ranks again for each draw (Monte Carlo).
/// Points have no range of their own: nobody scores more exactly than to one point, so they vary by one up and down within the scale.
/// </summary>
public static class RankStability
{
    public const int DefaultDraws = 10_000;
    public const ulong DefaultSeed = 20_240_112;

    private const decimal LeastPoints = 1;
    private const decimal MostPoints = 5;

    /// <param name="draws">≥ 1.</param>
    /// <returns>Null with fewer than two options that have the numbers of the method, or while a range does not rise.</returns>
    public static RankStabilityResult? Run(RankSettings settings, IReadOnlyList<SolutionOption> options, int draws = DefaultDraws, ulong seed = DefaultSeed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (options.Count < 2 || !options.All(Rises))
            return null;
        var ordered = Ranking.By(settings, options).Where(r => r.Score.Value is not null).OrderBy(r => r.ComputedRank).Select(r => r.Option).ToList();
        if (ordered.Count < 2)
            return null;
        var drawn = ordered.Select(o => new DrawnOption(o, RankFormula.Needs(settings.Method))).ToArray();
        var counts = new int[drawn.Length, drawn.Length];
        var random = new SeededRandom(seed, stream: 0);
        var (inputs, scores, order) = (new RankInputs[drawn.Length], new double[drawn.Length], new int[drawn.Length]);
        for (var draw = 0; draw < draws; draw++)
        {
            if ((draw & 0x3FF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var fastest = double.PositiveInfinity;
            for (var i = 0; i < drawn.Length; i++)
            {
                inputs[i] = drawn[i].Draw(random);
                if (inputs[i].Days < fastest)
                    fastest = inputs[i].Days;
            }

            for (var i = 0; i < drawn.Length; i++)
                scores[i] = RankFormula.Score(settings, inputs[i], fastest);
            Order(scores, order);
            for (var rank = 0; rank < order.Length; rank++)
                counts[order[rank], rank]++;
        }

        var shares = Enumerable.Range(0, drawn.Length).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, drawn.Length).Select(rank => (double)counts[i, rank] / draws)]).ToList();
        return new RankStabilityResult(ordered, shares, draws, seed, drawn.All(d => d.IsFixed), drawn.Any(d => d.VariesPoints), options.Count - ordered.Count, drawn.Count(d => d.IsFixed));
    }

    // By score, highest first, the missing ones last; equal scores keep the computed order. The order is nearly right from the start.
    private static void Order(double[] scores, int[] order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var at = i;
            for (; at > 0 && IsBetter(scores[i], scores[order[at - 1]]); at--)
                order[at] = order[at - 1];
            order[at] = i;
        }
    }

    private static bool IsBetter(double score, double than) => score > than || (double.IsNaN(than) && !double.IsNaN(score));

    private static bool Rises(SolutionOption o) =>
        EffectLineRanges.Rises(o.EffortLow, o.EffortDays, o.EffortHigh) && EffectLineRanges.Rises(o.DaysLow, o.DaysToFirstResult, o.DaysHigh) && EffectLineRanges.Rises(o.ShareLow, o.EffectShare, o.ShareHigh);

    // One option with a sampler for each of the ranges that the method reads; a number that is missing stays missing.
    private sealed class DrawnOption(SolutionOption option, IReadOnlyList<string> needs)
    {
        private readonly RankInputs _likely = RankInputs.Of(option);
        private readonly RangeSampler? _days = Sampler(needs.Contains(nameof(SolutionOption.DaysToFirstResult)), option.DaysLow, option.DaysToFirstResult, option.DaysHigh);
        private readonly RangeSampler? _effort = Sampler(needs.Contains(nameof(SolutionOption.EffortDays)) && option.EffortDays > 0, option.EffortLow, option.EffortDays, option.EffortHigh);
        private readonly RangeSampler? _share = Sampler(needs.Contains(nameof(SolutionOption.EffectShare)), option.ShareLow, option.EffectShare, option.ShareHigh);

        private readonly RangeSampler? _impact = Points(needs.Contains(nameof(SolutionOption.ImpactScore)), option.ImpactScore);
        private readonly RangeSampler? _confidence = Points(needs.Contains(nameof(SolutionOption.ConfidenceScore)), option.ConfidenceScore);
        private readonly RangeSampler? _ease = Points(needs.Contains(nameof(SolutionOption.EaseScore)), option.EaseScore);

        public bool IsFixed => _days is null && _effort is null && _share is null && !VariesPoints;

        public bool VariesPoints => _impact is not null || _confidence is not null || _ease is not null;

        public RankInputs Draw(SeededRandom random) => _likely with
        {
            Days = _days?.At(random.Uniform()) ?? _likely.Days,
            Effort = _effort?.At(random.Uniform()) ?? _likely.Effort,
            Share = _share?.At(random.Uniform()) ?? _likely.Share,
            Impact = _impact?.At(random.Uniform()) ?? _likely.Impact,
            Confidence = _confidence?.At(random.Uniform()) ?? _likely.Confidence,
            Ease = _ease?.At(random.Uniform()) ?? _likely.Ease,
        };

        private static RangeSampler? Points(bool isUsed, decimal? points) =>
            Sampler(isUsed, points is { } given ? Math.Max(LeastPoints, given - 1) : null, points, points is { } also ? Math.Min(MostPoints, also + 1) : null);

        private static RangeSampler? Sampler(bool isUsed, decimal? low, decimal? likely, decimal? high) =>
            isUsed && likely is { } value && InputRange.Of(low, value, high, RangeShape.Pert) is { IsFixed: false } range ? new RangeSampler(range) : null;
    }
}
