using System.Globalization;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>How a number field is written on the page.</summary>
public enum FieldFormat
{
    /// <summary>As it is stored, with thousands signs for numbers.</summary>
    Plain,

    /// <summary>An amount; 3억 2천만 is understood.</summary>
    Money,

    /// <summary>Stored as a rate, written in per cent.</summary>
    Percent,

    /// <summary>A number of any kind in a formula: as it is stored, and 7% is 0.07.</summary>
    Factor,
}

/// <summary>Between the neutral text of a field and what people read and type.</summary>
public static class FieldText
{
    public static string Show(string neutral, FieldKind kind, FieldFormat format)
    {
        if (kind != FieldKind.Number || neutral.Length == 0)
            return neutral;
        var number = decimal.Parse(neutral, NumberStyles.Float, CultureInfo.InvariantCulture);
        return format switch
        {
            FieldFormat.Percent => (number * 100).ToString("#,0.##########", CultureInfo.InvariantCulture),
            FieldFormat.Plain or FieldFormat.Money or FieldFormat.Factor => number.ToString("#,0.##########", CultureInfo.InvariantCulture),
        };
    }

    // Words people count with; they change no number, whatever the box counts.
    private static readonly string[] s_counts = ["명", "건", "개", "회", "통", "대", "번", "customers", "customer", "people", "persons", "orders", "order", "items", "calls", "times"];

    // Ways to say the same unit of time: 30일 is right where working days are asked for, 14일 is wrong where months are.
    private static readonly string[][] s_times =
    [
        ["영업일", "인일", "일", "working days", "person-days", "days", "day"],
        ["개월", "달", "months", "month"],
    ];

    // A share is written in per cent, whatever the box calls it: 1.3% in a box of %p is 1.3 and not a hundredth of it.
    private static readonly string[] s_percents = ["%p", "%", "퍼센트포인트", "퍼센트", "percentage points", "per cent", "percent"];

    /// <summary>True where a number stands in per cent by the unit beside it.</summary>
    public static bool IsPerCent(string? unit) => unit?.Trim() is { } word && s_percents.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <param name="currency">What amounts are in; an amount that names another is refused instead of taken for it.</param>
    /// <param name="unit">What stands beside the box; typed behind the number it is understood.</param>
    /// <param name="also">A unit that is shown elsewhere, such as in the label or in a box beside it, understood in the same way.</param>
    /// <exception cref="DomainRuleException">It cannot be read.</exception>
    public static string Read(string typed, FieldKind kind, FieldFormat format, Currency? currency = null, string? unit = null, string? also = null)
    {
        if (kind != FieldKind.Number)
            return typed;
        var text = Bare(typed.Trim(), [.. Said(unit), .. Said(also), .. format is FieldFormat.Plain or FieldFormat.Factor ? s_counts : []]);
        if (text.Length == 0)
            return "";
        switch (format)
        {
            case FieldFormat.Percent:
            case FieldFormat.Factor when text.EndsWith('%'):
                return GroupedNumber.TryParseSigned(text.TrimEnd('%', 'p', ' '), out var percent)
                    ? WorksheetField.Neutral(percent / 100)
                    : throw new DomainRuleException("field.not-a-rate", typed);
            case FieldFormat.Money:
                if (currency is not null && MoneyText.CurrencyIn(text) is { } named && named != currency.Code)
                    throw new DomainRuleException("field.other-currency", typed, named, currency.Code);
                if (MoneyText.Readings(text) is { } two)
                    throw new DomainRuleException("field.money-two-ways", typed, two.Written, two.Said, two.Literal);
                return MoneyText.TryParse(text, out var amount) ? WorksheetField.Neutral(amount) : throw new DomainRuleException("field.not-money", typed);
            case FieldFormat.Plain:
            case FieldFormat.Factor:
                return MoneyText.CurrencyIn(text) is null && MoneyText.TryParse(text, out var number) ? WorksheetField.Neutral(number) : throw new DomainRuleException("field.not-a-number", typed);
            default:
                throw new InvalidOperationException($"No reader for {format}.");
        }
    }

    private static IEnumerable<string> Said(string? unit) =>
        unit?.Trim() is not { Length: > 0 } word ? [] : [word, .. IsPerCent(word) ? s_percents : s_times.FirstOrDefault(t => t.Contains(word, StringComparer.OrdinalIgnoreCase)) ?? []];

    // Without the unit behind the number; the longest first, so that 5인일 does not leave 5인.
    private static string Bare(string text, IEnumerable<string> units)
    {
        var unit = units.OrderByDescending(u => u.Length).FirstOrDefault(u => text.Length > u.Length && text.EndsWith(u, StringComparison.OrdinalIgnoreCase));
        return unit is null ? text : text[..^unit.Length].TrimEnd();
    }
}
