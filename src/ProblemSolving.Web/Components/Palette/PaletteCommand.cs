namespace ProblemSolving.Web.Components.Palette;

/// <summary>Under which heading a command stands, in the order shown.</summary>
public enum PaletteGroup
{
    Here,
    Waiting,
    Pages,
    Projects,
    Data,
    Settings,
}

/// <summary>What a command does besides going somewhere.</summary>
public enum PaletteAct
{
    Go,
    Language,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Help,
}

/// <summary>One line of the palette.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Address">Where it leads; null when it does something on the page.</param>
/// <param name="Detail">Stands behind the name, such as the key of a project.</param>
/// <param name="Also">Other words it is found by: its name in the other language.</param>
public sealed record PaletteCommand(PaletteGroup Group, string Text, string Icon, string? Address, PaletteAct Act = PaletteAct.Go, string Detail = "", string Also = "");
