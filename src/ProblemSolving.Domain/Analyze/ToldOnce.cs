namespace ProblemSolving.Domain.Analyze;

/// <summary>
/// Two columns often name the same thing, a product's code and its name: then two contrasts have the same customers and say
/// the same. Where only a few are shown, one of them stays; tables keep both.
/// </summary>
public static class ToldOnce
{
    /// <summary>Contrasts of different columns with the very same customers count as one; the longer text stays, for it says more. Equal counts are no proof, and older results do not say whose they are: they stay.</summary>
    /// <returns>In the order given.</returns>
    public static IEnumerable<Contrast> Of(IEnumerable<Contrast> contrasts)
    {
        ArgumentNullException.ThrowIfNull(contrasts);
        var all = contrasts.ToList();
        return all.Where((c, at) => !all.Where((other, place) => Same(c, other) && (other.Value.Length, -place).CompareTo((c.Value.Length, -at)) > 0).Any());
    }

    private static bool Same(Contrast one, Contrast other) =>
        one.Column != other.Column && one.Fingerprint is { } mark && mark == other.Fingerprint;
}
