using System.Text.Json;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Analyze;

/// <summary>The two or three figures that tell runs apart in the history; text keys <c>headline.{Name}</c>.</summary>
public static class RunHeadline
{
    public const string Customers = "customers";
    /// <summary>Repurchase rate of the period that trends and comparisons are about; <see cref="Days"/> says which. The name is from when it was always 90.</summary>
    public const string Rate90 = "rate90";

    /// <summary>Days of the rate; no figure of its own.</summary>
    public const string Days = "days";

    /// <summary>Two-by-two tables that another run may share (<see cref="ComparedSet.Tables"/>); no figure of its own.</summary>
    public const string Tables = ComparedSet.TablesFigure;

    /// <summary>What is kept with a run and not shown as a figure.</summary>
    public static IReadOnlyList<string> Hidden { get; } = [Days, EarlyMonths, RateWithEarly, Tables];

    /// <summary>First months of the log that the rate leaves out, and the rate with them; no figures of their own, and only where there are such months.</summary>
    public const string EarlyMonths = "early-months";
    public const string RateWithEarly = "rate-with-early";

    /// <summary>Share of customers who order again within 30 days, by Kaplan–Meier.</summary>
    public const string Within30 = "within30";

    /// <summary>Of the second orders seen so far; in runs before version <c>repurchase-9</c> only.</summary>
    public const string SecondWithin30 = "second30";
    public const string Looks = "looks";
    public const string Clear = "clear";
    public const string Naive = "naive";
    public const string Landmark = "landmark";
    public const string Rows = "rows";
    public const string Auc = "auc";
    public const string BaselineAuc = "baseline-auc";
    public const string TopDecileLift = "lift";

    public static string Of(RepurchaseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.ProfileOnly)
            return Write((Rows, result.Table?.Rows));
        var known = KnownRate.Of(result, result.Parameters.TrendDays);
        return Write(
            (Customers, result.Headline.Customers),
            (Rate90, known?.Rate),
            (Days, result.Parameters.TrendDays),
            (EarlyMonths, known is { EarlyMonths: > 0 and var early } ? early : null),
            (RateWithEarly, known is { EarlyMonths: > 0 } ? known.WithEarly : null),
            (Within30, result.Timing.Estimate?.Within30Days),
            (Tables, result.ContrastsCompared));
    }

    public static string Of(CompareResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        const double Level = 0.05;
        return Write((Looks, result.Looks), (Clear, result.Numbers.Count(n => n.AdjustedPValue < Level) + result.Shares.Count(s => s.AdjustedPValue < Level)),
            (Tables, result.Parameters.Kind == CompareKind.BoughtAgain ? result.Looks - 2 * result.Numbers.Count : null));
    }

    public static string Of(LandmarkResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Write((Naive, result.Naive.Difference), (Landmark, result.Landmark.Difference));
    }

    public static string Of(QueryResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Write((Rows, result.Rows.Count));
    }

    public static string Of(RepurchaseModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Write((Auc, result.Auc), (BaselineAuc, result.BaselineAuc), (TopDecileLift, result.Deciles.Count > 0 ? result.Deciles[0].Lift : null));
    }

    public static IReadOnlyDictionary<string, double> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, double>>(json) ?? [];

    private static string Write(params (string Name, double? Value)[] figures) =>
        JsonSerializer.Serialize(figures.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!.Value));
}
