using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Define;

/// <summary>The headline metric in words.</summary>
public static class MetricText
{
    public static string Value(decimal value, MetricUnit unit, Currency currency, ITexts texts) => unit switch
    {
        MetricUnit.Rate => (value * 100).ToString("#,0.##", texts.Culture) + "%",
        MetricUnit.Money => MoneyText.Compact(value, currency, texts.IsKorean),
        MetricUnit.Count => value.ToString("#,0.##", texts.Culture),
    };

    /// <summary>With its sign; rates in percentage points.</summary>
    public static string Difference(decimal value, MetricUnit unit, Currency currency, ITexts texts)
    {
        var sign = value > 0 ? "+" : "";
        return sign + unit switch
        {
            MetricUnit.Rate => (value * 100).ToString("#,0.##", texts.Culture) + (texts.IsKorean ? "" : " ") + texts["sheet.points"],
            MetricUnit.Money => MoneyText.Compact(value, currency, texts.IsKorean),
            MetricUnit.Count => value.ToString("#,0.##", texts.Culture),
        };
    }
}
