using ProblemSolving.Application.Lists;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Endpoints;

/// <summary>Addresses of pilots.</summary>
public static class PilotUrls
{
    public const string ListPattern = "/pilots/{id:guid}/";
    public const string ResponsesPattern = "/pilots/{id:guid}/responses";

    public static string Round(string projectKey, int round) => $"{ProjectUrls.Step(projectKey, ProblemStep.Measure)}?round={round}";

    public static string List(Guid pilotId, PilotGroup group, ListFormat format) => $"/pilots/{pilotId}/{Segment(group, format)}";

    /// <summary>The last part of the address of a list.</summary>
    public static string Segment(PilotGroup group, ListFormat format) => group switch
    {
        PilotGroup.Target => "target",
        PilotGroup.Control => "control",
    } + ListDownload.Ending(format);

    public static string Responses(Guid pilotId, ResponseReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return $"/pilots/{pilotId}/responses?ignoreUnknown={Flag(reading.IgnoreUnknown)}&acceptAllZero={Flag(reading.AcceptAllZero)}&acceptAbsentGroup={Flag(reading.AcceptAbsentGroup)}";
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
