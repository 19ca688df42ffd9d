using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Effects;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Web.Components.Effects;

/// <summary>The spread of the result and the assumptions that move it. It draws again when a number has stood still for a moment.</summary>
public sealed partial class EffectChances
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _drawing;
    private EffectSimulationResult? _result;
    private IReadOnlyList<EffectSwing> _tornado = [];
    private string _drawn = "";
    private bool _busy;

    [Inject] public required EffectSimulator Simulator { get; init; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Context.Changed += OnSheetChanged;
    }

    protected override Task OnParametersSetAsync() => DrawAsync(TimeSpan.Zero);

    protected override void OnLeaving()
    {
        Context.Changed -= OnSheetChanged;
        _drawing?.Cancel();
        _drawing?.Dispose();
    }

    private void OnSheetChanged() => _ = InvokeAsync(() => DrawAsync(Pause));

    private async Task DrawAsync(TimeSpan pause)
    {
        var (sheet, lines) = (Context.Snapshot.Effects, Context.Snapshot.EffectLines);
        var model = new EffectModel(sheet, lines);
        var asked = string.Join('|', model.Inputs) + $"|{sheet.HorizonMonths}|{sheet.DiscountRate}|" + string.Join('|', lines.Select(l => (l.Recurrence, l.Period, l.CostPerYear, l.RampUpMonths)));
        if (asked == _drawn)
            return;
        _drawn = asked;
        _drawing?.Cancel();
        _drawing?.Dispose();
        _drawing = new CancellationTokenSource();
        var mine = _drawing.Token;
        try
        {
            await Task.Delay(pause, mine);
            _busy = true;
            _tornado = EffectSensitivity.Tornado(model);
            var result = await Simulator.RunAsync(sheet, lines, mine);
            if (mine.IsCancellationRequested)
                return;
            _result = result;
            _busy = false;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // a newer number came, or the page is gone
        }
    }
}
