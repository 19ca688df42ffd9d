using System.Globalization;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Numbers of a workbook as text: dates and times by their style, all others with the digits they have.</summary>
internal static class SheetNumber
{
    private const int LeapDayThatNeverWas = 60;

    /// <param name="stored">The number as the file has it.</param>
    public static string Text(string stored, NumberMeaning meaning, bool from1904)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return stored;
        return meaning == NumberMeaning.Plain || Moment(number, from1904) is not { } moment
            ? Digits(number)
            : meaning == NumberMeaning.TimeOfDay && number is >= 0 and < 1 ? moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : meaning == NumberMeaning.Day && moment.TimeOfDay == TimeSpan.Zero ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : moment.ToString(moment.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The moment of a serial number, to the millisecond; null where there is none. In the system of 1900 the number 60 stands for
    /// 29 February 1900, a day that never was, so earlier numbers lie one day higher.
    /// </summary>
    public static DateTime? Moment(double serial, bool from1904)
    {
        if (serial < 0 || serial >= 2_958_466 || (!from1904 && serial is >= LeapDayThatNeverWas and < LeapDayThatNeverWas + 1))
            return null;
        var start = from1904 ? new DateTime(1904, 1, 1) : serial < LeapDayThatNeverWas ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        return start.AddMilliseconds(Math.Round(serial * 86_400_000));
    }

    // the shortest digits that give the same number; decimal has no exponent where it can hold the value
    private static string Digits(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E', StringComparison.Ordinal) && decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) && plain != 0
            ? plain.ToString(CultureInfo.InvariantCulture)
            : shortest;
    }
}
