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

    /// <summary>From one value of the metric to another, with its sign; of a rate that should fall in words, see <see cref="Fall"/>.</summary>
    public static string Gap(DefineSheet define, decimal from, decimal to, Currency currency, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(define);
        return define.ImprovesByFalling() ? Fall(from - to, texts) : Difference(to - from, define.UnitInForce(), currency, texts);
    }

    /// <summary>How far a rate that should fall does so, in points and words: sheets take it as a positive number, so a sign would turn round what was typed.</summary>
    /// <param name="fall">As a difference of rates; below 0 where the rate rises instead.</param>
    public static string Fall(decimal fall, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var points = Points(Math.Abs(fall), texts);
        return fall == 0 ? points : texts.Get(fall > 0 ? "effects.change.lower" : "effects.change.higher", points);
    }

    /// <summary>With its sign; rates in percentage points.</summary>
    public static string Difference(decimal value, MetricUnit unit, Currency currency, ITexts texts)
    {
        var sign = value > 0 ? "+" : "";
        return sign + unit switch
        {
            MetricUnit.Rate => Points(value, texts),
            MetricUnit.Money => Format.Money(value, currency, texts),
            MetricUnit.Count => Format.Number(value, 2, texts.Culture),
        };
    }

    private static string Points(decimal value, ITexts texts)
    {
        var number = Format.Number(value * 100, 2, texts.Culture);
        return number + (texts.IsKorean ? "" : " ") + texts[number.TrimStart('-', '−') == "1" ? "sheet.point" : "sheet.points"];
    }
}
