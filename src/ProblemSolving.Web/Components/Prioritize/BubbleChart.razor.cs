using System.Globalization;
using Microsoft.AspNetCore.Components;
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

    private OptionMap Map { get; set; } = default!;

    private string AlongName => T[Map.ByTime ? "bubble.days" : "bubble.effort"];

    protected override void OnParametersSet() => Map = OptionMap.Of(Ranking, Context.Snapshot.Prioritize.RankBy);

    private double X(double along) => Left + (Width * Math.Clamp(along / Map.AlongEnd, 0, 1));

    private string Corner(string corner) => T[$"bubble.{corner}{(Map.ByTime ? ".time" : "")}"];

    private double Y(double share) => Top + (Height * (1 - Math.Clamp(share / Map.ShareEnd, 0, 1)));

    private decimal? Delay(SolutionOption option) => Context.Snapshot.Estimate.CostOfDelay is > 0 and { } cost ? cost * option.EffectShare : null;

    // In [0, 1]; null while it is not known.
    private double? Size(SolutionOption option)
    {
        if (!_byDelay)
            return (double?)option.ConfidenceScore / TeamScore.Most;
        var largest = Map.Options.Max(p => p.Ranked.Option.EffectShare!.Value);
        return Delay(option) is null || largest == 0 ? null : (double)(option.EffectShare!.Value / largest);
    }

    private double Radius(SolutionOption option) => Size(option) is { } size ? LargestRadius * Math.Sqrt(size) : UnknownRadius;

    private string Name(SolutionOption option) => option.Name.Length == 0 ? T.Get("solutions.n", option.Position + 1) : option.Name;

    private string Along(PlacedOption placed) => Words(placed.Along, "0.#");

    private string Share(PlacedOption placed) => Words(placed.Share, "P0");

    private string Words(MapRange range, string format)
    {
        var text = range.Likely.ToString(format, T.Culture);
        return range.IsOpen ? $"{text} ({range.Low.ToString(format, T.Culture)} – {range.High.ToString(format, T.Culture)})" : text;
    }

    private static string Css(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
