using System.Globalization;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Formatting;

/// <summary>What a round does with customers of earlier rounds, in words.</summary>
public static class EarlierWords
{
    /// <summary>The choice, and the rounds it is about.</summary>
    public static string Plan(ITexts texts, EarlierRounds earlier)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(earlier);
        return texts.Get(earlier.Rounds.Count == 1 ? "earlier.plan.one" : "earlier.plan", Choice(texts, earlier.Choice), string.Join(", ", earlier.Rounds.Select(r => r.Round.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>The same with how many were left out, once the groups are drawn.</summary>
    public static string Outcome(ITexts texts, EarlierOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var plan = Plan(texts, outcome.Plan);
        return outcome.Plan.Choice == EarlierCustomers.Keep ? texts.Get("earlier.outcome.kept", plan, outcome.Left) : texts.Get("earlier.outcome", plan, outcome.LeftOut, outcome.Left);
    }

    /// <summary>What to know before reading the result; null when nobody can have been treated before.</summary>
    public static string? Warning(ITexts texts, EarlierRounds earlier)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier.Choice == EarlierCustomers.Keep ? texts["rule.pilot.plan.earlier-kept"] : null;
    }

    public static string Choice(ITexts texts, EarlierCustomers choice)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts["choice.EarlierCustomers." + choice];
    }
}
