namespace ProblemSolving.Domain.Measure;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower end, in the unit of the estimate; may be minus infinity for a one-sided interval.</param>
/// <param name="High">Upper end, at or above <paramref name="Low"/>.</param>
/// <param name="Level">Coverage, in (0, 1), for example 0.95.</param>
public sealed record Interval(double Low, double High, double Level);
