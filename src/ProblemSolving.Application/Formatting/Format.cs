using System.Globalization;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Formatting;

/// <summary>Numbers, amounts and times as people write them in each language, on pages and in reports alike. Pure: the culture comes in.</summary>
public static class Format
{
    private const decimal ShortenedFrom = 100_000;

    /// <summary><c>1,234</c>.</summary>
    public static string Count(long value, CultureInfo culture) => value.ToString("N0", culture);

    /// <summary>A number with at most <paramref name="decimals"/> decimals.</summary>
    public static string Number(double value, int decimals, CultureInfo culture) =>
        value.ToString(decimals == 0 ? "#,0" : "#,0." + new string('#', decimals), culture);

    /// <summary>A number with at most <paramref name="decimals"/> decimals.</summary>
    public static string Number(decimal value, int decimals, CultureInfo culture) =>
        value.ToString(decimals == 0 ? "#,0" : "#,0." + new string('#', decimals), culture);

    /// <summary>An amount as sentences and tables show it: <c>3.2억 원</c>, <c>₩320M</c>, below 100,000 every digit.</summary>
    public static string Money(decimal amount, Currency currency, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return MoneyText.Compact(amount, currency, texts.IsKorean);
    }

    /// <summary>True where <see cref="Money"/> does not show every digit.</summary>
    internal static bool IsShortened(decimal amount) => Math.Abs(amount) >= ShortenedFrom;

    /// <summary>Two ends of a range in one form: where only one of them would be shortened, or both would read the same, they have every digit.</summary>
    public static string MoneyRange(decimal low, decimal high, Currency currency, ITexts texts)
    {
        var mixed = low != 0 && high != 0 && IsShortened(low) != IsShortened(high);
        if (!mixed && Money(low, currency, texts) is var from && Money(high, currency, texts) is var to && from != to)
            return $"{from} – {to}";
        string Say(decimal amount) => MoneyExact(amount, currency with { Decimals = 0 }, texts);
        return Say(low) == Say(high) ? Money(low, currency, texts) : $"{Say(low)} – {Say(high)}";
    }

    /// <summary>Every digit of an amount, with the decimals of its currency; stands behind the short form on hovering.</summary>
    public static string MoneyExact(decimal amount, Currency currency, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(currency);
        ArgumentNullException.ThrowIfNull(texts);
        return MoneyText.Exact(Math.Round(amount, currency.Decimals, MidpointRounding.AwayFromZero), currency, texts.IsKorean);
    }

    /// <summary>A rate as per cent: <c>12.3%</c>.</summary>
    public static string Percent(double rate, int decimals, CultureInfo culture)
    {
        var format = "N" + decimals.ToString(CultureInfo.InvariantCulture);
        return AsPeopleRound.Of(100 * rate, format).ToString(format, culture) + "%";
    }

    /// <summary><c>2026-11-22</c> or <c>22 Nov 2026</c>.</summary>
    public static string Date(DateOnly date, CultureInfo culture) =>
        date.ToString(TextCatalog.IsKorean(culture) ? "yyyy-MM-dd" : "d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The date of an instant in a zone; the machine's own zone when nothing is given.</summary>
    public static string Date(DateTime utc, TimeZoneInfo? zone, CultureInfo culture) => Date(DateOnly.FromDateTime(Local(utc, zone)), culture);

    /// <summary>Date and time to the minute.</summary>
    public static string DateTime(DateTime utc, TimeZoneInfo? zone, CultureInfo culture) =>
        Date(utc, zone, culture) + " " + Local(utc, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>10:42:07</c>.</summary>
    public static string Clock(DateTime utc, TimeZoneInfo? zone) => Local(utc, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>42 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Duration(ITexts texts, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (span < TimeSpan.Zero)
            span = TimeSpan.Zero;
        return span.TotalMinutes < 1 ? texts.Get("time.seconds", (int)span.TotalSeconds)
            : span.TotalHours < 1 ? texts.Get("time.minutes", (int)span.TotalMinutes, span.Seconds)
            : texts.Get("time.hours", (int)span.TotalHours, span.Minutes);
    }

    /// <summary>How long ago: <c>just now</c>, <c>5 min ago</c>, <c>3 days ago</c>.</summary>
    public static string Age(ITexts texts, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return span.TotalMinutes < 1 ? texts["age.now"]
            : span.TotalHours < 1 ? texts.Get("age.minutes", (int)span.TotalMinutes)
            : span.TotalDays < 1 ? texts.Get("age.hours", (int)span.TotalHours)
            : texts.Get("age.days", (int)span.TotalDays);
    }

    private static DateTime Local(DateTime utc, TimeZoneInfo? zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(System.DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone ?? TimeZoneInfo.Local);
}
