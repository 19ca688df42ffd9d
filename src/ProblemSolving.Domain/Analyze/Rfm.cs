namespace ProblemSolving.Domain.Analyze;

/// <summary>How recency, frequency and money are cut into scores 1 to 5.</summary>
/// <param name="RecencyBreaks">Four rising numbers of days, or null for quintiles (type 7).</param>
/// <param name="FrequencyBreaks">Four rising numbers of orders, or null for quintiles.</param>
/// <param name="MoneyBreaks">Four rising amounts, or null for quintiles.</param>
/// <param name="MonthsBack">The earlier of the two dates that migration compares lies this many months before the end of the data, in [1, 36].</param>
public sealed record RfmParameters(
    IReadOnlyList<double>? RecencyBreaks = null, IReadOnlyList<double>? FrequencyBreaks = null, IReadOnlyList<double>? MoneyBreaks = null, int MonthsBack = 3)
{
    public const int Breaks = 4;

    /// <exception cref="DomainRuleException">Not four numbers, or not rising.</exception>
    public void Check()
    {
        foreach (var breaks in new[] { RecencyBreaks, FrequencyBreaks, MoneyBreaks })
        {
            if (breaks is not null && (breaks.Count != Breaks || breaks.Any(b => !double.IsFinite(b)) || breaks.Zip(breaks.Skip(1)).Any(p => p.First >= p.Second)))
                throw new DomainRuleException("analysis.rfm-breaks", Breaks);
        }

        if (MonthsBack is < 1 or > 36)
            throw new DomainRuleException("analysis.rfm-months", 1, 36);
    }
}

/// <summary>
/// Recency, frequency, money. A score is 1 plus the number of breaks that the value lies above, turned round for recency
/// (few days are good), so equal values always get equal scores; when many customers tie, scores are skipped.
/// The breaks are those of the later date and serve both dates.
/// </summary>
/// <param name="AsOf">Last day of the data.</param>
/// <param name="Earlier">The day migration starts from.</param>
/// <param name="RecencyBreaks">Four rising numbers of days.</param>
/// <param name="MoneyBreaks">Null when the data have no money; then the score is left out.</param>
/// <param name="Segments">In the order of <see cref="RfmSegments.All"/>, empty ones too.</param>
/// <param name="Grid">Customers by recency score (row, 5 first) and frequency score (column, 1 first).</param>
/// <param name="Migration">Customers by segment at the earlier and at the later date; only pairs that occur.</param>
public sealed record RfmResult(
    DateOnly AsOf,
    DateOnly Earlier,
    IReadOnlyList<double> RecencyBreaks,
    IReadOnlyList<double> FrequencyBreaks,
    IReadOnlyList<double>? MoneyBreaks,
    bool OwnBreaks,
    IReadOnlyList<SegmentRow> Segments,
    IReadOnlyList<IReadOnlyList<long>> Grid,
    IReadOnlyList<SegmentMove> Migration);

/// <summary>One segment at the later date.</summary>
/// <param name="Amount">Revenue of its customers so far; null without money.</param>
/// <param name="AmountShare">Of all revenue; of all orders without money.</param>
/// <param name="MeanMoneyScore">Mean money score, in [1, 5]; null without money or customers.</param>
public sealed record SegmentRow(RfmSegment Segment, long Customers, double CustomerShare, long Orders, decimal? Amount, double AmountShare, double? MeanMoneyScore);

/// <summary>Customers who were in one segment and are in another now.</summary>
/// <param name="From">Null for customers who had no order at the earlier date.</param>
public sealed record SegmentMove(RfmSegment? From, RfmSegment To, long Customers);

/// <summary>Named groups of customers; the rule of each is in <see cref="RfmSegments"/>.</summary>
public enum RfmSegment
{
    /// <summary>Bought lately and often.</summary>
    Champions,

    /// <summary>Often, and not long ago.</summary>
    Loyal,

    /// <summary>Lately, and already more than the least often.</summary>
    Growing,

    /// <summary>Lately, and least often: mostly first orders.</summary>
    Newcomers,

    /// <summary>Seldom, and some time ago.</summary>
    Cooling,

    /// <summary>Often, but long ago.</summary>
    Slipping,

    /// <summary>Very often, and longest ago.</summary>
    OnceBest,

    /// <summary>Seldom and long ago.</summary>
    Sleeping,
}

/// <summary>The table of rules: which recency and frequency scores belong to which segment. Every pair of scores belongs to exactly one.</summary>
public static class RfmSegments
{
    /// <summary>Rules in order; the first that fits names the segment.</summary>
    public static IReadOnlyList<SegmentRule> All { get; } =
    [
        new(RfmSegment.Champions, 4, 5, 4, 5),
        new(RfmSegment.Loyal, 3, 5, 3, 5),
        new(RfmSegment.Growing, 4, 5, 2, 2),
        new(RfmSegment.Newcomers, 4, 5, 1, 1),
        new(RfmSegment.Cooling, 3, 3, 1, 2),
        new(RfmSegment.OnceBest, 1, 1, 4, 5),
        new(RfmSegment.Slipping, 1, 2, 3, 5),
        new(RfmSegment.Sleeping, 1, 2, 1, 2),
    ];

    /// <param name="recency">Score 1 (longest ago) to 5.</param>
    /// <param name="frequency">Score 1 (least often) to 5.</param>
    public static RfmSegment Of(int recency, int frequency) => All.First(r => r.Fits(recency, frequency)).Segment;
}

/// <summary>Scores from–to, both ends included.</summary>
public sealed record SegmentRule(RfmSegment Segment, int RecencyFrom, int RecencyTo, int FrequencyFrom, int FrequencyTo)
{
    public bool Fits(int recency, int frequency) => recency >= RecencyFrom && recency <= RecencyTo && frequency >= FrequencyFrom && frequency <= FrequencyTo;
}
