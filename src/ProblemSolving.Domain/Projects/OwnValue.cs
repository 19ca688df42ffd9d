namespace ProblemSolving.Domain.Projects;

/// <summary>A value that is the same as the example of the form, and that somebody said is the team's own all the same.</summary>
/// <param name="Value">Neutral text; another value at the same place is not meant.</param>
public sealed record OwnValue(FieldPlace Place, string Value);
