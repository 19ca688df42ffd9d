using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Endpoints;

/// <summary>Addresses of pilots.</summary>
public static class PilotUrls
{
    public const string TargetPattern = "/pilots/{id:guid}/target.csv";
    public const string ControlPattern = "/pilots/{id:guid}/control.csv";
    public const string ResponsesPattern = "/pilots/{id:guid}/responses";

    public static string Round(string projectKey, int round) => $"{ProjectUrls.Step(projectKey, ProblemStep.Measure)}?round={round}";

    public static string List(Guid pilotId, PilotGroup group) => group switch
    {
        PilotGroup.Target => $"/pilots/{pilotId}/target.csv",
        PilotGroup.Control => $"/pilots/{pilotId}/control.csv",
    };

    public static string Responses(Guid pilotId, ResponseReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return $"/pilots/{pilotId}/responses?ignoreUnknown={Flag(reading.IgnoreUnknown)}&acceptAllZero={Flag(reading.AcceptAllZero)}&acceptAbsentGroup={Flag(reading.AcceptAbsentGroup)}";
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
