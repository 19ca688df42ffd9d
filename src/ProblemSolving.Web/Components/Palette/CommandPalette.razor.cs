using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Web.Components.Layout;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Palette;

/// <summary>
/// One box for every place a person may go to and every switch of the frame. What may be shown is asked anew each time it opens.
/// Keys and letters are taken in the order they were pressed, so Enter takes what the letters before it found.
/// </summary>
public sealed partial class CommandPalette
{
    private const int MostShown = 60;
    private const int MostOfGroupUnasked = 9;   // while nothing is typed, a long list of projects does not push the rest out of sight

    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<PaletteCommand> _all = [];
    private IReadOnlyList<PaletteCommand> _found = [];
    private Places? _places;
    private PageScript? _script;
    private ElementReference _button;
    private ElementReference _dialog;
    private string _text = "";
    private int _active;
    private bool _isMac;
    private bool _isAway;
    private bool _showsHelp;

    [Inject] public required PlaceService PlacesOf { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Parameter] public EventCallback<ThemeChoice> ThemeChosen { get; set; }

    private PaletteCommand? Active => _active < _found.Count ? _found[_active] : null;

    private IEnumerable<(string Keys, string What)> HelpLines =>
    [
        (T[_isMac ? "palette.keys.mac" : "palette.keys"], T["palette.help.open"]),
        ("↑ ↓", T["palette.help.move"]),
        ("Enter", T["palette.help.take"]),
        ("Esc", T["palette.help.close"]),
        ("Tab", T["palette.help.tab"]),
    ];

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        if (_script is not null)
            await _script.LeaveAsync("leave");
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = new PageScript(Js, "/" + Assets["js/palette.js"]);
        _isMac = await _script.AskAsync<bool>("watch", _button, _dialog);
        if (_isMac)
            StateHasChanged();
    }

    // The script opens the dialog before this is heard, so that no letter typed meanwhile is lost.
    private async Task LoadAsync()
    {
        var left = _leaving.Token;   // its source may be gone by the time the actor is known
        (_places, _isAway, _showsHelp, _all) = (null, false, false, []);
        Show(_text);
        try
        {
            _places = await PlacesOf.ListAsync(await CurrentActor.GetAsync(), ProjectUrls.ParseOpen(Navigation.ToBaseRelativePath(Navigation.Uri)), left);
            _all = PaletteCommands.Of(_places, T);
        }
        catch (AccessDeniedException)
        {
            _places = Places.None;   // an account that was shut meanwhile goes nowhere
        }
        catch (Exception problem) when (problem is DbException || problem.InnerException is DbException)
        {
            _isAway = true;   // the database's own log tells why
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Show(_text);
    }

    private void Typed(ChangeEventArgs change)
    {
        _showsHelp = false;
        Show(change.Value?.ToString() ?? "");
    }

    private void Show(string text)
    {
        _text = text;
        _active = 0;
        var found = PaletteSearch.Find(_all, text);
        _found = [.. (text.Trim().Length > 0 ? found : found.GroupBy(c => c.Group).SelectMany(g => g.Take(MostOfGroupUnasked))).Take(MostShown)];
    }

    private async Task PressedAsync(KeyboardEventArgs key)
    {
        if (key.IsComposing || _found.Count == 0)
            return;   // Enter and arrows belong to the syllable that is being put together
        switch (key.Key)
        {
            case "ArrowDown":
                _active = (_active + 1) % _found.Count;
                break;
            case "ArrowUp":
                _active = (_active + _found.Count - 1) % _found.Count;
                break;
            case "Enter" when Active is { } command:
                await RunAsync(command);
                break;
        }
    }

    private async Task RunAsync(PaletteCommand command)
    {
        if (command.Act == PaletteAct.Help)
        {
            (_showsHelp, _found) = (true, []);
            return;
        }

        await CloseAsync();   // before leaving: closing gives the focus back, and the next page wants it
        switch (command.Act)
        {
            case PaletteAct.Go:
                Navigation.NavigateTo(command.Address!);
                break;
            case PaletteAct.Language:
                await _script!.CallAsync("press", ".ps-language button");
                break;
            case PaletteAct.ThemeSystem:
                await ThemeChosen.InvokeAsync(ThemeChoice.System);
                break;
            case PaletteAct.ThemeLight:
                await ThemeChosen.InvokeAsync(ThemeChoice.Light);
                break;
            case PaletteAct.ThemeDark:
                await ThemeChosen.InvokeAsync(ThemeChoice.Dark);
                break;
        }
    }

    private async Task CloseAsync()
    {
        if (_script is not null)
            await _script.CallAsync("close", _dialog);
    }

    private string HeadingOf(PaletteGroup group) =>
        group == PaletteGroup.Here && _places?.Open is { Project: var project } ? $"{project.Key} · {project.Name}" : T["palette.group." + group];

    private static string IdOf(int place) => "ps-palette-" + place.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
