namespace ProblemSolving.Web.Components.Layout;

/// <summary>
/// Places of the frame that a page may fill with <c>SectionContent</c>. While the rail is filled it takes the place
/// of the main menu, which stays behind the menu button.
/// </summary>
public static class ShellSections
{
    /// <summary>In the app bar, beside the product name.</summary>
    public const string ProjectSwitch = "project-switch";

    /// <summary>Left column: the steps of a project.</summary>
    public const string Rail = "rail";

    /// <summary>Right column: history and comments.</summary>
    public const string Drawer = "drawer";
}
