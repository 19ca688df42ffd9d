using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>Packets and answers in words.</summary>
internal static class PacketTexts
{
    private static readonly HashSet<string> s_changes = [nameof(EffectLine.ChangeLow), nameof(EffectLine.ChangeLikely), nameof(EffectLine.ChangeHigh)];

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

    /// <param name="rowId">The row of the packet, whose kind has names of its own for numbers; null for a sheet of its own.</param>
    public static string Field(ITexts texts, GatePacket packet, SheetKind sheet, Guid? rowId, string field) =>
        texts.Has($"field.{sheet}.{field}") ? FieldWords.Of(texts, sheet, Line(packet, rowId), field) : texts["history.field.Row"];

    /// <summary>A stored text as people read it.</summary>
    public static string Value(ITexts texts, GatePacket packet, SheetKind sheet, Guid? rowId, string field, string neutral)
    {
        if (neutral.Length == 0)
            return "–";
        if (WorksheetFields.Of(sheet).FirstOrDefault(f => f.Name == field) is not { } known)
            return neutral;
        var currency = Currency.Of(packet.CurrencyCode);
        return known.Kind switch
        {
            FieldKind.Choice => texts.Has($"choice.{known.EnumType!.Name}.{neutral}") ? texts[$"choice.{known.EnumType!.Name}.{neutral}"] : neutral,
            FieldKind.Date => Format.Date(DateOnly.ParseExact(neutral, "yyyy-MM-dd", CultureInfo.InvariantCulture), texts.Culture),
            FieldKind.Number => Number(texts, packet, rowId, currency, field, decimal.Parse(neutral, NumberStyles.Float, CultureInfo.InvariantCulture)),
            FieldKind.Text => neutral,
        };
    }

    /// <summary>“Net P50 3.2억 (P10 1.1억 – P90 4억)”, or low and high of a packet from before there were draws.</summary>
    public static string Range(ITexts texts, PacketNet net, Currency currency) =>
        texts.Get(net.IsSimulated ? "review.net.simulated" : "review.range", Format.Money(net.Low, currency, texts), Format.Money(net.High, currency, texts));

    /// <summary>What makes it worth another look.</summary>
    public static string Revival(ITexts texts, RevivalCondition revival, DefineSheet define, Currency currency) => revival.Kind == RevivalKind.Date
        ? texts.Get("review.revival.date", revival.On is { } day ? Format.Date(day, texts.Culture) : "–")
        : texts.Get("review.revival." + revival.Kind, define.MetricName, revival.Value is { } value ? MetricText.Value(value, define.UnitInForce(), currency, texts) : "–");

    private static EffectLine? Line(GatePacket packet, Guid? rowId) => packet.EffectLines.FirstOrDefault(l => l.Id == rowId);

    private static string Number(ITexts texts, GatePacket packet, Guid? rowId, Currency currency, string field, decimal value) =>
        field is nameof(DefineSheet.MetricAsIs) or nameof(DefineSheet.MetricToBe) or nameof(EffectsSheet.KillValue) ? MetricText.Value(value, packet.Define.UnitInForce(), currency, texts)
        : field == nameof(EffectsSheet.DiscountRate) ? Format.Number(value * 100, 4, texts.Culture) + "%"
        : s_changes.Contains(field) ? FieldWords.Change(texts, Line(packet, rowId)?.Kind ?? GainKind.Margin, value)
        : s_amounts.Contains(field) ? Format.Money(value, currency, texts)
        : Format.Number(value, 6, texts.Culture) + (s_units.TryGetValue(field, out var unit) ? (texts.IsKorean ? "" : " ") + texts[unit] : "");
}
