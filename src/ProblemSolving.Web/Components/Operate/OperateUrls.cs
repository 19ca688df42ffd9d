using ProblemSolving.Application.Operate;

namespace ProblemSolving.Web.Components.Operate;

/// <summary>Addresses of schedules and of what they delivered.</summary>
public static class OperateUrls
{
    public const string Overview = "/operations";

    public static string File(Guid runId, DeliveredPart part) => $"/api/operate-runs/{runId}/{Segment(part)}";

    /// <summary>The last part of the address of a file.</summary>
    public static string Segment(DeliveredPart part) => part switch
    {
        DeliveredPart.Target => "list",
        DeliveredPart.Holdout => "holdout",
        DeliveredPart.Manifest => "manifest",
    };
}
