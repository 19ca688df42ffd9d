using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Examples for the boxes of the sheets, in the money of the project.</summary>
public static class FieldExamples
{
    // Examples of a rate: no example for a metric that is counted otherwise.
    private static readonly HashSet<string> s_rates = [nameof(DefineSheet.MetricAsIs), nameof(DefineSheet.MetricToBe), nameof(EffectsSheet.KillValue)];

    private static readonly HashSet<string> s_money =
        [nameof(DefineSheet.DamageAmount), nameof(EffectsSheet.OneOffCost), nameof(EffectsSheet.RunningCostPerYear), nameof(EffectLine.ValuePerUnit)];

    // The amounts of the slots, in won.
    private static readonly Dictionary<string, object[]> s_amounts = new()
    {
        [nameof(DefineSheet.DamageFormula)] = [300_000m],
        [nameof(EffectsSheet.CostText)] = [5_000_000m],
    };

    /// <param name="row">The sheet or row of the field: the kind of an effect has examples of its own.</param>
    /// <param name="metric">What the headline metric is counted in.</param>
    /// <returns>Neutral text, or null where there is none that fits.</returns>
    public static string? Of(ITexts texts, SheetKind sheet, IWorksheet? row, string field, MetricUnit metric, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(currency);
        var key = FieldWords.Key(texts, sheet, row, field, ".example");
        if (!texts.Has(key) || (s_rates.Contains(field) && metric != MetricUnit.Rate))
            return null;
        if (s_money.Contains(field))
            return WorksheetField.Neutral(Scaled(decimal.Parse(texts[key], CultureInfo.InvariantCulture), currency));
        return s_amounts.TryGetValue(field, out var amounts)
            ? texts.Get(key, Wording.Amounts(texts, amounts.Select(a => (object)Scaled((decimal)a, currency)), currency))
            : texts[key];
    }

    // Only of a likely size: a thousand won are about a dollar, ten about a yen.
    private static decimal Scaled(decimal won, Currency currency) => currency.Code == "KRW" ? won : currency.Decimals == 0 ? won / 10 : won / 1000;
}
