namespace ProblemSolving.Domain.Solutions;

/// <summary>The methods from simple to elaborate; a process change stands beside them, since it analyses nothing.</summary>
public static class MethodLadder
{
    /// <summary>The rungs, lowest first.</summary>
    public static IReadOnlyList<SolutionMethod> Rungs { get; } =
        [SolutionMethod.Count, SolutionMethod.CrossTable, SolutionMethod.Test, SolutionMethod.Rule, SolutionMethod.Model];

    /// <summary>The rung above, or null at the top and beside the ladder.</summary>
    public static SolutionMethod? Next(SolutionMethod method) => method switch
    {
        SolutionMethod.Count => SolutionMethod.CrossTable,
        SolutionMethod.CrossTable => SolutionMethod.Test,
        SolutionMethod.Test => SolutionMethod.Rule,
        SolutionMethod.Rule => SolutionMethod.Model,
        SolutionMethod.Model or SolutionMethod.ProcessChange => null,
    };
}
