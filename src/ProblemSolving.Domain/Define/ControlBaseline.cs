using System.Globalization;
using System.Text.RegularExpressions;

namespace ProblemSolving.Domain.Define;

/// <summary>
/// The periods a control chart takes for normal: those up to an end that the author chose, or else up to the month before the problem
/// is said to have begun. A problem inside its own yardstick moves the centre towards itself and makes the better months before it look odd.
/// Source: Montgomery, Introduction to Statistical Quality Control, chapter 5 (phase I and phase II); Wheeler, Understanding Variation, chapter 3.
/// </summary>
/// <param name="Until">The last period that is in, as <c>2025-02</c> or <c>2025-02-14</c>.</param>
/// <param name="IsChosen">False where it follows from the words on the beginning.</param>
public sealed partial record ControlBaseline(string Until, bool IsChosen)
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <returns>Null where neither the end nor the beginning of the problem can be read.</returns>
    public static ControlBaseline? Of(DefineSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (MetricSeriesText.PeriodOf(sheet.MetricBaselineUntil.Trim()) is { } until)
            return new ControlBaseline(until, IsChosen: true);
        return MonthIn(sheet.PhenomenonSince) is { } since ? new ControlBaseline(since.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture), IsChosen: false) : null;
    }

    /// <summary>True when a period belongs to what is normal; months and days compare by what they have in common.</summary>
    public bool Holds(string period)
    {
        ArgumentNullException.ThrowIfNull(period);
        var shared = Math.Min(period.Length, Until.Length);
        return string.CompareOrdinal(period, 0, Until, 0, shared) <= 0;
    }

    /// <summary>The first month a text names with its year, in digits or as an English word, or the first month of a quarter; null without one.</summary>
    public static DateOnly? MonthIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = new[] { Digits().Match(text), Named().Match(text) }.Where(m => m.Success).MinBy(m => m.Index);
        if (match is null)
            return null;
        var year = int.Parse(match.Groups["y"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var month = match.Groups["w"].Success
            ? Array.IndexOf(s_months, match.Groups["w"].Value[..3].ToLowerInvariant()) + 1
            : match.Groups["q"].Success ? (match.Groups["q"].Value[0] - '1') * 3 + 1
            : int.Parse(match.Groups["m"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return year is >= 1900 and <= 2200 && month is >= 1 and <= 12 ? new DateOnly(year, month, 1) : null;
    }

    // “2025년 3월”, “2025-03”, “2025.3.14”, “2025년 3분기”, “2025 Q3”, “Q3 2025”; a bare number behind a year can be anything
    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})\s*(?:년\s*(?<m>\d{1,2})\s*월|년\s*(?<q>[1-4])\s*(?:사)?분기|[-./]\s*(?<m>\d{1,2})(?!\d|\s*%)|\s[-./]?\s*[qQ](?<q>[1-4])(?!\d))|(?<![A-Za-z])[qQ](?<q>[1-4])\s+(?<y>\d{4})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b(?<w>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?\s+(?<y>\d{4})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
