using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>The neutral text of a worksheet field as people read it, in the unit of its box; for packets and the trail.</summary>
internal static class SheetValueText
{
    private static readonly HashSet<string> s_changes = [nameof(EffectLine.ChangeLow), nameof(EffectLine.ChangeLikely), nameof(EffectLine.ChangeHigh)];

    private static readonly HashSet<string> s_shares =
        [nameof(EffectsSheet.DiscountRate), nameof(SolutionOption.ShareLow), nameof(SolutionOption.EffectShare), nameof(SolutionOption.ShareHigh)];

    // The words that stand behind the box of the sheet.
    private static readonly Dictionary<string, string> s_units = new()
    {
        [nameof(DefineSheet.MetricWindowDays)] = "unit.axis.Days",
        [nameof(DefineSheet.MetricAsIsMonths)] = "metric.months",
        [nameof(EffectsSheet.HorizonMonths)] = "effects.months",
        [nameof(EffectsSheet.NextTestDays)] = "effects.next-test.unit",
        [nameof(EffectLine.RampUpMonths)] = "effects.months",
    };

    private static readonly HashSet<string> s_amounts =
    [
        nameof(DefineSheet.DamageAmount), nameof(EffectsSheet.OneOffCost), nameof(EffectsSheet.OneOffCostLow), nameof(EffectsSheet.OneOffCostHigh), nameof(EffectsSheet.RunningCostPerYear),
        nameof(EffectsSheet.RunningCostLow), nameof(EffectsSheet.RunningCostHigh), nameof(EffectsSheet.NextTestCost), nameof(EffectLine.ValuePerUnit), nameof(EffectLine.ValueLow),
        nameof(EffectLine.ValueHigh), nameof(EffectLine.CostPerYear),
    ];

    /// <param name="currency">Without it amounts are bare numbers.</param>
    /// <param name="metric">What the headline metric counts in.</param>
    /// <param name="falls">True where the headline metric is a rate that should fall.</param>
    /// <param name="line">The effect the number stands in: a saving has a share where others have points.</param>
    public static string Of(ITexts texts, Currency? currency, MetricUnit metric, SheetKind sheet, string field, string neutral, EffectLine? line = null, bool falls = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (neutral.Length == 0)
            return "–";
        if (WorksheetFields.Of(sheet).FirstOrDefault(f => f.Name == field) is not { } known)
            return neutral;
        if (field == nameof(SolutionOption.NeedRoles))
            return string.Join(", ", DataNeeds.ReadRoles(neutral).Select(r => texts["column-role." + r]));
        return known.Kind switch
        {
            FieldKind.Choice => texts.Has($"choice.{known.EnumType!.Name}.{neutral}") ? texts[$"choice.{known.EnumType!.Name}.{neutral}"] : neutral,
            FieldKind.Date when DateOnly.TryParseExact(neutral, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => Format.Date(date, texts.Culture),
            FieldKind.Number when decimal.TryParse(neutral, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Number(texts, currency, metric, field, number, line, falls),
            FieldKind.Text or FieldKind.Date or FieldKind.Number => neutral,
        };
    }

    private static string Number(ITexts texts, Currency? currency, MetricUnit metric, string field, decimal value, EffectLine? line, bool falls) =>
        field is nameof(DefineSheet.MetricAsIs) or nameof(DefineSheet.MetricToBe) or nameof(EffectsSheet.KillValue) ? Metric(texts, currency, metric, value)
        : s_shares.Contains(field) ? Format.Number(value * 100, 4, texts.Culture) + "%"
        : s_changes.Contains(field) ? FieldWords.Change(texts, line?.Kind ?? GainKind.Margin, value, falls)
        : s_amounts.Contains(field) && currency is not null ? Format.Money(value, currency, texts)
        : Format.Number(value, 6, texts.Culture) + (s_units.TryGetValue(field, out var unit) ? (texts.IsKorean ? "" : " ") + texts[unit] : "");

    private static string Metric(ITexts texts, Currency? currency, MetricUnit metric, decimal value) =>
        metric == MetricUnit.Money && currency is null ? Format.Number(value, 2, texts.Culture) : MetricText.Value(value, metric, currency ?? Currency.Of("KRW"), texts);
}
