using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Examples for the boxes of the sheets, in the money of the project.</summary>
public static class FieldExamples
{
    // Examples of a rate: no example for a metric that is counted otherwise.
    private static readonly HashSet<string> s_rates = [nameof(DefineSheet.MetricAsIs), nameof(DefineSheet.MetricToBe), nameof(EffectsSheet.KillValue)];

    // The amounts of the slots, in won.
    private static readonly Dictionary<string, object[]> s_amounts = new()
    {
        [nameof(DefineSheet.DamageFormula)] = [300_000m],
        [nameof(EffectsSheet.CostText)] = [5_000_000m],
    };

    /// <returns>Neutral text, or null where there is none that fits.</returns>
    public static string? Of(ITexts texts, SheetKind sheet, string field, FieldFormat format, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(currency);
        var key = $"field.{sheet}.{field}.example";
        if (!texts.Has(key) || (s_rates.Contains(field) && format != FieldFormat.Percent))
            return null;
        if (format == FieldFormat.Money)
            return WorksheetField.Neutral(Scaled(decimal.Parse(texts[key], CultureInfo.InvariantCulture), currency));
        return s_amounts.TryGetValue(field, out var amounts)
            ? texts.Get(key, Wording.Amounts(texts, amounts.Select(a => (object)Scaled((decimal)a, currency)), currency))
            : texts[key];
    }

    // Only of a likely size: a thousand won are about a dollar, ten about a yen.
    private static decimal Scaled(decimal won, Currency currency) => currency.Code == "KRW" ? won : currency.Decimals == 0 ? won / 10 : won / 1000;
}
