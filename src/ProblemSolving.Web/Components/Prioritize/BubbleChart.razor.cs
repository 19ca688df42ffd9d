using System.Globalization;
using Microsoft.AspNetCore.Components;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Prioritize;

/// <summary>Effort across, share of the effect up; the area of a bubble is how sure we are, or what waiting for it costs.</summary>
public sealed partial class BubbleChart
{
    private const double Left = 64;
    private const double Top = 32;
    private const double Width = 560;
    private const double Height = 276;
    private const double LargestRadius = 34;
    private const double UnknownRadius = 14;

    private bool _byDelay;

    [Parameter, EditorRequired] public IReadOnlyList<RankedOption> Ranking { get; set; } = [];

    private List<RankedOption> Placed => [.. Ranking.Where(r => r.Option is { EffortDays: not null, EffectShare: not null })];

    private double EffortEnd => NiceEnd(Placed.Max(r => (double)Math.Max(r.Option.EffortDays!.Value, r.Option.EffortHigh ?? 0)));

    private double ShareEnd => Math.Min(1, Math.Ceiling(Placed.Max(r => (double)Math.Max(r.Option.EffectShare!.Value, r.Option.ShareHigh ?? 0)) * 10 + 0.5) / 10);

    // The next of 1, 2, 5, 10, … above the largest value, with room for its bubble.
    private static double NiceEnd(double largest)
    {
        var wanted = Math.Max(1, largest * 1.1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return new[] { 1, 2, 2.5, 5, 7.5, 10 }.Select(f => f * power).First(end => end >= wanted);
    }

    private double X(double effort) => Left + (Width * Math.Clamp(effort / EffortEnd, 0, 1));

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

    private string Effort(SolutionOption option) => Range(option.EffortLow, option.EffortDays, option.EffortHigh, "0.#");

    private string Share(SolutionOption option) => Range(option.ShareLow, option.EffectShare, option.ShareHigh, "P0");

    private string Range(decimal? low, decimal? likely, decimal? high, string format)
    {
        var text = likely!.Value.ToString(format, T.Culture);
        return low is null && high is null ? text : $"{text} ({(low ?? likely).Value.ToString(format, T.Culture)} – {(high ?? likely).Value.ToString(format, T.Culture)})";
    }

    private static string Css(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
