namespace ProblemSolving.Application.Access;

/// <summary>
/// Marks a service that pages and endpoints call. Each public method takes an <see cref="Actor"/> first and refuses it
/// before anything else; the inventory test calls every one of them as nobody, as a stranger and as a disabled account.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FeatureServiceAttribute : Attribute;
