using Microsoft.AspNetCore.Components;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>Long work: its stage, how far it is, how long it took, and a way to stop it.</summary>
public sealed partial class JobCard
{
    private ITimer? _tick;
    private bool _cancelling;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Parameter, EditorRequired] public string Title { get; set; } = "";

    [Parameter, EditorRequired] public JobState State { get; set; }

    /// <summary>What is being done now, in words.</summary>
    [Parameter] public string? Stage { get; set; }

    /// <summary>Share done in [0, 1], or null when it is not known.</summary>
    [Parameter] public double? Progress { get; set; }

    [Parameter] public DateTime? StartedAtUtc { get; set; }

    [Parameter] public DateTime? EndedAtUtc { get; set; }

    /// <summary>Why it failed, in a sentence.</summary>
    [Parameter] public string? Problem { get; set; }

    [Parameter] public EventCallback OnCancel { get; set; }

    /// <summary>Further buttons, for example to the result.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }

    private double Percent => 100 * Math.Clamp(Progress ?? 0, 0, 1);

    private TimeSpan Elapsed => (EndedAtUtc ?? Time.GetUtcNow().UtcDateTime) - StartedAtUtc!.Value;

    public void Dispose() => _tick?.Dispose();

    protected override void OnParametersSet()
    {
        if (State is not (JobState.Queued or JobState.Running))
        {
            _cancelling = false;
            _tick?.Dispose();
            _tick = null;
        }
        else if (RendererInfo.IsInteractive)
        {
            _tick ??= Time.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }
    }

    private static ChipTone ToneOf(JobState state) => state switch
    {
        JobState.Queued => ChipTone.Neutral,
        JobState.Running => ChipTone.Active,
        JobState.Done => ChipTone.Good,
        JobState.Failed => ChipTone.Bad,
        JobState.Cancelled => ChipTone.Attention,
    };

    private async Task CancelAsync()
    {
        _cancelling = true;
        await OnCancel.InvokeAsync();
    }
}
