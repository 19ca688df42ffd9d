using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>
/// Options beside each other: share of the effect up, across what the method ranks by. It describes and does not advise: the order is
/// the method's. The four quarters meet at the medians of the options shown, for fast or slow, large or small is said of options
/// beside each other and not of the ends of the axes.
/// </summary>
/// <param name="ByTime">True where speed decides: across is days to the first result; otherwise effort in person-days.</param>
/// <param name="Options">Those with both values, in the order of the ranking.</param>
/// <param name="AlongEnd">End of the axis across, above every value; 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 times a power of ten.</param>
/// <param name="ShareEnd">End of the axis up, in (0, 1].</param>
/// <param name="MiddleAlong">Median across.</param>
/// <param name="MiddleShare">Median share, in [0, 1].</param>
public sealed record OptionMap(bool ByTime, IReadOnlyList<PlacedOption> Options, double AlongEnd, double ShareEnd, double MiddleAlong, double MiddleShare)
{
    /// <summary>Places every option that has both values; ends and medians are 1 and 0 where there is none.</summary>
    public static OptionMap Of(IReadOnlyList<RankedOption> ranking, RankingMethod method)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var byTime = IsByTime(method);
        var placed = ranking.Select(r => Place(r, byTime)).OfType<PlacedOption>().ToList();
        if (placed.Count == 0)
            return new OptionMap(byTime, [], 1, 1, 0, 0);
        return new OptionMap(
            byTime,
            placed,
            NiceEnd(placed.Max(p => Math.Max(p.Along.Likely, p.Along.High))),
            Math.Min(1, Math.Ceiling(placed.Max(p => Math.Max(p.Share.Likely, p.Share.High)) * 10 + 0.5) / 10),
            Median(placed.Select(p => p.Along.Likely)),
            Median(placed.Select(p => p.Share.Likely)));
    }

    /// <summary>True for the methods in which time to a first result decides.</summary>
    public static bool IsByTime(RankingMethod method) => method is RankingMethod.FastestFirst or RankingMethod.Wsjf;

    private static PlacedOption? Place(RankedOption ranked, bool byTime)
    {
        var o = ranked.Option;
        var along = byTime ? MapRange.Of(o.DaysLow, o.DaysToFirstResult, o.DaysHigh) : MapRange.Of(o.EffortLow, o.EffortDays, o.EffortHigh);
        return along is not null && MapRange.Of(o.ShareLow, o.EffectShare, o.ShareHigh) is { } share ? new PlacedOption(ranked, along, share) : null;
    }

    private static double Median(IEnumerable<double> values) => Quantiles.OfSorted([.. values.Order()], 0.5);

    // with room for the mark of the largest
    private static double NiceEnd(double largest)
    {
        var wanted = Math.Max(1, largest * 1.1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return new[] { 1, 1.5, 2, 3, 4, 5, 6, 8, 10 }.Select(f => f * power).First(end => end >= wanted);
    }
}

/// <summary>An option with its place on the map.</summary>
/// <param name="Along">Days or person-days.</param>
/// <param name="Share">Share of the effect, 1 for all of it.</param>
public sealed record PlacedOption(RankedOption Ranked, MapRange Along, MapRange Share);

/// <summary>A value with how low and how high it may be; both are the likely value where no range was given.</summary>
/// <param name="IsOpen">True where a low or a high was given.</param>
public sealed record MapRange(double Low, double Likely, double High, bool IsOpen)
{
    /// <summary>Null without a likely value.</summary>
    public static MapRange? Of(decimal? low, decimal? likely, decimal? high) => likely is { } value
        ? new MapRange((double)(low ?? value), (double)value, (double)(high ?? value), low is not null || high is not null)
        : null;
}
