using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Layout;

/// <summary>The frame around every page behind the sign-in.</summary>
public sealed partial class MainLayout
{
    private PageScript? _script;
    private DotNetObjectReference<MainLayout>? _self;
    private PageErrorBoundary? _boundary;
    private bool _menuOpen;

    [Inject] private ThemeState ThemeState { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    private string SkipTarget => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + "#main";

    /// <summary>Called by the browser when the device turns light or dark.</summary>
    [JSInvokable]
    public void DeviceThemeChanged(bool dark) => _ = InvokeAsync(() => ThemeState.DeviceChanged(dark));

    public async ValueTask DisposeAsync()
    {
        ThemeState.Changed -= OnThemeChanged;
        Navigation.LocationChanged -= OnLocationChanged;
        _self?.Dispose();
        if (_script is not null)
            await _script.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        ThemeState.Changed += OnThemeChanged;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _script = new PageScript(Js, "/" + Assets["js/theme.js"]);
        ThemeState.DeviceChanged(await _script.AskAsync<bool>("watch", _self));
    }

    private async Task ChooseThemeAsync(ThemeChoice choice)
    {
        ThemeState.Choose(choice);
        if (_script is not null)
            await _script.CallAsync("choose", choice.ToString().ToLowerInvariant());
    }

    private void ToggleMenu() => _menuOpen = !_menuOpen;

    private void OnThemeChanged() => _ = InvokeAsync(StateHasChanged);

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _menuOpen = false;
        _ = InvokeAsync(() =>
        {
            _boundary?.Recover();
            StateHasChanged();
        });
    }
}
