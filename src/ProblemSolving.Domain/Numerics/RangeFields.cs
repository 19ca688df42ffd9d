namespace ProblemSolving.Domain.Numerics;

/// <summary>Three numbers of a range with the names of their fields, so that a rule can name the one to mend.</summary>
public readonly record struct RangeFields((string Field, decimal? Value) Low, (string Field, decimal? Value) Likely, (string Field, decimal? Value) High)
{
    /// <summary>The field that breaks low ≤ likely ≤ high, or null: the low one where it is too high, otherwise the high one.</summary>
    public string? OutOfOrder =>
        Low.Value > Likely.Value ? Low.Field
        : Likely.Value > High.Value ? High.Field
        : Low.Value > High.Value ? Low.Field
        : null;

    /// <summary>The first field with such a value, the likely one before its ends; null without one.</summary>
    public string? FirstThat(Func<decimal, bool> fits)
    {
        ArgumentNullException.ThrowIfNull(fits);
        foreach (var (field, value) in new[] { Likely, Low, High })
        {
            if (value is { } known && fits(known))
                return field;
        }

        return null;
    }
}
