namespace ProblemSolving.Domain.Measure;

/// <summary>How many and which customers a pilot takes.</summary>
public static class PilotSelection
{
    // the draw of the selection must not be that of the split, or nobody of the control group would be selected
    private const string OrderSuffix = "/selection";

    /// <summary>Number taken from a population: the share, rounded, at least 1.</summary>
    /// <param name="share">In (0, 1].</param>
    public static int Size(int population, double share)
    {
        if (share is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies above 0 and at most at 1.");
        return population == 0 ? 0 : Math.Clamp((int)Math.Round(population * share, MidpointRounding.AwayFromZero), 1, population);
    }

    /// <summary>Expected size of the control group.</summary>
    public static int ExpectedControl(int selected, double controlShare) => (int)Math.Round(selected * controlShare, MidpointRounding.AwayFromZero);

    /// <summary>
    /// True when the salt draws the customer into a share of all. It rests on the customer alone, so whoever is in stays in however
    /// many come or go; the number that is drawn varies around the share.
    /// </summary>
    /// <param name="share">In (0, 1].</param>
    public static bool IsDrawn(string customer, string salt, double share) => SaltedSplit.Place(customer, salt + OrderSuffix) < share;

    /// <summary>A random but repeatable order for customers whom no model ranks; independent of the order given.</summary>
    public static IReadOnlyList<string> Shuffle(IEnumerable<string> customers, string salt) =>
        [.. customers.Select(c => (Customer: c, Place: SaltedSplit.Place(c, salt + OrderSuffix))).OrderBy(c => c.Place).ThenBy(c => c.Customer, StringComparer.Ordinal).Select(c => c.Customer)];
}
