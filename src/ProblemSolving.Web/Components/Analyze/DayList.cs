using System.Globalization;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>Days as a person types them: <c>30, 60, 90</c>.</summary>
public static class DayList
{
    private static readonly char[] Between = [',', ';', ' ', '、', '·', '/'];

    /// <returns>Rising, each day once.</returns>
    /// <exception cref="DomainRuleException">A part is not a whole number.</exception>
    public static IReadOnlyList<int> Read(string text)
    {
        var days = new SortedSet<int>();
        foreach (var part in (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            days.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : throw new DomainRuleException("analyze.days-text", part));
        return [.. days];
    }

    /// <summary>Breaks as a person types them, in their order; null when there is nothing.</summary>
    /// <param name="money">Amounts may be written short as everywhere, <c>1k</c> or <c>3만</c>.</param>
    /// <exception cref="DomainRuleException">A part is not a number.</exception>
    public static IReadOnlyList<double>? ReadBreaks(string text, bool money = false)
    {
        var parts = (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? null
            : [.. parts.Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
                : money && MoneyText.TryParse(p, out var amount) ? (double)amount
                : throw new DomainRuleException("analyze.breaks-text", p))];
    }
}
