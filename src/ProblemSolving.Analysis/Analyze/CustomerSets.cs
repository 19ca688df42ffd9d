namespace ProblemSolving.Analysis.Analyze;

/// <summary>
/// Values of different columns that hold exactly the same customers are one comparison: the code of a product and its name say the
/// same, even where the columns as a whole do not.
/// </summary>
internal static class CustomerSets
{
    /// <summary>
    /// Of a set of customers, whatever their order: how many, and two sums of their 64-bit hashes, by XOR and modulo 2⁶⁴. Two different
    /// sets of the same size agree in both with a chance of about 2⁻¹²⁷ (the lowest bit is shared): over all pairs of 100,000 values
    /// that is 3·10⁻²⁹. The outcome is compared as well where it is used.
    /// </summary>
    public const string Fingerprint = "printf('%x-%016x-%016x', count(*), bit_xor(hash(id)), CAST(sum(hash(id)) % 18446744073709551616 AS UBIGINT))";

    /// <summary>Each set of customers once, told by the longest text of its values, for it says most; in the order given. Values of one column alone stay as they are.</summary>
    /// <param name="set">Fingerprint and outcome: equal for the same customers.</param>
    public static List<(T Told, IReadOnlyList<T> Also)> Once<T>(IReadOnlyList<T> found, Func<T, object> set, Func<T, string> column, Func<T, string> value)
        where T : notnull
    {
        var told = new List<(int At, T Told, IReadOnlyList<T> Also)>();
        foreach (var group in found.Select((f, at) => (At: at, Found: f)).GroupBy(f => set(f.Found)))
        {
            if (group.Select(g => column(g.Found)).Distinct(StringComparer.Ordinal).Count() < 2)
            {
                told.AddRange(group.Select(g => (g.At, g.Found, (IReadOnlyList<T>)[])));
                continue;
            }

            var ordered = group.OrderByDescending(g => value(g.Found).Length).ThenBy(g => g.At).ToList();
            told.Add((ordered[0].At, ordered[0].Found, [.. ordered.Skip(1).Select(g => g.Found)]));
        }

        return [.. told.OrderBy(t => t.At).Select(t => (t.Told, t.Also))];
    }
}
