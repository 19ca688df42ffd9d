using System.Text.Json.Serialization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Measure;

/// <summary>Everything a round showed, as stored with it and put before the manager.</summary>
/// <param name="HasAmount">The file had an amount column.</param>
/// <param name="IgnoredRows">Rows of customers outside the pilot that the user chose to pass over.</param>
/// <param name="Warnings">What to know before reading the result.</param>
/// <param name="BreakEven">The rise that pays for the contact, and where it comes from.</param>
/// <param name="Value">The difference in money, by the largest line of step 2; null when step 2 has no complete line.</param>
/// <param name="Earlier">What became of customers of earlier rounds; null when no round was before it, and in older results.</param>
public sealed record PilotResult(
    PilotReadout Readout,
    GroupResponses Control,
    GroupResponses Target,
    bool HasAmount,
    long IgnoredRows,
    IReadOnlyList<FigureText> Warnings,
    PilotBreakEven BreakEven,
    PilotValue? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EarlierOutcome? Earlier = null);
