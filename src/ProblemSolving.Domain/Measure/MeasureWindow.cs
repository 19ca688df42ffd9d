using System.Globalization;
using System.Text.RegularExpressions;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Measure;

/// <summary>
/// How many days a rate looks ahead, as its own words say: <c>within 90 days</c>, <c>a 14-day rate</c>, <c>90일 이내</c>.
/// Rates of different windows are different numbers and are not set against each other.
/// </summary>
public static partial class MeasureWindow
{
    /// <returns>Null when the words name no window, or more than one.</returns>
    public static int? InDays(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = Window().Matches(text)
            .Select(m => int.Parse(m.Groups["days"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))
            .Distinct()
            .ToList();
        return found is [> 0 and var days] ? days : null;
    }

    /// <summary>Of the headline metric: its window field says it, or else the words of its definition, or else its name.</summary>
    public static int? Of(DefineSheet define)
    {
        ArgumentNullException.ThrowIfNull(define);
        return Define.MetricDefinition.Of(define).WindowDays ?? InDays(define.MetricDefinition) ?? InDays(define.MetricName);
    }

    /// <summary>Of a round: its hypothesis says it.</summary>
    public static int? Of(Pilot pilot)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return InDays(pilot.Hypothesis);
    }

    /// <summary>True when both are known and the same.</summary>
    public static bool Agree(int? left, int? right) => left is { } days && days == right;

    [GeneratedRegex(@"\b(?:within|in)\s+(?:the\s+(?:first|next)\s+)?(?<days>\d{1,4})\s+days?\b|\b(?<days>\d{1,4})-day\b|\((?<days>\d{1,4})\s+days?\)|(?<days>\d{1,4})\s*일\s*(?:이내|안|내|동안|재구매|반응)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Window();
}
