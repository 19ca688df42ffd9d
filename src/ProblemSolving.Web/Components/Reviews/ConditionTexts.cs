using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>What a Go with conditions is bound to.</summary>
internal static class ConditionTexts
{
    /// <summary>“Money cap ₩3,000,000”, “Holds until Jan 31, 2030”; empty where there is none.</summary>
    public static IEnumerable<string> Of(ITexts texts, decimal? cap, DateOnly? until, Currency currency) => Said(texts, "review.conditions", cap, until, currency);

    /// <summary>For the narrow step rail: “Cap ₩3,000,000”, “Until Jan 31, 2030”.</summary>
    public static IEnumerable<string> Short(ITexts texts, decimal? cap, DateOnly? until, Currency currency) => Said(texts, "review.conditions.short", cap, until, currency);

    private static IEnumerable<string> Said(ITexts texts, string key, decimal? cap, DateOnly? until, Currency currency)
    {
        if (cap is { } most)
            yield return texts.Get(key + ".cap", Format.MoneyExact(most, currency, texts));
        if (until is { } day)
            yield return texts.Get(key + ".until", Format.Date(day, texts.Culture));
    }
}
