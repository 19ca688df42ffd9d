namespace ProblemSolving.Application.Lists;

/// <summary>A list on its way out.</summary>
/// <param name="Write">Writes it as CSV.</param>
public sealed record OutgoingList(string FileName, Func<Stream, CancellationToken, Task> Write);
