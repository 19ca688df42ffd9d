using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ProblemSolving.Domain.Money;

/// <summary>
/// Amounts as people write and read them: <c>3억 2천만</c>, <c>1.2억</c>, <c>₩300,000,000</c>, <c>120k</c> in;
/// 만/억/조 or K/M/B out.
/// </summary>
public static partial class MoneyText
{
    private static readonly (string Unit, decimal Factor)[] KoreanLarge = [("조", 1_000_000_000_000m), ("억", 100_000_000m), ("만", 10_000m)];
    private const decimal ShortFrom = 100_000m;
    private const int LongestText = 100;
    private const string Minus = "−";   // read back like the hyphen of the keyboard

    private static readonly (string Unit, decimal Factor)[] KoreanSmall = [("천", 1000m), ("백", 100m), ("십", 10m)];
    private static readonly (char Unit, decimal Factor)[] English = [('K', 1_000m), ('M', 1_000_000m), ('B', 1_000_000_000m), ('T', 1_000_000_000_000m)];

    /// <summary>
    /// Reads an amount. A currency may stand at its ends; blanks beside a unit and between groups of three digits, which may have
    /// commas instead.
    /// </summary>
    /// <returns>False when the text is not one amount; nothing is guessed from a part of it.</returns>
    public static bool TryParse(string? text, out decimal amount)
    {
        amount = 0;
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
            return false;   // a pattern takes long over what is no amount
        var parts = Parts().Match(text.Normalize(NormalizationForm.FormKC));
        var bare = BesideUnit().Replace(Blanks().Replace(parts.Groups["number"].Value, " "), "");
        if (bare.Length == 0 || bare.Length > 40)
            return false;
        try
        {
            if (!TryPlain(bare, out amount) && !TryEnglish(bare, out amount) && !TryKorean(bare, out amount))
                return false;
        }
        catch (OverflowException)
        {
            return false;
        }

        if (parts.Groups["minus"].Success)
            amount = -amount;
        return true;
    }

    /// <summary>The currency a text names by sign, code or word, as an ISO 4217 code; null when it names none. A dollar sign is taken as USD.</summary>
    public static string? CurrencyIn(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var plain = text.Normalize(NormalizationForm.FormKC);
        foreach (var currency in Currency.All)
        {
            if (new[] { currency.Sign, currency.Code, currency.KoreanName }.Any(n => plain.Contains(n, StringComparison.OrdinalIgnoreCase)))
                return currency.Code;
        }

        return null;
    }

    /// <summary>
    /// Short form for reading: <c>3.2억 원</c>, <c>₩320M</c>. At most three significant digits before the unit; amounts below
    /// 100,000 keep every digit, so that 6,000 and 12,000 look alike beside each other.
    /// </summary>
    public static string Compact(decimal amount, Currency currency, bool korean)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var sign = amount < 0 ? Minus : "";
        var size = Math.Abs(amount);
        if (korean)
        {
            foreach (var (unit, factor) in KoreanLarge)
            {
                if (size >= Math.Max(factor, ShortFrom))
                    return $"{sign}{Short(size / factor)}{unit} {currency.KoreanName}";
            }

            return sign + Named(Whole(size, currency), currency);
        }

        for (var i = English.Length - 1; i >= 0; i--)
        {
            var (unit, factor) = English[i];
            if (size >= Math.Max(factor, ShortFrom))
                return $"{sign}{currency.Sign}{Short(size / factor)}{unit}";
        }

