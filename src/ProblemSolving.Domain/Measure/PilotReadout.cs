using System.Text.Json.Serialization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Measure;

/// <summary>What a pilot showed.</summary>
/// <param name="Alpha">Error limit of the plan, in (0, 1).</param>
/// <param name="Response">Response rates, target minus control, with intervals.</param>
/// <param name="ResponseTTest">Welch's t-test on the same 0/1 values; null when both groups are constant.</param>
/// <param name="AmountTTest">Welch's t-test on money per customer; null without amounts or without any spread.</param>
/// <param name="AmountInterval">For the difference in money per customer.</param>
/// <param name="Split">Whether the group sizes are what the plan said.</param>
/// <param name="DetectableRise">Smallest change of the rate the wanted way that these groups find with 80 % chance; null when there is none.</param>
/// <param name="Falls">True when a response should become rarer, such as a return.</param>
public sealed record PilotReadout(
    double Alpha,
    TwoProportionResult Response,
    WelchTTestResult? ResponseTTest,
    Interval? ResponseTTestInterval,
    WelchTTestResult? AmountTTest,
    Interval? AmountInterval,
    SampleRatioResult Split,
    double? DetectableRise,
    Verdict Verdict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Falls = false)
{
    /// <summary>How far the rate of the target group moved the wanted way.</summary>
    [JsonIgnore]
    public RateGain Gain => Response.Gain(Falls);
}

/// <summary>What may be concluded.</summary>
public enum VerdictKind
{
    /// <summary>Significantly better, and worth its cost as far as that is known.</summary>
    Better,

    /// <summary>Significantly better, but below the break-even.</summary>
    BetterButNotWorthIt,

    /// <summary>No significant difference.</summary>
    NotShown,

    /// <summary>Significantly worse.</summary>
    Worse,

    /// <summary>The groups do not have the planned sizes; nothing can be concluded.</summary>
    BrokenSplit,
}

/// <summary>The conclusion in sentences.</summary>
/// <param name="Sentences">First the conclusion, then what qualifies it.</param>
public sealed record Verdict(VerdictKind Kind, IReadOnlyList<FigureText> Sentences)
{
    public bool IsSignificantImprovement => Kind is VerdictKind.Better or VerdictKind.BetterButNotWorthIt;
}
