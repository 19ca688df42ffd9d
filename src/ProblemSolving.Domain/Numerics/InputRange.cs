namespace ProblemSolving.Domain.Numerics;

/// <summary>How chances are spread between the low and the high value of an input.</summary>
public enum RangeShape
{
    /// <summary>
    /// The beta distribution of project planning with the weight 4 on the likely value.
    /// Source: Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7(5).
    /// </summary>
    Pert,

    /// <summary>Straight lines from low up to likely and down to high.</summary>
    Triangular,
}

/// <summary>An input that is not known exactly.</summary>
/// <param name="Low">The lowest value thought possible, ≤ <paramref name="Likely"/>.</param>
/// <param name="Likely">The most likely value.</param>
/// <param name="High">The highest value thought possible, ≥ <paramref name="Likely"/>.</param>
public readonly record struct InputRange(double Low, double Likely, double High, RangeShape Shape)
{
    /// <summary>True when nothing varies.</summary>
    public bool IsFixed => Low == High;

    /// <summary>The expected value: (low + 4 likely + high) / 6 for PERT, (low + likely + high) / 3 for triangular.</summary>
    public double Mean => Shape switch
    {
        RangeShape.Pert => (Low + (4 * Likely) + High) / 6,
        RangeShape.Triangular => (Low + Likely + High) / 3,
    };

    public static InputRange Fixed(double value) => new(value, value, value, RangeShape.Pert);

    /// <summary>Takes a missing low or high as the likely value.</summary>
    public static InputRange Of(decimal? low, decimal likely, decimal? high, RangeShape shape) =>
        new((double)(low ?? likely), (double)likely, (double)(high ?? likely), shape);
}