        return $"{sign}{currency.Sign}{Whole(size, currency)}";
    }

    /// <summary>Every digit: <c>320,000,000원</c>, <c>₩320,000,000</c>.</summary>
    public static string Exact(decimal amount, Currency currency, bool korean)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var sign = amount < 0 ? Minus : "";
        var digits = Number(Math.Abs(amount), currency.Decimals);
        return sign + (korean ? Named(digits, currency) : currency.Sign + digits);
    }

    // 원 joins digits and stands apart from 만 and 억, as Korean spelling has it
    private static string Named(string digits, Currency currency) => $"{digits}{(currency.Code == "KRW" ? "" : " ")}{currency.KoreanName}";

    // Cents beside hundreds say nothing, and a whole amount needs none.
    private static string Whole(decimal size, Currency currency) => Number(size, size >= 100 || size == decimal.Truncate(size) ? 0 : currency.Decimals);

    private static string Short(decimal value)
    {
        var decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("#,0.##", CultureInfo.InvariantCulture);
    }

    private static string Number(decimal value, int decimals) => value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static bool TryPlain(string text, out decimal amount)
    {
        amount = 0;
        if (!PlainNumber().IsMatch(text))
            return false;
        return decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    private static bool TryEnglish(string text, out decimal amount)
    {
        amount = 0;
        var last = char.ToUpperInvariant(text[^1]);
        foreach (var (unit, factor) in English)
        {
            if (last == unit && TryPlain(text[..^1], out var number))
            {
                amount = number * factor;
                return true;
            }
        }

        return false;
    }

    /// <summary>True for 3억 5천, which people say for 350,000,000 and which by the letter is 300,005,000; a text too long to be an amount is none.</summary>
    public static bool IsTwoWays(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestText && SmallAfterLarge().IsMatch(text);
    }

    /// <summary>Both readings of a text that has two.</summary>
    /// <returns>How to write what people usually mean, what that is, and what the letters say; null when there are not two.</returns>
    public static (string Written, decimal Said, decimal Literal)? Readings(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsTwoWays(text))
            return null;
        var bare = CurrencyBehind().Replace(text.Trim(), "");
        var at = bare.LastIndexOfAny(['억', '조']);
        if (at < 0)
            return null;
        var (unit, factor) = bare[at] == '억' ? ("만", 1e4m) : ("억", 1e8m);
        return TryParse(bare + unit, out var said) && TryParse(bare[(at + 1)..], out var rest) ? (bare + unit, said, said - (rest * (factor - 1))) : null;
    }

    // 3억2천만 = 3 × 억 + (2 × 천) × 만: large units in falling order, each with a count of small units.
    private static bool TryKorean(string text, out decimal amount)
    {
        amount = 0;
        if (IsTwoWays(text))
            return false;
        var rest = text;
        foreach (var (unit, factor) in KoreanLarge)
        {
            var at = rest.IndexOf(unit, StringComparison.Ordinal);
            if (at < 0)
                continue;
            if (!TryKoreanSmall(rest[..at], out var count))
                return false;
            amount += count * factor;
            rest = rest[(at + unit.Length)..];
        }

        if (rest.Length == 0)
            return true;
        if (!TryKoreanSmall(rest, out var tail))
            return false;
        amount += tail;
        return true;
    }

    private static bool TryKoreanSmall(string text, out decimal amount)
    {
        amount = 0;
        if (text.Length == 0)
            return false;
        var rest = text;
        foreach (var (unit, factor) in KoreanSmall)
        {
            var at = rest.IndexOf(unit, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var count = 1m;
            if (at > 0 && !TryPlain(rest[..at], out count))
                return false;
            amount += count * factor;
            rest = rest[(at + unit.Length)..];
        }

        if (rest.Length == 0)
            return true;
        if (!TryPlain(rest, out var tail))
            return false;
        amount += tail;
        return true;
    }

    private const string CurrencyWord = "(KRW|USD|EUR|GBP|JPY|원|달러|유로|파운드|엔)";

    // Only at the ends: a currency between two numbers says that they are two amounts.
    [GeneratedRegex(@"^\s*" + CurrencyWord + @"?\s*(?<minus>[-−])?\s*" + CurrencyWord + @"?\s*[₩$€£¥]?\s*(?<number>.*?)\s*" + CurrencyWord + @"?\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\s*" + CurrencyWord + "$", RegexOptions.IgnoreCase)]
    private static partial Regex CurrencyBehind();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(" (?=[조억만천백십KMBT])|(?<=[조억만천백십]) ", RegexOptions.IgnoreCase)]
    private static partial Regex BesideUnit();

    [GeneratedRegex(@"[억조][^만억조]*[천백십][^만억]*$")]
    private static partial Regex SmallAfterLarge();

    [GeneratedRegex(@"^(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)(\.\d+)?$|^\.\d+$")]
    private static partial Regex PlainNumber();
}
