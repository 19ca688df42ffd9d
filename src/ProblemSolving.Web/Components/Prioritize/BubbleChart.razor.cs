using System.Globalization;
using Microsoft.AspNetCore.Components;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Prioritize;

/// <summary>
/// Share of the effect up; across what the method ranks by: time to a first result where speed decides, effort otherwise. The corners
/// describe and do not advise: the order is the method's. The area of a bubble is how sure we are, or what waiting for it costs.
/// </summary>
public sealed partial class BubbleChart
{
    private const double Left = 64;
    private const double Top = 42;
    private const double Width = 560;
    private const double Height = 266;
    private const double LargestRadius = 34;
    private const double UnknownRadius = 14;

    private bool _byDelay;

    [Parameter, EditorRequired] public IReadOnlyList<RankedOption> Ranking { get; set; } = [];

    private List<RankedOption> Placed => [.. Ranking.Where(r => r.Option.EffectShare is not null && Range(r.Option).Likely is not null)];

    private bool ByTime => Context.Snapshot.Prioritize.RankBy is RankingMethod.FastestFirst or RankingMethod.Wsjf;

    private string AlongName => T[ByTime ? "bubble.days" : "bubble.effort"];

    private double AlongEnd => NiceEnd(Placed.Max(r => (double)Math.Max(Range(r.Option).Likely!.Value, Range(r.Option).High ?? 0)));

    private double ShareEnd => Math.Min(1, Math.Ceiling(Placed.Max(r => (double)Math.Max(r.Option.EffectShare!.Value, r.Option.ShareHigh ?? 0)) * 10 + 0.5) / 10);

    // Fast or slow, large or small is said of the options beside each other, not of the ends of the axes.
    private double MiddleAlong => Median(Placed.Select(r => (double)Range(r.Option).Likely!.Value));

    private double MiddleShare => Median(Placed.Select(r => (double)r.Option.EffectShare!.Value));

    private static double Median(IEnumerable<double> values) => Quantiles.OfSorted([.. values.Order()], 0.5);

    // The next of 1, 2, 5, 10, … above the largest value, with room for its bubble.
    private static double NiceEnd(double largest)
    {
        var wanted = Math.Max(1, largest * 1.1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return new[] { 1, 2, 2.5, 5, 7.5, 10 }.Select(f => f * power).First(end => end >= wanted);
    }

    private double X(double along) => Left + (Width * Math.Clamp(along / AlongEnd, 0, 1));

    private (decimal? Low, decimal? Likely, decimal? High) Range(SolutionOption option) =>
        ByTime ? (option.DaysLow, option.DaysToFirstResult, option.DaysHigh) : (option.EffortLow, option.EffortDays, option.EffortHigh);

    private string Corner(string corner) => T[$"bubble.{corner}{(ByTime ? ".time" : "")}"];

    private double Y(double share) => Top + (Height * (1 - Math.Clamp(share / ShareEnd, 0, 1)));

    private decimal? Delay(SolutionOption option) => Context.Snapshot.Estimate.CostOfDelay is > 0 and { } cost ? cost * option.EffectShare : null;

    // In [0, 1]; null while it is not known.
    private double? Size(SolutionOption option)
    {
        if (!_byDelay)
            return (double?)option.ConfidenceScore / TeamScore.Most;
        var largest = Placed.Max(r => r.Option.EffectShare!.Value);
        return Delay(option) is null || largest == 0 ? null : (double)(option.EffectShare!.Value / largest);
    }

    private double Radius(SolutionOption option) => Size(option) is { } size ? LargestRadius * Math.Sqrt(size) : UnknownRadius;

    private string Name(SolutionOption option) => option.Name.Length == 0 ? T.Get("solutions.n", option.Position + 1) : option.Name;

    private string Along(SolutionOption option) => Words(Range(option).Low, Range(option).Likely, Range(option).High, "0.#");

    private string Share(SolutionOption option) => Words(option.ShareLow, option.EffectShare, option.ShareHigh, "P0");

    private string Words(decimal? low, decimal? likely, decimal? high, string format)
    {
        var text = likely!.Value.ToString(format, T.Culture);
        return low is null && high is null ? text : $"{text} ({(low ?? likely).Value.ToString(format, T.Culture)} – {(high ?? likely).Value.ToString(format, T.Culture)})";
    }

    private static string Css(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
