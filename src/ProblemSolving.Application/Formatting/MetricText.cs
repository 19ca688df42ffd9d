using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Formatting;

/// <summary>The headline metric in words.</summary>
public static class MetricText
{
    public static string Value(decimal value, MetricUnit unit, Currency currency, ITexts texts) => unit switch
    {
        MetricUnit.Rate => Format.Number(value * 100, 2, texts.Culture) + "%",
        MetricUnit.Money => Format.Money(value, currency, texts),
        MetricUnit.Count => Format.Number(value, 2, texts.Culture),
    };

    /// <summary>From one value of the metric to another, with its sign; of a rate that should fall it says whether that is an improvement, since a minus reads as a loss.</summary>
    public static string Gap(DefineSheet define, decimal from, decimal to, Currency currency, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(define);
        var difference = Difference(to - from, define.UnitInForce(), currency, texts);
        return !define.ImprovesByFalling() || to == from ? difference : texts.Get(to < from ? "effects.change.better" : "effects.change.worse", difference);
    }

    /// <summary>With its sign; rates in percentage points.</summary>
    public static string Difference(decimal value, MetricUnit unit, Currency currency, ITexts texts)
    {
        var sign = value > 0 ? "+" : "";
        return sign + unit switch
        {
            MetricUnit.Rate => Format.Number(value * 100, 2, texts.Culture) + (texts.IsKorean ? "" : " ") + texts["sheet.points"],
            MetricUnit.Money => Format.Money(value, currency, texts),
            MetricUnit.Count => Format.Number(value, 2, texts.Culture),
        };
    }
}
