using System.Buffers.Text;
using System.Text;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Reads one cell as a value. The preview and the import use the same rules, so what was shown is what is stored.</summary>
internal static class CellReader
{
    /// <summary>Most digits of a number: 38 is what an exact decimal column holds.</summary>
    public const int MaximumDigits = 38;

    private static readonly (byte[] Sign, string Code)[] CurrencySigns =
    [
        .. new[] { ("₩", "KRW"), ("￦", "KRW"), ("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("¥", "JPY"), ("원", "KRW"), ("KRW", "KRW"), ("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP"), ("JPY", "JPY") }
            .Select(s => (Encoding.UTF8.GetBytes(s.Item1), s.Item2)),
    ];

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Without blanks around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim((byte)' ').Trim((byte)'\t');
        // a no-break space is two bytes
        while (cell.StartsWith("\u00A0"u8)) cell = cell[2..];
        while (cell.EndsWith("\u00A0"u8)) cell = cell[..^2];
        return cell;
    }

    /// <summary>The usual ways to write "no value" in a column that is not text.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> trimmed) => trimmed.Length switch
    {
        0 => true,
        1 => trimmed[0] is (byte)'-' or (byte)'.',
        2 => Same(trimmed, "na"),
        3 => Same(trimmed, "n/a") || Same(trimmed, "nan"),
        4 => Same(trimmed, "null") || Same(trimmed, "none") || Same(trimmed, "#n/a"),
        _ => false,
    };

    public static bool TryInteger(ReadOnlySpan<byte> trimmed, DecimalMark mark, out long value)
    {
        if (Utf8Parser.TryParse(trimmed, out value, out var consumed) && consumed == trimmed.Length)
            return true;
        Span<byte> digits = stackalloc byte[MaximumDigits + 3];
        if (TryDecimal(trimmed, mark, digits, out var number) && number.FractionDigits == 0
            && Utf8Parser.TryParse(digits[..number.Length], out value, out consumed) && consumed == number.Length)
            return true;
        value = 0;
        return false;
    }

    /// <summary>Code of the currency whose sign or word stands at a number; null when none does.</summary>
    public static string? CurrencyOf(ReadOnlySpan<byte> trimmed)
    {
        if (trimmed.IsEmpty || (IsDigit(trimmed[0]) && IsDigit(trimmed[^1])))
            return null;
        var text = trimmed;
        var negative = false;
        if (text is [(byte)'(', .., (byte)')'])
            text = Trim(text[1..^1]);
        TakeSign(ref text, ref negative);
        return TakeCurrency(ref text);
    }

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    /// <summary>Writes a number as sign, digits and point. Currency signs, thousands groups of three and accounting brackets are understood; anything else is not a number.</summary>
    /// <param name="target">At least 41 bytes.</param>
    public static bool TryDecimal(ReadOnlySpan<byte> trimmed, DecimalMark mark, Span<byte> target, out NumberShape shape)
    {
        shape = default;
        var negative = false;
        var text = trimmed;
        if (text is [(byte)'(', .., (byte)')'])
        {
            negative = true;
            text = Trim(text[1..^1]);
        }
        var bracketed = negative;
        var signed = TakeSign(ref text, ref negative);
        _ = TakeCurrency(ref text);
        if (!signed)
            signed = TakeSign(ref text, ref negative);
        // brackets are a sign: with a second one nobody knows what (-5) means
        if (bracketed && signed)
            return false;
        if (text.IsEmpty)
            return false;

        var point = mark == DecimalMark.Point ? (byte)'.' : (byte)',';
        var group = mark == DecimalMark.Point ? (byte)',' : (byte)'.';
        var written = 0;
        if (negative)
            target[written++] = (byte)'-';
        int integers = 0, fractions = 0, sinceGroup = -1, significant = 0;
        var inFraction = false;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                if (inFraction)
                {
                    fractions++;
                }
                else
                {
                    if (sinceGroup >= 0 && ++sinceGroup > 3)
                        return false;
                    integers++;
                    if (b == '0' && significant == 0 && i + 1 < text.Length && text[i + 1] is >= (byte)'0' and <= (byte)'9')
                        continue;
                    significant++;
                }
                if (significant + fractions > MaximumDigits)
                    return false;
                target[written++] = b;
            }
            else if (b == point && !inFraction && (sinceGroup < 0 || sinceGroup == 3))
            {
                inFraction = true;
                if (integers == 0)
                    target[written++] = (byte)'0';
                target[written++] = (byte)'.';
            }
            else if (b == group && !inFraction && integers > 0 && (sinceGroup == 3 || (sinceGroup < 0 && integers <= 3)))
            {
                sinceGroup = 0;
            }
            else if (GroupBlank(text[i..], mark) is > 0 and var length && !inFraction && integers > 0 && (sinceGroup == 3 || (sinceGroup < 0 && integers <= 3)))
            {
                sinceGroup = 0;
                i += length - 1;
            }
            else if (b is (byte)'e' or (byte)'E')
            {
                return TryExponent(trimmed, mark, target, out shape);
            }
            else
            {
                return false;
            }
        }
        if (integers + fractions == 0 || (!inFraction && sinceGroup is >= 0 and < 3))
            return false;
        // trailing zeros say nothing about the value: 12.50 and 12.5 are one number
        while (fractions > 0 && target[written - 1] == '0')
        {
            written--;
            fractions--;
        }
        if (inFraction && fractions == 0)
            written--;
        shape = new NumberShape(written, Math.Max(1, significant), fractions);
        return true;
    }

    /// <summary>Bytes of a blank or apostrophe that groups thousands (1 234,50 or 1'234.50); 0 when none stands here. A plain blank does so only beside a decimal comma.</summary>
    private static int GroupBlank(ReadOnlySpan<byte> text, DecimalMark mark) =>
        text[0] == '\'' || (text[0] == ' ' && mark == DecimalMark.Comma) ? 1
        : text.StartsWith("\u00A0"u8) ? 2
        : text.StartsWith("\u202F"u8) || text.StartsWith("\u2009"u8) ? 3
        : 0;

    public static bool TryBoolean(ReadOnlySpan<byte> trimmed, out bool value)
    {
        value = Same(trimmed, "true") || Same(trimmed, "yes") || Same(trimmed, "y") || Same(trimmed, "t") || trimmed.SequenceEqual("예"u8);
        return value || Same(trimmed, "false") || Same(trimmed, "no") || Same(trimmed, "n") || Same(trimmed, "f") || trimmed.SequenceEqual("아니요"u8) || trimmed.SequenceEqual("아니오"u8);
    }

    /// <summary>A date in one format with an optional time of day; an offset at the end is dropped, see <see cref="Offset"/>.</summary>
    public static bool TryDate(ReadOnlySpan<byte> trimmed, DateFormat format, out DateTime value, out bool hasTime)
    {
        value = default;
        hasTime = false;
        var rest = trimmed;
        if (!TryDay(ref rest, format, out var year, out var month, out var day))
            return false;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        value = new DateTime(year, month, day);
        if (rest.IsEmpty)
            return true;
        if (rest[0] is not ((byte)' ' or (byte)'T' or (byte)'t'))
            return false;
        rest = Trim(rest[1..]);
        if (rest.IsEmpty)
            return true;
        if (!TryTimeOfDay(rest, out var time))
            return false;
        hasTime = true;
        value += time;
        return true;
    }

    /// <summary>The offset from UTC at the end of a time of day, as it stands there; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Offset(ReadOnlySpan<byte> trimmed)
    {
        var colon = trimmed.IndexOf((byte)':');
        if (colon < 0)
            return default;
        var clock = trimmed[colon..];
        if (clock.Length > 1 && Same(clock[^1..], "z"))
            return clock[^1..];
        if (clock.Length > 3 && Same(clock[^3..], "utc"))
            return clock[^3..];
        var sign = clock.LastIndexOfAny((byte)'+', (byte)'-');
        return sign >= 0 && IsOffset(clock[sign..]) ? clock[sign..] : default;
    }

    private static bool TryDay(ref ReadOnlySpan<byte> rest, DateFormat format, out int year, out int month, out int day)
    {
        year = month = day = 0;
        switch (format)
        {
            case DateFormat.Compact:
                return TakeDigits(ref rest, 4, 4, out year) && TakeDigits(ref rest, 2, 2, out month) && TakeDigits(ref rest, 2, 2, out day)
                    && (rest.IsEmpty || rest[0] is (byte)' ' or (byte)'T');
            case DateFormat.YearMonthDay:
                if (!TakeDigits(ref rest, 4, 4, out year) || !TakeSeparator(ref rest, "년"u8, out var first) || !TakeDigits(ref rest, 1, 2, out month))
                    return false;
                if (rest.IsEmpty)
                {
                    day = 1;
                    return true;
                }
                if (!TakeSeparator(ref rest, "월"u8, out var second) || first != second || !TakeDigits(ref rest, 1, 2, out day))
                    return false;
                if (first == 0 && rest.StartsWith("일"u8))
                    rest = rest[3..];
                else if (first == '.' && rest.StartsWith("."u8))
                    rest = rest[1..];
                return true;
            case DateFormat.DayMonthYear:
                return TakeThree(ref rest, out day, out month, out year);
            case DateFormat.MonthDayYear:
                return TakeThree(ref rest, out month, out day, out year);
            case DateFormat.ShortYearMonthDay:
                if (!TakeDigits(ref rest, 2, 2, out year) || !TakeSeparator(ref rest, default, out var one) || !TakeDigits(ref rest, 1, 2, out month)
                    || !TakeSeparator(ref rest, default, out var two) || one != two || !TakeDigits(ref rest, 1, 2, out day))
                    return false;
                year += Century(year);
                return true;
            case DateFormat.DayMonthName:
                return TakeDigits(ref rest, 1, 2, out day) && TakeMark(ref rest, out var before) && TakeMonthName(ref rest, out month)
                    && TakeMark(ref rest, out var after) && before == after && TakeYear(ref rest, out year);
            default:
                return false;
        }
    }

    private static bool TakeThree(ref ReadOnlySpan<byte> rest, out int first, out int second, out int year)
    {
        second = year = 0;
        return TakeDigits(ref rest, 1, 2, out first) && TakeSeparator(ref rest, default, out var a) && TakeDigits(ref rest, 1, 2, out second)
            && TakeSeparator(ref rest, default, out var b) && a == b && TakeYear(ref rest, out year);
    }

    private static bool TakeYear(ref ReadOnlySpan<byte> rest, out int year)
    {
        var before = rest.Length;
        if (!TakeDigits(ref rest, 2, 4, out year))
            return false;
        switch (before - rest.Length)
        {
            case 2:
                year += Century(year);
                return true;
            case 4:
                return true;
            default:
                return false;
        }
    }

    private static int Century(int shortYear) => shortYear < 70 ? 2000 : 1900;

    private static bool TakeMonthName(ref ReadOnlySpan<byte> rest, out int month)
    {
        month = 0;
        if (rest.Length < 3)
            return false;
        for (var i = 0; i < Months.Length; i++)
        {
            if (Same(rest[..3], Months[i]))
                month = i + 1;
        }
        rest = rest[3..];
        return month > 0;
    }

    private static bool TakeMark(ref ReadOnlySpan<byte> rest, out byte mark)
    {
        mark = rest.IsEmpty ? (byte)0 : rest[0];
        if (mark is not ((byte)'-' or (byte)' ' or (byte)'/'))
            return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>One of - . / with blanks after it, or the Korean word; the word is reported as 0.</summary>
    private static bool TakeSeparator(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> word, out byte mark)
    {
        mark = 0;
        if (rest.IsEmpty)
            return false;
        if (!word.IsEmpty && rest.StartsWith(word))
        {
            rest = rest[word.Length..].TrimStart((byte)' ');
            return true;
        }
        mark = rest[0];
        if (mark is not ((byte)'-' or (byte)'.' or (byte)'/'))
            return false;
        rest = rest[1..];
        if (mark == '.')
            rest = rest.TrimStart((byte)' ');
        return true;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<byte> rest, out TimeSpan time)
    {
        time = default;
        bool? afternoon = null;
        if (rest.StartsWith("오전"u8) || rest.StartsWith("오후"u8))
        {
            afternoon = rest.StartsWith("오후"u8);
            rest = Trim(rest[6..]);
        }
        if (!TakeDigits(ref rest, 1, 2, out var hour) || !rest.StartsWith(":"u8))
            return false;
        rest = rest[1..];
        if (!TakeDigits(ref rest, 2, 2, out var minute))
            return false;
        var second = 0;
        long ticks = 0;
        if (rest.StartsWith(":"u8))
        {
            rest = rest[1..];
            if (!TakeDigits(ref rest, 2, 2, out second))
                return false;
            if (rest.Length > 1 && rest[0] is (byte)'.' or (byte)',')
            {
                rest = rest[1..];
                var scale = TimeSpan.TicksPerSecond / 10;
                var digits = 0;
                while (!rest.IsEmpty && rest[0] is >= (byte)'0' and <= (byte)'9')
                {
                    // stored to the microsecond
                    if (digits++ < 6)
                        ticks += (rest[0] - '0') * scale;
                    scale /= 10;
                    rest = rest[1..];
                }
                if (digits == 0)
                    return false;
            }
        }
        rest = Trim(rest);
        if (Same(rest, "am") || Same(rest, "pm"))
        {
            afternoon = Same(rest, "pm");
            rest = default;
        }
        if (!IsOffset(rest) || minute > 59 || second > 59)
            return false;
        if (afternoon is { } pm)
        {
            if (hour is < 1 or > 12)
                return false;
            hour = (hour % 12) + (pm ? 12 : 0);
        }
        if (hour > 23)
            return false;
        time = new TimeSpan(hour, minute, second) + TimeSpan.FromTicks(ticks);
        return true;
    }

    private static bool IsOffset(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || Same(rest, "z") || Same(rest, "utc"))
            return true;
        if (rest[0] is not ((byte)'+' or (byte)'-'))
            return false;
        rest = rest[1..];
        if (!TakeDigits(ref rest, 2, 2, out var hours) || hours > 14)
            return false;
        if (rest.StartsWith(":"u8))
            rest = rest[1..];
        return rest.IsEmpty || (TakeDigits(ref rest, 2, 2, out var minutes) && minutes < 60 && rest.IsEmpty);
    }

    private static bool TakeDigits(ref ReadOnlySpan<byte> rest, int least, int most, out int value)
    {
        value = 0;
        var count = 0;
        while (count < most && count < rest.Length && rest[count] is >= (byte)'0' and <= (byte)'9')
            value = value * 10 + (rest[count++] - '0');
        if (count < least)
            return false;
        rest = rest[count..];
        return true;
    }

    private static bool TakeSign(ref ReadOnlySpan<byte> text, ref bool negative)
    {
        if (text.IsEmpty || text[0] is not ((byte)'-' or (byte)'+'))
            return false;
        negative ^= text[0] == '-';
        text = Trim(text[1..]);
        return true;
    }

    private static string? TakeCurrency(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (IsDigit(text[0]) && IsDigit(text[^1])))
            return null;
        foreach (var (sign, code) in CurrencySigns)
        {
            if (text.StartsWith(sign))
            {
                text = Trim(text[sign.Length..]);
                return code;
            }
            if (text.EndsWith(sign))
            {
                text = Trim(text[..^sign.Length]);
                return code;
            }
        }

        return null;
    }

    private static bool TryExponent(ReadOnlySpan<byte> trimmed, DecimalMark mark, Span<byte> target, out NumberShape shape)
    {
        shape = default;
        if (mark != DecimalMark.Point || !Utf8Parser.TryParse(trimmed, out decimal value, out var consumed, 'E') || consumed != trimmed.Length)
            return false;
        Span<byte> plain = stackalloc byte[64];
        return Utf8Formatter.TryFormat(value, plain, out var length) && TryDecimal(plain[..length], DecimalMark.Point, target, out shape);
    }

    private static bool Same(ReadOnlySpan<byte> text, string lower) => Ascii.EqualsIgnoreCase(text, lower);
}

/// <summary>The digits of a number.</summary>
/// <param name="Length">Bytes written.</param>
/// <param name="IntegerDigits">Digits before the point without leading zeros, at least 1.</param>
/// <param name="FractionDigits">Digits after the point without trailing zeros.</param>
internal readonly record struct NumberShape(int Length, int IntegerDigits, int FractionDigits);
