using System.Text.Json;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Application.Formatting;

namespace ProblemSolving.Web.Components.Operate;

/// <summary>What a run says on a page: colour of its state, why it failed, how long it took.</summary>
public static class RunShow
{
    public static ChipTone Tone(RunState state) => state switch
    {
        RunState.Queued => ChipTone.Neutral,
        RunState.Running => ChipTone.Active,
        RunState.Succeeded => ChipTone.Good,
        RunState.Failed => ChipTone.Bad,
        RunState.Cancelled => ChipTone.Attention,
    };

    public static JobState Job(RunState state) => state switch
    {
        RunState.Queued => JobState.Queued,
        RunState.Running => JobState.Running,
        RunState.Succeeded => JobState.Done,
        RunState.Failed => JobState.Failed,
        RunState.Cancelled => JobState.Cancelled,
    };

    public static bool IsUnderWay(RunState state) => state is RunState.Queued or RunState.Running;

    /// <returns>Null for a run that did not fail.</returns>
    public static string? Problem(ITexts texts, OperateRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.ErrorCode is { } code ? Sentences.Of(texts, new DomainRuleException(code, Values(run.ErrorArgumentsJson))) : null;
    }

    public static string Duration(ITexts texts, OperateRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run is { StartedAtUtc: { } start, FinishedAtUtc: { } end } ? Format.Duration(texts, end - start) : "–";
    }

    private static object[] Values(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Value)];
    }

    // whole numbers stay whole, so that a sentence can group their thousands
    private static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        _ => value.ToString(),
    };
}
