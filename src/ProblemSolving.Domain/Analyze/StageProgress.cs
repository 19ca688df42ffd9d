namespace ProblemSolving.Domain.Analyze;

/// <summary>How far long work is.</summary>
/// <param name="Stage">Text key of what is being done, for example <c>stage.profile</c>.</param>
/// <param name="Fraction">Of the whole work, in [0, 1], never falling.</param>
public sealed record StageProgress(string Stage, double Fraction);
