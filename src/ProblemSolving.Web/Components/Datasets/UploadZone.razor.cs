using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Endpoints;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>Takes a file by button or by dropping it; a script sends it past the circuit and tells how far it is.</summary>
public sealed partial class UploadZone
{
    private ElementReference _zone;
    private ElementReference _input;
    private IJSObjectReference? _script;
    private DotNetObjectReference<UploadZone>? _self;
    private (string Name, long Size)? _file;
    private long _sent;
    private DateTime _startedAtUtc;
    private string _target = "";
    private string? _problem;

    [Inject] public required DatasetService Service { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required AntiforgeryStateProvider Antiforgery { get; init; }

    [Inject] public required IOptions<AntiforgeryOptions> FormOptions { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    /// <summary>Datasets that the file may be the next version of.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<(Guid Id, string Name)> Datasets { get; set; } = [];

    /// <summary>Called by the script with the chosen file.</summary>
    /// <returns>Where to send it, or null when it is refused.</returns>
    [JSInvokable]
    public async Task<string?> BeginAsync(string name, long size, int files)
    {
        _problem = null;
        try
        {
            if (files > 1)
                throw new DomainRuleException("upload.one-file", files);
            await Service.AdmitAsync(Context.Actor, Context.Project.Id, name, size, CancellationToken.None);
            (_file, _sent, _startedAtUtc) = ((name, size), 0, Time.GetUtcNow().UtcDateTime);
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = Sentences.Of(T, problem);
        }

        StateHasChanged();
        var target = _target.Length > 0 ? "&datasetId=" + _target : "";
        return _file is null ? null : $"{DatasetEndpoints.UploadPath(Context.Project.Id)}?name={Uri.EscapeDataString(name)}{target}";
    }

    [JSInvokable]
    public Task ProgressAsync(long sent)
    {
        _sent = sent;
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Called by the script at the end.</summary>
    /// <param name="status">HTTP status; 0 when the server was not reached, −1 when the person stopped it.</param>
    [JSInvokable]
    public Task EndAsync(int status, string body)
    {
        _file = null;
        if (Answer(body) is { VersionId: { } version })
            Navigation.NavigateTo(DatasetUrls.Version(Context.Project.Key, version));
        else if (status != -1)
            _problem = Answer(body)?.Sentence ?? T[status == 401 ? "upload.signed-out" : "upload.lost"];
        StateHasChanged();
        return Task.CompletedTask;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _script = await Js.InvokeAsync<IJSObjectReference>("import", "/" + Assets["js/upload.js"]);
        await _script.InvokeVoidAsync("attach", _zone, _input, _self, new { header = FormOptions.Value.HeaderName, token = Antiforgery.GetAntiforgeryToken()?.Value });
    }

    protected override void OnLeaving() => _ = LeaveAsync();

    private static UploadAnswer? Answer(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<UploadAnswer>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null; // not our answer, for example a page of a proxy
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("detach", _zone);
                await _script.DisposeAsync();
            }
        }
        catch (JSException)
        {
            // the element is already gone
        }
        catch (JSDisconnectedException)
        {
            // the page is gone
        }

        _self?.Dispose();
    }

    private async Task PickAsync()
    {
        if (_script is not null)
            await _script.InvokeVoidAsync("pick", _input);
    }

    private async Task CancelAsync()
    {
        if (_script is not null)
            await _script.InvokeVoidAsync("cancel", _zone);
    }
}
