using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>How long a question waits and what that costs.</summary>
internal static class WaitingTexts
{
    public static string Of(ITexts texts, WaitingCost waiting, Currency currency) => string.Join(" · ", Parts(texts, waiting, currency));

    public static IEnumerable<string> Parts(ITexts texts, WaitingCost waiting, Currency currency)
    {
        yield return waiting.Days == 0 ? texts["reviews.waiting.today"] : texts.Get("reviews.waiting", waiting.Days);
        if (waiting is { Days: > 0, Damage: > 0 and { } damage })
            yield return texts.Get("review.waiting.damage", Format.Money(damage, currency, texts));
        if (waiting.DelayPerMonth is { } delay)
            yield return texts.Get("review.waiting.delay", Format.Money(delay, currency, texts));
    }
}
