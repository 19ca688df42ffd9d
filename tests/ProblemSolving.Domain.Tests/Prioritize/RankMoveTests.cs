using FsCheck.Xunit;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class RankMoveTests
{
    [Fact]
    public void Move_LastToFirst_AsksOnlyTheMovedOneForAReason()
    {
        var options = Options(3);
        Apply(options, 2, 1);
        var ranking = Ranking.FastestFirst(options);
        Assert.Equal(["o2", "o0", "o1"], ranking.Select(r => r.Option.Name));
        Assert.Equal([true, false, false], ranking.Select(r => r.IsOverruled));
    }

    [Fact]
    public void Move_ThereAndBack_LeavesTheComputedOrderWithoutATrace()
    {
        var options = Options(4);
        Apply(options, 3, 1);
        Apply(options, 3, 4);
        Assert.All(options, o => Assert.Null(o.ManualRank));
    }

    [Property]
    public bool Move_AnySequence_PutsTheOptionWhereItIsWantedAndKeepsTheOthersInOrder(byte[] moves)
    {
        var options = Options(6);
        for (var i = 0; i + 1 < moves.Length; i += 2)
        {
            var before = Ranking.FastestFirst(options).Select(r => r.Option.Name).ToList();
            var (which, to) = (moves[i] % 6, (moves[i + 1] % 6) + 1);
            Apply(options, which, to);
            var after = Ranking.FastestFirst(options).Select(r => r.Option.Name).ToList();
            before.Remove($"o{which}");
            before.Insert(to - 1, $"o{which}");
            if (!after.SequenceEqual(before))
                return false;
        }

        return true;
    }

    private static void Apply(List<SolutionOption> options, int which, int to)
    {
        foreach (var (option, place) in Ranking.Move(Ranking.FastestFirst(options), options[which].Id, to))
            option.ManualRank = place;
    }

    private static List<SolutionOption> Options(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new SolutionOption { Id = Guid.NewGuid(), Name = $"o{i}", Position = i, DaysToFirstResult = i + 1 })];
}
