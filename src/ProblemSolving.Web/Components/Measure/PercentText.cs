using System.Globalization;

namespace ProblemSolving.Web.Components.Measure;

/// <summary>Shares as people type them: 20 or 20% for 0.2. Exact in decimal, so that 7 stays 0.07.</summary>
internal static class PercentText
{
    public static string FromShare(string share) =>
        decimal.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? (value * 100).ToString("0.######", CultureInfo.InvariantCulture) : share;

    /// <returns>What was typed when it is no number; the service then refuses it in words.</returns>
    public static string ToShare(string typed)
    {
        var bare = typed.Trim().TrimEnd('%').TrimEnd();
        return decimal.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1_000_000
            ? ((double)(value / 100)).ToString("R", CultureInfo.InvariantCulture)
            : typed;
    }
}
