using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Addresses of projects; what the user chose lives in them.</summary>
public static class ProjectUrls
{
    public const string ListPath = "/projects";
    public const string NewPath = "/projects/new";

    public static string List(string? search = null, ProjectStatus? status = null)
    {
        var query = new List<string>();
        if (!string.IsNullOrWhiteSpace(search))
            query.Add("search=" + Uri.EscapeDataString(search));
        if (status is { } s)
            query.Add("status=" + s);
        return query.Count == 0 ? ListPath : ListPath + "?" + string.Join('&', query);
    }

    /// <summary>Key of the project that an address lies in.</summary>
    /// <param name="path">From the root of the site, with or without a slash before it.</param>
    /// <returns>Null for an address outside of projects.</returns>
    public static string? ParseKey(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('?', '#')[0].Trim('/').Split('/');
        return parts is ["projects", { Length: > 0 } key, ..] && "/projects/" + key != NewPath ? Uri.UnescapeDataString(key) : null;
    }

    /// <summary>The project or the question that an address shows; neither for one outside of both.</summary>
    /// <param name="path">As in <see cref="ParseKey"/>.</param>
    public static OpenPage ParseOpen(string path) =>
        ParseKey(path) is { } key ? new OpenPage(key)
        : path.Split('?', '#')[0].Trim('/').Split('/') is ["reviews", var id] && Guid.TryParse(id, out var review) ? new OpenPage(ReviewId: review)
        : new OpenPage();

    public static string Step(string key, ProblemStep step) => $"/projects/{Uri.EscapeDataString(key)}/{step.ToString().ToLowerInvariant()}";

    /// <summary>A field on the page of its step.</summary>
    public static string Field(string key, SheetKind sheet, Guid? rowId, string field) => Step(key, WorksheetFields.StepOf(sheet, field)) + "#" + FieldId(sheet, rowId, field);

    /// <summary>True when the field has a box of its own that a link can lead to; points are given on a scale, a place by moving the card.</summary>
    public static bool HasBox(FieldPlace place) => place is not
    {
        Sheet: SheetKind.Solution,
        Field: nameof(SolutionOption.ImpactScore) or nameof(SolutionOption.ConfidenceScore) or nameof(SolutionOption.EaseScore) or nameof(SolutionOption.ManualRank) or nameof(SolutionOption.NeedRoles),
    };

    /// <summary>What a field is called on its page.</summary>
    public static string FieldId(SheetKind sheet, Guid? rowId, string field) => $"f-{sheet}-{rowId?.ToString("N")}{field}";

    /// <param name="from">The step to go back to.</param>
    public static string Members(string key, ProblemStep? from = null) =>
        $"/projects/{Uri.EscapeDataString(key)}/members{(from is { } step ? "?from=" + step.ToString().ToLowerInvariant() : "")}";

    public static string Report(string key) => $"/projects/{Uri.EscapeDataString(key)}/report";

    public static string Review(Guid reviewId) => $"/reviews/{reviewId}";

    /// <returns>Null when the address names no step.</returns>
    public static ProblemStep? ParseStep(string? name) =>
        Enum.TryParse<ProblemStep>(name, ignoreCase: true, out var step) && Enum.IsDefined(step) && !int.TryParse(name, out _) ? step : null;
}
