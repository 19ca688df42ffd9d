using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Operate;
using ProblemSolving.Web.Endpoints;

namespace ProblemSolving.Web.Components.Operate;

/// <summary>Addresses of schedules and of what they delivered.</summary>
public static class OperateUrls
{
    public const string Overview = "/operations";

    public static string File(Guid runId, DeliveredPart part, ListFormat format) => $"/api/operate-runs/{runId}/{Segment(part, format)}";

    /// <summary>The last part of the address of a file; the manifest has one format only.</summary>
    public static string Segment(DeliveredPart part, ListFormat format) => part switch
    {
        DeliveredPart.Target => "list" + ListDownload.Ending(format),
        DeliveredPart.Holdout => "holdout" + ListDownload.Ending(format),
        DeliveredPart.Manifest => "manifest",
    };
}
