namespace ProblemSolving.Web.Components.Datasets;

/// <summary>Addresses of data and of the runs over them.</summary>
public static class DatasetUrls
{
    public const string ListPath = "/datasets";

    public static string Version(string projectKey, Guid versionId) => $"/projects/{Uri.EscapeDataString(projectKey)}/datasets/{versionId}";

    public static string Run(string projectKey, Guid runId) => $"/projects/{Uri.EscapeDataString(projectKey)}/runs/{runId}";
}
