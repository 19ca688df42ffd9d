using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Formatting;

/// <summary>What makes a project that was dropped or put on hold worth another look.</summary>
public static class RevivalWords
{
    public static string Of(ITexts texts, RevivalCondition revival, DefineSheet define, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(revival);
        ArgumentNullException.ThrowIfNull(define);
        return revival.Kind == RevivalKind.Date
            ? texts.Get("review.revival.date", revival.On is { } day ? Format.Date(day, texts.Culture) : "–")
            : texts.Get("review.revival." + revival.Kind, define.MetricName, revival.Value is { } value ? MetricText.Value(value, define.UnitInForce(), currency, texts) : "–");
    }
}
