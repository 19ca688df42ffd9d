using System.Globalization;
using ProblemSolving.Web.Components.Analyze;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>Addresses of data and of the runs over them.</summary>
public static class DatasetUrls
{
    public const string ListPath = "/datasets";

    public static string Version(string projectKey, Guid versionId) => $"/projects/{Uri.EscapeDataString(projectKey)}/datasets/{versionId}";

    public const string Part = "part";
    public const string Column = "column";
    public const string Page = "page";

    public static string Run(string projectKey, Guid runId) => $"/projects/{Uri.EscapeDataString(projectKey)}/runs/{runId}";

    /// <summary>One part of an exploration.</summary>
    /// <param name="column">Place of the column looked at.</param>
    /// <param name="page">Of the list of columns, from 1.</param>
    public static string Run(string projectKey, Guid runId, ExplorePart part, int? column = null, int page = 1) =>
        Run(projectKey, runId) + (part == ExplorePart.Overview ? "" : $"?{Part}={part.ToString().ToLowerInvariant()}")
        + (column is { } place ? $"&{Column}={place.ToString(CultureInfo.InvariantCulture)}" : "") + (page > 1 ? $"&{Page}={page.ToString(CultureInfo.InvariantCulture)}" : "");
}
