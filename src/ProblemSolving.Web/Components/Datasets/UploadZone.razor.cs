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
    private PageScript? _script;
    private DotNetObjectReference<UploadZone>? _self;
    private (string Name, long Size)? _file;
    private IReadOnlyList<UploadPlace> _waiting = [];
    private long _sent;
    private int _tries;
    private DateTime _startedAtUtc;
    private string _target = "";
    private string? _problem;

    [Inject] public required UploadService Uploads { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required AntiforgeryStateProvider Antiforgery { get; init; }

    [Inject] public required IOptions<AntiforgeryOptions> FormOptions { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    /// <summary>Datasets that the file may be the next version of.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<(Guid Id, string Name)> Datasets { get; set; } = [];

    /// <summary>Called by the script with the chosen file.</summary>
    /// <param name="stamp">When the file was last changed on the sender's machine; tells a file chosen again from another of the same name.</param>
    /// <returns>Where to send it and from which byte on, or null when it is refused.</returns>
    [JSInvokable]
    public async Task<UploadStart?> BeginAsync(string name, long size, int files, long stamp)
    {
        _problem = null;
        UploadStart? start = null;
        try
        {
            if (files > 1)
                throw new DomainRuleException("upload.one-file", files);
            Guid? target = _target.Length > 0 ? Guid.Parse(_target) : null;
            var place = await Uploads.OpenAsync(Context.Actor, Context.Project.Id, target, name, size, stamp.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
            (_file, _sent, _tries, _startedAtUtc) = ((name, size), place.Offset, 0, Time.GetUtcNow().UtcDateTime);
            start = new UploadStart(DatasetEndpoints.UploadPath(place.Id), place.Offset, UploadService.PieceBytes, DatasetEndpoints.PieceHash);
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = Sentences.Of(T, problem);
        }

        StateHasChanged();
        return start;
    }

    [JSInvokable]
    public Task ProgressAsync(long sent)
    {
        (_sent, _tries) = (sent, 0);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Called by the script when the server was not reached and it will try again.</summary>
    [JSInvokable]
    public Task RetryAsync(int tries)
    {
        _tries = tries;
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Called by the script at the end.</summary>
    /// <param name="status">HTTP status; 0 when the server was not reached, −1 when the person stopped it.</param>
    [JSInvokable]
    public async Task EndAsync(int status, string body)
    {
        _file = null;
        if (Answer(body) is { VersionId: { } version })
            Navigation.NavigateTo(DatasetUrls.Version(Context.Project.Key, version));
        else if (status != -1)
            _problem = Answer(body)?.Sentence ?? T[status == 401 ? "upload.signed-out" : "upload.lost"];
        await ReadWaitingAsync();
        StateHasChanged();
    }

    protected override Task OnInitializedAsync() => ReadWaitingAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _script = new PageScript(Js, "/" + Assets["js/upload.js"]);
        await _script.CallAsync("attach", _zone, _input, _self, new { header = FormOptions.Value.HeaderName, token = Antiforgery.GetAntiforgeryToken()?.Value });
    }

    protected override void OnLeaving() => _ = LeaveAsync();

    private string Stage => _file is not { } file ? ""
        : _tries > 0 ? T.Get("upload.retrying", _tries, FileSize.Of(_sent, T.Culture))
        : _sent >= file.Size ? T["upload.checking"]
        : T.Get("upload.sending", FileSize.Of(_sent, T.Culture), FileSize.Of(file.Size, T.Culture));

    private async Task ReadWaitingAsync()
    {
        try
        {
            _waiting = Context.View.CanEdit ? await Uploads.WaitingAsync(Context.Actor, Context.Project.Id, CancellationToken.None) : [];
        }
        catch (AccessDeniedException)
        {
            _waiting = [];
        }
    }

    private async Task AbandonAsync(UploadPlace place)
    {
        try
        {
            await Uploads.AbandonAsync(Context.Actor, place.Id, CancellationToken.None);
        }
        catch (AccessDeniedException)
        {
            // it was finished or removed meanwhile
        }

        await ReadWaitingAsync();
    }

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
        if (_script is not null)
            await _script.LeaveAsync("detach", _zone);
        _self?.Dispose();
    }

    private async Task PickAsync()
    {
        if (_script is not null)
            await _script.CallAsync("pick", _input);
    }

    private async Task CancelAsync()
    {
        if (_script is not null)
            await _script.CallAsync("cancel", _zone);
    }
}

/// <summary>What the script needs to send a file.</summary>
/// <param name="Offset">Bytes that the server has already.</param>
/// <param name="Piece">Bytes of one request.</param>
/// <param name="HashHeader">Header for the hash of a piece.</param>
public sealed record UploadStart(string Address, long Offset, int Piece, string HashHeader);
