namespace ProblemSolving.Domain;

/// <summary>Something a rule noticed in what a user wrote: a stable code, the place, and the values for its sentence.</summary>
/// <param name="Code">Text key without the prefix <c>rule.</c>, for example <c>effects.line.no-unit</c>.</param>
/// <param name="Place">The field it is about, read by <see cref="Projects.FieldPlace"/>: the one to mend, or the first that is missing; empty when it concerns the whole sheet.</param>
/// <param name="Blocks">True when the step cannot be submitted with it; false for advice.</param>
/// <param name="Arguments">Values for the slots of the sentence, in order.</param>
public sealed record Finding(string Code, string Place, bool Blocks, params object[] Arguments);
