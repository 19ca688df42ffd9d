using System.Globalization;
using System.Text.Json;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Application.Formatting;

namespace ProblemSolving.Web.Components.Measure;

/// <summary>Stored parts of a pilot, ready to be shown.</summary>
internal static class PilotTexts
{
    /// <summary>Null until the round is evaluated.</summary>
    public static PilotResult? Result(Pilot pilot) => pilot.ResultJson is { } json ? ResultJson.Read<PilotResult>(json) : null;

    /// <summary>Why the drawing failed, or null.</summary>
    public static DomainRuleException? Failure(Pilot pilot)
    {
        if (pilot.ErrorCode is not { } code)
            return null;
        var arguments = JsonSerializer.Deserialize<JsonElement[]>(pilot.ErrorArgumentsJson ?? "[]") ?? [];
        return new DomainRuleException(code, [.. arguments.Select(Plain)]);
    }

    /// <summary>A p-value is never printed as 0.</summary>
    public static string P(double p) => p < 0.0001 ? "< 0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A difference of rates in percentage points.</summary>
    public static string Points(ITexts texts, double difference) => texts.Get("measure.difference.value", 100 * difference);

    /// <summary>The difference at which the contact pays; null when step 2 does not say.</summary>
    public static double? BreakEven(PilotResult result) => result.BreakEven.Difference(result.Readout.Falls);

    public static string Range(ITexts texts, Interval interval) => texts.Get("measure.difference.interval", 100 * interval.Low, 100 * interval.High);

    public static string RateRange(ITexts texts, Interval interval) =>
        $"{Format.Percent(interval.Low, 2, texts.Culture)} – {Format.Percent(interval.High, 2, texts.Culture)}";

    private static object Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.ToString(),
    };
}
