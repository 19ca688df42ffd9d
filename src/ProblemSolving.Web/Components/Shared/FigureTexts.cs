using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;
using ProblemSolving.Application.Formatting;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>The words and numbers of a figure in the reader's language.</summary>
public static class FigureTexts
{
    /// <summary>A sentence with its values.</summary>
    /// <param name="currency">For amounts in it.</param>
    public static string Say(ITexts texts, FigureText text, Currency? currency = null) => Wording.Say(texts, text, currency);

    /// <summary>Names of the categories, in the reader's language where they are words of ours.</summary>
    public static IReadOnlyList<string> Categories(ITexts texts, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure.CategoryTexts is { } words ? [.. words.Select(w => Say(texts, w))] : figure.Categories;
    }

    /// <summary>The axis title with its unit in brackets.</summary>
    public static string Axis(ITexts texts, FigureAxis axis, string currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(axis);
        var title = Say(texts, axis.Title);
        var unit = Unit(texts, axis.Unit, currency);
        return unit.Length == 0 || title.Contains(unit, StringComparison.OrdinalIgnoreCase) ? title : $"{title} ({unit})";
    }

    /// <summary>The name of a unit; empty when there is none.</summary>
    public static string Unit(ITexts texts, FigureUnit unit, string currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return unit switch
        {
            FigureUnit.None or FigureUnit.Correlation or FigureUnit.Association => "",
            FigureUnit.Money => texts.IsKorean ? Currency.Of(currency).KoreanName : Currency.Of(currency).Sign,
            FigureUnit.Customers or FigureUnit.Orders or FigureUnit.Rows or FigureUnit.Rate or FigureUnit.Days or FigureUnit.Months or FigureUnit.Lift => texts["unit.axis." + unit],
        };
    }

    /// <summary>A value with its unit, exact enough to copy.</summary>
    public static string Value(ITexts texts, double? value, FigureUnit unit, string currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (value is not { } number || !double.IsFinite(number))
            return "–";
        return unit switch
        {
            FigureUnit.Rate => Format.Percent(number, 1, texts.Culture),
            FigureUnit.Money => Format.MoneyExact((decimal)number, Currency.Of(currency), texts),
            FigureUnit.None => Format.Number(number, 4, texts.Culture),
            // the sum takes the sign off a zero
            FigureUnit.Correlation or FigureUnit.Association => (Math.Round(number, 2) + 0.0).ToString("F2", texts.Culture),
            FigureUnit.Lift => texts.Get("unit.Lift", Format.Number(number, 2, texts.Culture)),
            FigureUnit.Customers or FigureUnit.Orders or FigureUnit.Rows or FigureUnit.Days or FigureUnit.Months =>
                texts.Get("unit." + unit, Format.Number(number, 1, texts.Culture)),
        };
    }
}
