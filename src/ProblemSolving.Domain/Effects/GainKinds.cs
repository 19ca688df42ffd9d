namespace ProblemSolving.Domain.Effects;

/// <summary>How a line of each kind is read; the arithmetic is the same for all.</summary>
public static class GainKinds
{
    /// <summary>
    /// True where the change is the share of the number that goes away: what is saved or averted, of which all of it is nothing rare.
    /// False where a rate of the metric moves by so many points.
    /// </summary>
    public static bool TakesShare(this GainKind kind) => kind switch
    {
        GainKind.SavedCost or GainKind.AvoidedLoss => true,
        GainKind.Revenue or GainKind.Margin => false,
    };
}
