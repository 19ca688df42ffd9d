using System.Globalization;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Prioritize;

/// <summary>How often the order holds within the ranges. It draws again, beside the page, when a number has stood still for a moment.</summary>
public sealed partial class RankStabilityView
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _drawing;
    private RankStabilityResult? _result;
    private string _drawn = "";
    private bool _busy;

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
        var (settings, options) = (Context.Snapshot.RankSettings, Context.Snapshot.Options);
        var asked = settings + "|" + string.Join('|', options.Select(o => (o.Id, o.Name, RankInputs.Of(o), o.EffortLow, o.EffortHigh, o.DaysLow, o.DaysHigh, o.ShareLow, o.ShareHigh)));
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
            var result = await Task.Run(() => RankStability.Run(settings, options, cancellationToken: mine), mine);
            if (mine.IsCancellationRequested)
                return;
            (_result, _busy) = (result, false);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // a newer number came, or the page is gone
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
