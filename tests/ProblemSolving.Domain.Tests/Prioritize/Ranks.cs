using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Prioritize;

internal static class Ranks
{
    /// <summary>Ranked by the method of a new project.</summary>
    public static IReadOnlyList<RankedOption> Fastest(IEnumerable<SolutionOption> options) => Ranking.By(RankSettings.Of(new PrioritizeSheet(), null), options);
}
