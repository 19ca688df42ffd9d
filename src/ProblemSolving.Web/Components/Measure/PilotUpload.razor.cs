using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using MudBlazor;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Endpoints;

namespace ProblemSolving.Web.Components.Measure;

/// <summary>Takes a response file. The file goes over HTTP beside the live connection; this part only shows how it goes.</summary>
public sealed partial class PilotUpload
{
    private const string TokenHeader = "RequestVerificationToken";

    private ElementReference _zone;
    private ElementReference _input;
    private PageScript? _script;
    private DotNetObjectReference<PilotUpload>? _self;
    private string _inputId = "";
    private string _helpId = "";
    private string _fileName = "";
    private double? _share;       // of the upload; null while nothing is on its way
    private bool _attached;       // the zone comes back when a submission is withdrawn
    private string? _code;
    private string? _refusal;
    private ResponseReading _reading = new();

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required AntiforgeryStateProvider Antiforgery { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Parameter, EditorRequired] public Pilot Pilot { get; set; } = default!;

    private bool IsSubmitted => Context.Snapshot.Reviews.Any(r => r.Gate == Gate.Pilot && r.PilotId == Pilot.Id && !r.IsWithdrawn);

    [JSInvokable]
    public Task FileChosen(string name) => InvokeAsync(() =>
    {
        (_fileName, _code, _refusal, _reading) = (name, null, null, new ResponseReading());
        StateHasChanged();
    });

    [JSInvokable]
    public Task Progressed(double share) => InvokeAsync(() =>
    {
        _share = Math.Clamp(share, 0, 1);
        StateHasChanged();
    });

    [JSInvokable]
    public Task Answered(bool taken, string? code, string? text) => InvokeAsync(async () =>
    {
        _share = null;
        if (taken)
        {
            (_code, _refusal) = (null, null);
            Snackbar.Add(T.Get("measure.upload.done", Pilot.Round), Severity.Success);
            await Context.ReloadAsync();
        }
        else
        {
            (_code, _refusal) = (code, text ?? T["measure.upload.failed"]);
        }

        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        base.Dispose();
        _self?.Dispose();
        if (_script is not null)
            await _script.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _inputId = $"pilot-file-{Pilot.Id:N}";
        _helpId = _inputId + "-help";
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var shown = Context.CanEdit && !IsSubmitted;
        if (shown == _attached)
            return;
        _attached = shown;
        if (!shown)
            return;
        _self ??= DotNetObjectReference.Create(this);
        _script ??= new PageScript(Js, "/" + Assets["js/pilot-upload.js"]);
        await _script.CallAsync("attach", _zone, _input, _self);
    }

    // What was accepted before stays accepted: a file may need two of these answers.
    private ResponseReading Accepting(string code) => code switch
    {
        "response.unknown-id" => _reading with { IgnoreUnknown = true },
        "response.all-zero" => _reading with { AcceptAllZero = true },
        "response.control-absent" or "response.target-absent" => _reading with { AcceptAbsentGroup = true },
        _ => _reading,
    };

    // A result that was seen is not exchanged by a slip, nor until it pleases.
    private async Task SendAskedAsync()
    {
        if (Pilot.State != PilotState.Evaluated
            || await ConfirmDialog.AskAsync(Dialogs, T["measure.upload.again"], T.Get("measure.upload.again.ask", Pilot.Round), T["measure.upload.again"], danger: true))
            await SendAsync(new ResponseReading());
    }

    private async Task SendAsync(ResponseReading reading)
    {
        if (_script is null)
            return;
        (_reading, _share, _code, _refusal) = (reading, 0, null, null);
        await _script.CallAsync("send", _input, _self, PilotUrls.Responses(Pilot.Id, reading), TokenHeader, Antiforgery.GetAntiforgeryToken()?.Value ?? "");
    }
}
