using System.Text.Json;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Audit;

/// <summary>
/// What a service says in the trail, stored as a key with its values, so that each reader sees it in their language.
/// Rows from before it was so hold a plain sentence and are shown as they are.
/// </summary>
public static class AuditWords
{
    // Only what services write is read as words; a text somebody typed stays what was typed.
    private static readonly HashSet<string> s_said =
        ["Dataset.Import", "Dataset.Deleted", "Run.Started", "Run.Removed", "Schedule.Schedule", "Schedule.Enabled", "Schedule.Acknowledged", "Pilot.Downloaded", "Pilot.Responses",
        "TeamScore.Scored", "TeamScore.Revealed", "TeamScore.Cleared",
        "Line.Seats", "Spending.Entry", "Metric.Reading", "Metric.Watched", "Gate.Seat", "Gate.Vote", "Gate.Decision", "Evidence.Pinned", "Evidence.Confirmed", "Evidence.Removed"];

    public static string Write(string key, params object[] arguments) => ResultJson.Write(new FigureText(key, arguments));

    /// <summary>Several parts behind each other, with commas.</summary>
    public static object List(IEnumerable<object> parts) =>
        parts.Aggregate((object?)null, (all, part) => all is null ? part : new FigureText("history.list", all, part)) ?? "";

    /// <summary>Values that were stored as a JSON array beside a code.</summary>
    public static object[] Values(string? json) => string.IsNullOrEmpty(json) ? [] : ResultJson.Read<FigureText>($$"""{"key":"","arguments":{{json}}}""").Arguments;

    /// <returns>Null for a plain text.</returns>
    public static FigureText? Read(string subject, string field, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.StartsWith('{') || !s_said.Contains(subject + "." + field))
            return null;
        try
        {
            return ResultJson.Read<FigureText>(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
