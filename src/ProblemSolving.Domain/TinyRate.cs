namespace ProblemSolving.Domain;

/// <summary>Advice on a rate that was perhaps typed as a fraction into a box of per cent: 0.24 where 24 % is meant.</summary>
public static class TinyRate
{
    private const decimal Smallest = 0.01m;

    /// <param name="rate">In [0, 1]; a fraction typed as per cent always ends up below 1 %.</param>
    /// <returns>Nothing for 0, for a missing value, and from 1 % on. The sentence gets what stands in the box and what it would be as a fraction, both in per cent.</returns>
    public static IEnumerable<Finding> Check(decimal? rate, string code, string place, params object[] before) =>
        rate is > 0 and < Smallest and { } tiny ? [new Finding(code, place, Blocks: false, [.. before, tiny * 100, tiny * 10_000])] : [];
}
