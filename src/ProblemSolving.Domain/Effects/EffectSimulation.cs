using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Effects;

/// <summary>The spread of one computed number over all draws, in the project's currency; quantiles of type 7.</summary>
public sealed record Spread(double P10, double P50, double P90, double Mean, double StandardDeviation);

/// <summary>What chance makes of the ranges of step 2.</summary>
/// <param name="Seed">The same sheet and seed give the same numbers.</param>
/// <param name="LossProbability">Share of draws whose net present value is below 0, in [0, 1].</param>
/// <param name="Histogram">Counts of net present values in equal steps between <paramref name="HistogramLow"/> and <paramref name="HistogramHigh"/>; the outermost 1 % on both sides are counted in the end bars.</param>
public sealed record EffectSimulationResult(
    int Draws,
    ulong Seed,
    Spread NetPerYear,
    Spread NetPresentValue,
    double LossProbability,
    double HistogramLow,
    double HistogramHigh,
    IReadOnlyList<int> Histogram)
{
    /// <summary>False when no input has a range: every draw gives the same two numbers, and a chance says nothing.</summary>
    public bool HasSpread() => NetPresentValue.P10 != NetPresentValue.P90 || NetPerYear.P10 != NetPerYear.P90;
}

/// <summary>Draws every input from its range, each on its own, and computes the sheet again for each draw (Monte Carlo).</summary>
public static class EffectSimulation
{
    public const int DefaultDraws = 100_000;
    public const ulong DefaultSeed = 20_240_112;

    private const int Chunk = 5_000;
    private const int Bars = 24;

    /// <param name="draws">≥ 1,000.</param>
    /// <param name="threads">How many cores may be used; the numbers do not depend on it.</param>
    /// <returns>Null when the sheet has no complete line.</returns>
    public static EffectSimulationResult? Run(EffectModel model, int draws = DefaultDraws, ulong seed = DefaultSeed, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1_000);
        if (!model.HasLines)
            return null;
        var samplers = model.Inputs.Select(i => new RangeSampler(i.Range)).ToArray();
        var (presentValues, years) = (new double[draws], new double[draws]);
        var chunks = (draws + Chunk - 1) / Chunk;

        // Each chunk has a stream of its own, so that the split over cores changes nothing.
        void Fill(int chunk)
        {
            var random = new SeededRandom(seed, (ulong)chunk);
            var values = new double[samplers.Length];
            var end = Math.Min(draws, (chunk + 1) * Chunk);
            for (var i = chunk * Chunk; i < end; i++)
            {
                for (var k = 0; k < values.Length; k++)
                    values[k] = samplers[k].At(random.Uniform());
                presentValues[i] = model.NetPresentValue(values);
                years[i] = model.NetPerYear(values);
            }
        }

        if (threads <= 1)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Fill(chunk);
            }
        }
        else
        {
            Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, Fill);
        }

        var losses = presentValues.Count(v => v < 0);
        Array.Sort(presentValues);
        Array.Sort(years);
        var (low, high) = (Quantiles.OfSorted(presentValues, 0.01), Quantiles.OfSorted(presentValues, 0.99));
        return new EffectSimulationResult(draws, seed, SpreadOf(years), SpreadOf(presentValues), (double)losses / draws, low, high, Counts(presentValues, low, high));
    }

    private static Spread SpreadOf(double[] sorted)
    {
        var mean = sorted.Average();
        var squares = 0.0;
        foreach (var value in sorted)
            squares += (value - mean) * (value - mean);
        return new Spread(Quantiles.OfSorted(sorted, 0.1), Quantiles.OfSorted(sorted, 0.5), Quantiles.OfSorted(sorted, 0.9), mean, Math.Sqrt(squares / (sorted.Length - 1)));
    }

    private static int[] Counts(double[] values, double low, double high)
    {
        if (!(high > low))
            return [values.Length];
        var counts = new int[Bars];
        foreach (var value in values)
            counts[(int)Math.Clamp((value - low) / (high - low) * Bars, 0, Bars - 1)]++;
        return counts;
    }
}
