namespace ProblemSolving.Documents.Reports.Figures;

/// <summary>An axis range with round ticks (steps of 1, 2 or 5 times a power of ten) that covers the values, and zero unless it should fit them.</summary>
internal sealed record NiceScale(double Min, double Max, double Step)
{
    /// <param name="values">Finite values; an empty sequence gives 0 to 1.</param>
    /// <param name="fit">True to leave zero out where the values do not reach it.</param>
    /// <param name="whole">True for counts: the step is never below 1.</param>
    public static NiceScale Over(IEnumerable<double> values, bool whole, int ticks = 5, bool fit = false)
    {
        var finite = values.Where(double.IsFinite).ToList();
        if (!fit || finite.Count == 0)
            finite.Add(0);
        var (low, high) = (finite.Min(), finite.Max());

        if (high - low <= 0)
            high = 1;
        var rough = (high - low) / ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var fraction = rough / power;
        var step = power * (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10);
        if (whole)
            step = Math.Max(1, Math.Round(step));
        return new NiceScale(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, step);
    }

    public IEnumerable<double> Ticks()
    {
        var count = (int)Math.Round((Max - Min) / Step);
        for (var i = 0; i <= count; i++)
            yield return Math.Round(Min + i * Step, 12);
    }

    /// <summary>Where a value lies between Min (0) and Max (1).</summary>
    public double Share(double value) => (value - Min) / (Max - Min);
}
