using MudBlazor;

namespace ProblemSolving.Web.Components.Layout;

/// <summary>Neutral greys, one accent, three state colours; all text pairs reach 4.5:1.</summary>
internal static class ShellTheme
{
    private static readonly string[] Font = ["Pretendard Variable", "Pretendard", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d5fa8",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4a5563",
            Tertiary = "#4a5563",
            Info = "#1d5fa8",
            Success = "#1c6e3d",
            Warning = "#8a5300",
            Error = "#b3261e",
            Black = "#14181d",
            Background = "#f6f7f8",
            BackgroundGray = "#eef0f2",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1c2127",
            DrawerBackground = "#ffffff",
            DrawerText = "#1c2127",
            TextPrimary = "#1c2127",
            TextSecondary = "#56606c",
            TextDisabled = "#7b858f",
            ActionDefault = "#4a5563",
            ActionDisabled = "#98a1aa",
            ActionDisabledBackground = "#e6e9ec",
            LinesDefault = "#d9dde2",
            LinesInputs = "#8c96a1",
            TableLines = "#e3e6ea",
            TableHover = "#f1f4f7",
            Divider = "#d9dde2",
            DividerLight = "#e9ecef",
            OverlayDark = "rgba(20,24,29,0.45)",
            HoverOpacity = 0.07,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#86b7f2",
            PrimaryContrastText = "#0d1a2a",
            Secondary = "#aeb7c2",
            Tertiary = "#aeb7c2",
            Info = "#86b7f2",
            InfoContrastText = "#0d1a2a",
            Success = "#7cc797",
            SuccessContrastText = "#0b1f13",
            Warning = "#e3b264",
            WarningContrastText = "#241800",
            Error = "#f2938c",
            ErrorContrastText = "#2b0b08",
            Black = "#0d1013",
            Background = "#15181c",
            BackgroundGray = "#1a1e23",
            Surface = "#1d2126",
            AppbarBackground = "#1d2126",
            AppbarText = "#e7eaee",
            DrawerBackground = "#1d2126",
            DrawerText = "#e7eaee",
            TextPrimary = "#e7eaee",
            TextSecondary = "#a9b2bd",
            TextDisabled = "#7d8791",
            ActionDefault = "#b4bdc7",
            ActionDisabled = "#69727c",
            ActionDisabledBackground = "#2a2f36",
            LinesDefault = "#343a42",
            LinesInputs = "#727d89",
            TableLines = "#2d333a",
            TableHover = "#242930",
            Divider = "#343a42",
            DividerLight = "#2a2f36",
            OverlayDark = "rgba(0,0,0,0.6)",
            HoverOpacity = 0.09,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "48px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = ".875rem", FontWeight = "400", LineHeight = "1.43", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Font, FontSize = "1.375rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            H2 = new H2Typography { FontFamily = Font, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            H3 = new H3Typography { FontFamily = Font, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.43", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Font, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Font, FontSize = ".875rem", FontWeight = "400", LineHeight = "1.43", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Font, FontSize = ".875rem", FontWeight = "500", LineHeight = "1.43", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Font, FontSize = ".875rem", FontWeight = "400", LineHeight = "1.43", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Font, FontSize = ".875rem", FontWeight = "400", LineHeight = "1.43", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = ".875rem", FontWeight = "500", LineHeight = "1.43", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Font, FontSize = ".75rem", FontWeight = "400", LineHeight = "1.4", LetterSpacing = "normal" },
            Overline = new OverlineTypography { FontFamily = Font, FontSize = ".75rem", FontWeight = "500", LineHeight = "1.4", LetterSpacing = "normal", TextTransform = "none" },
        },
    };
}
