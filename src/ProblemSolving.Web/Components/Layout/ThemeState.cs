namespace ProblemSolving.Web.Components.Layout;

/// <summary>Light, dark, or as the device.</summary>
public enum ThemeChoice
{
    System,
    Light,
    Dark,
}

/// <summary>The palette of the open page; components that draw for themselves listen to <see cref="Changed"/>.</summary>
public sealed class ThemeState
{
    private bool _deviceIsDark;

    public event Action? Changed;

    public ThemeChoice Choice { get; private set; }

    public bool IsDark => Choice switch
    {
        ThemeChoice.Light => false,
        ThemeChoice.Dark => true,
        ThemeChoice.System => _deviceIsDark,
    };

    public void Start(ThemeChoice choice, bool dark)
    {
        Choice = choice;
        _deviceIsDark = dark;
    }

    public void Choose(ThemeChoice choice)
    {
        Choice = choice;
        Changed?.Invoke();
    }

    public void DeviceChanged(bool dark)
    {
        if (_deviceIsDark == dark)
            return;
        _deviceIsDark = dark;
        Changed?.Invoke();
    }
}

/// <summary>Reads the theme from the first request, so that the page is drawn right the first time.</summary>
internal static class Themes
{
    public const string ChoiceCookie = "ps-theme";
    public const string DeviceCookie = "ps-device-dark";

    public static ThemeChoice ChoiceOf(HttpContext context) =>
        Enum.TryParse<ThemeChoice>(context.Request.Cookies[ChoiceCookie], ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice : ThemeChoice.System;

    public static bool IsDark(HttpContext context) => ChoiceOf(context) switch
    {
        ThemeChoice.Light => false,
        ThemeChoice.Dark => true,
        ThemeChoice.System => context.Request.Headers["Sec-CH-Prefers-Color-Scheme"] is { Count: > 0 } hint
            ? hint.ToString().Trim('"') == "dark"
            : context.Request.Cookies[DeviceCookie] == "1",
    };
}
