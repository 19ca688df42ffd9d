using System.Collections.Concurrent;
using System.Globalization;

namespace ProblemSolving.Application.Texts;

/// <summary>
/// A culture for people who read: a number below zero has the minus sign, as wide as the plus, and not the hyphen of the keyboard.
/// What is typed back or read by a program is written in the invariant culture instead.
/// </summary>
public static class ReadingCulture
{
    public const string Minus = "\u2212";

    private static readonly ConcurrentDictionary<string, CultureInfo> s_known = new(StringComparer.Ordinal);

    public static CultureInfo Of(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.NumberFormat.NegativeSign == Minus ? culture : s_known.GetOrAdd(culture.Name, _ => WithMinus(culture));
    }

    private static CultureInfo WithMinus(CultureInfo culture)
    {
        var own = (CultureInfo)culture.Clone();
        own.NumberFormat.NegativeSign = Minus;
        return CultureInfo.ReadOnly(own);
    }
}
