using System.Globalization;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Prioritize;

/// <summary>How often the order holds within the ranges.</summary>
public sealed partial class RankStabilityView
{
    private RankStabilityResult? _result;

    protected override string Asked() => Context.Snapshot.RankSettings + "|" + string.Join('|', Context.Snapshot.Options.Select(o => (o.Id, o.Name, RankInputs.Of(o), o.EffortLow, o.EffortHigh, o.DaysLow, o.DaysHigh, o.ShareLow, o.ShareHigh)));

    protected override async Task<Action> DrawAsync(CancellationToken cancellationToken)
    {
        var (settings, options) = (Context.Snapshot.RankSettings, Context.Snapshot.Options);
        var result = await Task.Run(() => RankStability.Run(settings, options, cancellationToken: cancellationToken), cancellationToken);
        return () => _result = result;
    }

    // How firm the computed order is says nothing about a first choice that was made by hand.
    private string Said(RankStabilityResult result) => Ranking.FirstByHand(Context.Snapshot.Ranking) is { } chosen
        ? T.Get("prioritize.stability.by-hand", NameOf(result.Options[0]), result.FirstStays, NameOf(chosen))
        : T.Get(Sentence(result.FirstStays), NameOf(result.Options[0]), result.FirstStays);

    // Points and reach are entered on this page, days, effort and share in step 3.
    private string WhatIsMissing
    {
        get
        {
            var missing = Context.Snapshot.Ranking.SelectMany(r => r.Score.Missing).Distinct().ToLookup(f => WorksheetFields.StepOf(SheetKind.Solution, f) == ProblemStep.Prioritize);
            if (missing.Count == 0 && Context.Snapshot.Ranking.All(r => r.Score.Value is null))
                return T["rank.why.no-delay"];
            string Names(bool here) => string.Join(", ", missing[here].Select(f => T["field.Solution." + f]));
            return (missing.Contains(true), missing.Contains(false)) switch
            {
                (true, true) => T.Get("prioritize.stability.none.both", Names(here: true), Names(here: false)),
                (true, false) => T.Get("prioritize.stability.none.here", Names(here: true)),
                (false, _) => T["prioritize.stability.none"],
            };
        }
    }

    private static string Sentence(double stays) => stays switch
    {
        >= 0.9 => "prioritize.stability.firm",
        >= 0.6 => "prioritize.stability.likely",
        _ => "prioritize.stability.open",
    };

    private string NameOf(SolutionOption option) => option.Name.Length == 0 ? T.Get("solutions.n", option.Position + 1) : option.Name;

    private static string Shade(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"background: color-mix(in srgb, var(--mud-palette-primary) {share * 30:0.#}%, transparent)");
}
