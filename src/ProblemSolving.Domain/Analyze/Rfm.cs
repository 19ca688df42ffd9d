using System.Text.Json.Serialization;

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
/// (few days are good), so equal values always get equal scores. Breaks of days and orders that the program finds are whole and rise:
/// one that would repeat the break before, because many customers tie, is one above it, so that two orders never score more than 2.
/// Breaks of money may repeat; then scores are skipped.
/// The breaks are those of the later date and serve both dates.
/// </summary>
/// <param name="AsOf">Last day of the data.</param>
/// <param name="Earlier">The day migration starts from.</param>
/// <param name="RecencyBreaks">Four numbers of days; rising, but in runs of older versions they may repeat.</param>
/// <param name="FrequencyBreaks">Four numbers of orders; rising, but in runs of older versions they may repeat.</param>
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
    IReadOnlyList<SegmentMove> Migration)
{
    /// <summary>Breaks of days, in [0, 3], that lie above their quintile because many customers tie.</summary>
    public int RecencyMoved { get; init; }

    /// <summary>Breaks of orders, in [0, 3], that lie above their quintile because many customers tie.</summary>
    public int FrequencyMoved { get; init; }

    /// <summary>A break of days or orders repeats, so that scores are skipped and a segment may say more than its numbers.</summary>
    [JsonIgnore]
    public bool Repeats => Repeat(RecencyBreaks) || Repeat(FrequencyBreaks);

    private static bool Repeat(IReadOnlyList<double> breaks) => breaks.Distinct().Count() < breaks.Count;
}

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
    private const int Best = RfmParameters.Breaks + 1;

    public bool Fits(int recency, int frequency) => recency >= RecencyFrom && recency <= RecencyTo && frequency >= FrequencyFrom && frequency <= FrequencyTo;

    /// <summary>The days since the last order that get these scores.</summary>
    /// <param name="breaks">The four breaks of days.</param>
    public WholeRange Days(IReadOnlyList<double> breaks) => Range(breaks, Best + 1 - RecencyTo, Best + 1 - RecencyFrom, 0);

    /// <summary>The numbers of orders that get these scores.</summary>
    /// <param name="breaks">The four breaks of orders.</param>
    public WholeRange Orders(IReadOnlyList<double> breaks) => Range(breaks, FrequencyFrom, FrequencyTo, 1);

    private static WholeRange Range(IReadOnlyList<double> breaks, int from, int to, long least)
    {
        ArgumentNullException.ThrowIfNull(breaks);
        return new WholeRange(from == 1 ? least : Math.Max(least, Whole(breaks[from - 2]) + 1), to == Best ? null : Whole(breaks[to - 1]));
    }

    private static long Whole(double value) => (long)Math.Clamp(Math.Floor(value), -1e15, 1e15);
}

/// <summary>Whole numbers from–to, both ends included.</summary>
/// <param name="To">Null when there is no upper end.</param>
public sealed record WholeRange(long From, long? To)
{
    /// <summary>No whole number lies in it.</summary>
    public bool IsEmpty => To < From;
}
