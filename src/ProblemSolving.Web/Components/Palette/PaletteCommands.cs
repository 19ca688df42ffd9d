using System.Globalization;
using MudBlazor;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Datasets;
using ProblemSolving.Web.Components.Layout;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Palette;

/// <summary>Every command of the palette, in one place: what a person may do comes from the places they may go to.</summary>
public static class PaletteCommands
{
    public static IReadOnlyList<PaletteCommand> Of(Places places, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(texts);
        var named = new Named(texts);
        return
        [
            .. places.Open is { } open ? Here(open, named) : [],
            .. places.Waiting.Select(w => new PaletteCommand(PaletteGroup.Waiting, w.ProjectName, Icons.Material.Outlined.FactCheck, ProjectUrls.Review(w.Id), Detail: texts["choice.Gate." + w.Gate])),
            .. Pages(places, named),
            .. places.Projects.Where(p => p.Id != places.Open?.Project.Id).Select(p => new PaletteCommand(PaletteGroup.Projects, p.Name, Icons.Material.Outlined.Folder, ProjectUrls.Step(p.Key, ProblemStep.Define), Detail: p.Key)),
            .. places.Open is { } data ? Data(data, named) : [],
            .. Settings(named),
        ];
    }

    private static IEnumerable<PaletteCommand> Here(OpenPlace open, Named named)
    {
        var key = open.Project.Key;
        foreach (var step in Enum.GetValues<ProblemStep>())
            yield return named.Page(PaletteGroup.Here, "step." + step, StepIcon(step), ProjectUrls.Step(key, step), ((int)step).ToString(CultureInfo.InvariantCulture));
        yield return named.Page(PaletteGroup.Here, "project.members", Icons.Material.Outlined.Group, ProjectUrls.Members(key));
        yield return named.Page(PaletteGroup.Here, "project.report", Icons.Material.Outlined.Description, ProjectUrls.Report(key));
    }

    private static IEnumerable<PaletteCommand> Pages(Places places, Named named)
    {
        yield return named.Page(PaletteGroup.Pages, "nav.home", Icons.Material.Outlined.Home, "/");
        yield return named.Page(PaletteGroup.Pages, "nav.projects", Icons.Material.Outlined.Folder, ProjectUrls.ListPath);
        if (places.CreatesProjects)
            yield return named.Page(PaletteGroup.Pages, "home.projects.new", Icons.Material.Outlined.Add, ProjectUrls.NewPath, title: "projects.new");
        yield return named.Page(PaletteGroup.Pages, "nav.reviews", Icons.Material.Outlined.FactCheck, "/reviews");
        yield return named.Page(PaletteGroup.Pages, "nav.datasets", Icons.Material.Outlined.TableChart, DatasetUrls.ListPath);
        yield return named.Page(PaletteGroup.Pages, "nav.operations", Icons.Material.Outlined.Schedule, "/operations");
        yield return named.Page(PaletteGroup.Pages, "account.settings", Icons.Material.Outlined.AccountCircle, AccountUrls.Profile);
        if (places.Decides)
            yield return named.Page(PaletteGroup.Pages, "delegate.title", Icons.Material.Outlined.EventBusy, AccountUrls.Absence);
        if (places.Administers)
            yield return named.Page(PaletteGroup.Pages, "nav.admin.users", Icons.Material.Outlined.ManageAccounts, AccountUrls.Users);
    }

    private static IEnumerable<PaletteCommand> Data(OpenPlace open, Named named)
    {
        // the palette stands beside the page, where no zone is handed down: moments are told as the project's own pages tell them
        var (key, texts, zone) = (open.Project.Key, named.Texts, ProjectClock.Zone(open.TimeZoneId));
        foreach (var version in open.Versions)
            yield return new PaletteCommand(PaletteGroup.Data, texts.Get("datasets.version", version.Dataset, version.Number), Icons.Material.Outlined.TableChart, DatasetUrls.Version(key, version.Id), Detail: texts["palette.dataset"]);
        foreach (var run in open.Runs)
        {
            var where = texts.Get("datasets.version", run.Dataset, run.Number);
            yield return named.Page(PaletteGroup.Data, "analysis-kind." + run.Kind, Icons.Material.Outlined.QueryStats, DatasetUrls.Run(key, run.Id), $"{where} · {Format.DateTime(run.QueuedAtUtc, zone, texts.Culture)}");
        }
    }

    private static IEnumerable<PaletteCommand> Settings(Named named)
    {
        yield return named.Act("palette.language", Icons.Material.Outlined.Translate, PaletteAct.Language);
        yield return named.Act("palette.theme.system", Icons.Material.Outlined.Contrast, PaletteAct.ThemeSystem);
        yield return named.Act("palette.theme.light", Icons.Material.Outlined.LightMode, PaletteAct.ThemeLight);
        yield return named.Act("palette.theme.dark", Icons.Material.Outlined.DarkMode, PaletteAct.ThemeDark);
        yield return named.Act("palette.help", Icons.Material.Outlined.Keyboard, PaletteAct.Help);
    }

    private static string StepIcon(ProblemStep step) => step switch
    {
        ProblemStep.Define => Icons.Material.Outlined.HelpOutline,
        ProblemStep.Effects => Icons.Material.Outlined.Savings,
        ProblemStep.Solutions => Icons.Material.Outlined.Lightbulb,
        ProblemStep.Prioritize => Icons.Material.Outlined.FormatListNumbered,
        ProblemStep.Analyze => Icons.Material.Outlined.QueryStats,
        ProblemStep.Measure => Icons.Material.Outlined.Science,
        ProblemStep.Operate => Icons.Material.Outlined.Autorenew,
    };

    // A page is found by its name in either language, whichever is shown.
    private sealed class Named(ITexts texts)
    {
        private readonly FixedTexts _other = new(TextCatalog.Default, CultureInfo.GetCultureInfo(texts.IsKorean ? "en" : "ko"));

        public ITexts Texts => texts;

        /// <param name="title">What the page is called where the command is called something else; found by it too.</param>
        public PaletteCommand Page(PaletteGroup group, string key, string icon, string address, string detail = "", string? title = null) =>
            new(group, texts[key], icon, address, Detail: detail, Also: title is null ? _other[key] : $"{_other[key]} {texts[title]} {_other[title]}");

        public PaletteCommand Act(string key, string icon, PaletteAct act) => new(PaletteGroup.Settings, texts[key], icon, null, act, Also: _other[key]);
    }
}
