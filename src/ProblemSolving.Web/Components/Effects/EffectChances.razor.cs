using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Effects;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Web.Components.Effects;

/// <summary>The spread of the result and the assumptions that move it.</summary>
public sealed partial class EffectChances
{
    private EffectSimulationResult? _result;
    private string _resultOf = "";

    [Inject] public required EffectSimulator Simulator { get; init; }

    protected override string Asked()
    {
        var (sheet, lines) = (Context.Snapshot.Effects, Context.Snapshot.EffectLines);
        return string.Join('|', new EffectModel(sheet, lines).Inputs) + $"|{sheet.HorizonMonths}|{sheet.DiscountRate}|" + string.Join('|', lines.Select(l => (l.Recurrence, l.Period, l.CostPerYear, l.RampUpMonths)));
    }

    protected override async Task<Action> DrawAsync(CancellationToken cancellationToken)
    {
        var (sheet, lines, asked) = (Context.Snapshot.Effects, Context.Snapshot.EffectLines, Asked());
        var result = await Simulator.RunAsync(sheet, lines, cancellationToken);
        return () => (_result, _resultOf) = (result, asked);
    }
}
