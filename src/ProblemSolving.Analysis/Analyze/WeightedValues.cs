namespace ProblemSolving.Analysis.Analyze;

/// <summary>Different values in rising order, each with how often it stands: quantiles of type 7 without writing every value out.</summary>
internal sealed class WeightedValues
{
    private readonly double[] _values;
    private readonly long[] _upTo;

    public WeightedValues(IReadOnlyList<(double Value, long Count)> rising)
    {
        _values = new double[rising.Count];
        _upTo = new long[rising.Count];
        for (var i = 0; i < rising.Count; i++)
        {
            _values[i] = rising[i].Value;
            Count += rising[i].Count;
            _upTo[i] = Count;
        }
    }

    public long Count { get; }

    /// <param name="share">In [0, 1]; there must be a value.</param>
    public double Quantile(double share)
    {
        var place = share * (Count - 1);
        var below = (long)Math.Floor(place);
        var (low, high) = (At(below), At(Math.Min(below + 1, Count - 1)));
        return low + (high - low) * (place - below);
    }

    private double At(long index)
    {
        // the first value whose running count lies above the place
        var found = Array.BinarySearch(_upTo, index + 1);
        return _values[found >= 0 ? found : ~found];
    }
}
