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
        var ranking = Ranks.Fastest(options);
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

    [Fact]
    public void Move_BackToTheComputedPlace_DropsTheReasonAndKeepsThatOfTheOther()
    {
        var options = Options(4);
        Apply(options, 3, 1);
        options[3].RankReason = "the campaign is booked";
        Apply(options, 2, 2);
        options[2].RankReason = "cheap";
        Apply(options, 2, 3);
        Assert.Equal((3, ""), (options[2].ManualRank, options[2].RankReason));
        Assert.Equal((1, "the campaign is booked"), (options[3].ManualRank, options[3].RankReason));
    }

    [Fact]
    public void Reset_PlacesAndReasonsByHand_LeavesNeither()
    {
        var options = Options(3);
        Apply(options, 2, 1);
        options[2].RankReason = "booked";
        options[0].RankReason = "left over from a move back";
        foreach (var place in Ranking.Reset(Ranks.Fastest(options)))
            place.GiveTo(place.Option);
        Assert.All(options, o => Assert.Equal((null, ""), (o.ManualRank, o.RankReason)));
        Assert.Empty(Ranking.Reset(Ranks.Fastest(options)));
    }

    [Property]
    public bool Move_AnySequence_PutsTheOptionWhereItIsWantedAndKeepsTheOthersInOrder(byte[] moves)
    {
        var options = Options(6);
        for (var i = 0; i + 1 < moves.Length; i += 2)
        {
            var before = Ranks.Fastest(options).Select(r => r.Option.Name).ToList();
            var (which, to) = (moves[i] % 6, (moves[i + 1] % 6) + 1);
            Apply(options, which, to);
            var after = Ranks.Fastest(options).Select(r => r.Option.Name).ToList();
            before.Remove($"o{which}");
            before.Insert(to - 1, $"o{which}");
            if (!after.SequenceEqual(before))
                return false;
        }

        return true;
    }

    private static void Apply(List<SolutionOption> options, int which, int to)
    {
        foreach (var place in Ranking.Move(Ranks.Fastest(options), options[which].Id, to))
            place.GiveTo(place.Option);
    }

    private static List<SolutionOption> Options(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new SolutionOption { Id = Guid.NewGuid(), Name = $"o{i}", Position = i, DaysToFirstResult = i + 1 })];
}
