using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Measure;

/// <summary>Names of the files of a round in its folder.</summary>
internal static class PilotFiles
{
    /// <summary>Who is in which group; stays inside.</summary>
    public const string Assignment = "assignment.jsonl";

    /// <summary>Responses that were evaluated, each file under its hash: a later one never replaces it.</summary>
    public static string StoredResponses(string sha256) => $"responses-{sha256}";

    /// <summary>A file that is still being looked at.</summary>
    public static string Upload(Guid id) => $"upload-{id:N}.tmp";

    public static string List(PilotGroup group) => group switch
    {
        PilotGroup.Target => "target.csv",
        PilotGroup.Control => "control.csv",
    };
}
