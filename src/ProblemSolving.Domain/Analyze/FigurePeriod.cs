using System.Globalization;

namespace ProblemSolving.Domain.Analyze;

/// <summary>The line below a figure that says over whom and which days it is, written and read in one place.</summary>
public static class FigurePeriod
{
    private const string Key = "figure.subtitle.period";
    private const string Written = "yyyy-MM-dd";

    public static FigureText Of(HeadlineFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new FigureText(Key, facts.Customers, facts.Orders, Day(facts.FirstDay), Day(facts.LastDay));
    }

    /// <summary>Last day of the data that a line says, also when it stands within another one; null when it says none.</summary>
    public static DateOnly? LastDay(FigureText line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Key == Key && line.Arguments is [_, _, _, string last] && DateOnly.TryParseExact(last, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : line.Arguments.OfType<FigureText>().Select(LastDay).FirstOrDefault(d => d is not null);
    }

    private static string Day(DateOnly day) => day.ToString(Written, CultureInfo.InvariantCulture);
}
