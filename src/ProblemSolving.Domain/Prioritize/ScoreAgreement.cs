namespace ProblemSolving.Domain.Prioritize;

/// <summary>How far a team agrees, in the words of LeBreton and Senter (2008), Organizational Research Methods 11(4), table 3.</summary>
public enum AgreementLevel
{
    /// <summary>0 to 0.30.</summary>
    Lack,

    /// <summary>Above 0.30 to 0.50.</summary>
    Weak,

    /// <summary>Above 0.50 to 0.70.</summary>
    Moderate,

    /// <summary>Above 0.70 to 0.90.</summary>
    Strong,

    /// <summary>Above 0.90 to 1.</summary>
    VeryStrong,
}

/// <summary>The points of several people for one option on one criterion.</summary>
/// <param name="Count">Number of people, ≥ 1.</param>
/// <param name="Low">Lowest points given.</param>
/// <param name="High">Highest points given.</param>
/// <param name="Index">
/// r_wg = 1 − s² / 2 in [0, 1]: 1 when all agree, 0 when the points scatter as if drawn evenly from 1 to 5, whose variance is 2;
/// s² with n − 1. Below 0 counts as 0. Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69(1). Null for one person.
/// </param>
/// <param name="Outliers">Places in the given list that lie 2 points or more from the median; only with three people or more.</param>
public sealed record ScoreAgreement(int Count, double Mean, int Low, int High, double Median, double? Index, AgreementLevel? Level, IReadOnlyList<int> Outliers)
{
    private const double EvenVariance = ((TeamScore.Most * TeamScore.Most) - 1) / 12.0;
    private const double FarOff = 2;

    /// <param name="points">At least one value from 1 to 5.</param>
    public static ScoreAgreement Of(IReadOnlyList<int> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
            throw new ArgumentException("Nobody gave points.", nameof(points));
        var mean = points.Average();
        var sorted = points.Order().Select(p => (double)p).ToArray();
        var median = Numerics.Quantiles.OfSorted(sorted, 0.5);
        double? index = points.Count < 2 ? null : Math.Max(0, 1 - (points.Sum(p => (p - mean) * (p - mean)) / (points.Count - 1) / EvenVariance));
        var outliers = points.Count < 3 ? [] : Enumerable.Range(0, points.Count).Where(i => Math.Abs(points[i] - median) >= FarOff).ToList();
        return new ScoreAgreement(points.Count, mean, points.Min(), points.Max(), median, index, index is { } known ? LevelOf(known) : null, outliers);
    }

    private static AgreementLevel LevelOf(double index) => index switch
    {
        <= 0.30 => AgreementLevel.Lack,
        <= 0.50 => AgreementLevel.Weak,
        <= 0.70 => AgreementLevel.Moderate,
        <= 0.90 => AgreementLevel.Strong,
        _ => AgreementLevel.VeryStrong,
    };
}
