using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Prioritize;

public sealed class OptionMapTests
{
    private static readonly SolutionOption[] s_options =
    [
        new() { Name = "rule", DaysToFirstResult = 20, DaysHigh = 70, EffortDays = 8, EffectShare = 0.4m, ShareLow = 0.2m },
        new() { Name = "test", DaysToFirstResult = 5, EffortDays = 30, EffectShare = 0.2m },
        new() { Name = "model", DaysToFirstResult = 60, EffortDays = 15, EffectShare = 0.7m },
        new() { Name = "unknown share", DaysToFirstResult = 1, EffortDays = 1 },
    ];

    [Fact]
    public void Of_ByTime_PlacesByDaysWithMediansOfThoseShown()
    {
        var map = OptionMap.Of(Ranks.Fastest(s_options), RankingMethod.FastestFirst);
        Assert.True(map.ByTime);
        Assert.Equal(["test", "rule", "model"], map.Options.Select(p => p.Ranked.Option.Name));
        Assert.Equal((20, 0.4), (map.MiddleAlong, map.MiddleShare));
        Assert.Equal(new MapRange(20, 20, 70, true), map.Options[1].Along);
        Assert.Equal(new MapRange(0.2, 0.4, 0.4, true), map.Options[1].Share);
        Assert.False(map.Options[0].Along.IsOpen);
        Assert.Equal(80, map.AlongEnd);   // the next round number above 70 and a tenth
        Assert.Equal(0.8, map.ShareEnd, 1e-9);
    }

    [Theory]   // 120 days on an axis to 200 leave two fifths of the picture empty
    [InlineData(120, 150)]
    [InlineData(8, 10)]
    [InlineData(250, 300)]
    [InlineData(50, 60)]
    [InlineData(0.5, 1)]
    public void Of_TheLargest_StandsNearTheEndOfTheAxis(double days, double end) =>
        Assert.Equal(end, OptionMap.Of(Ranks.Fastest([new SolutionOption { Name = "one", DaysToFirstResult = (decimal)days, EffectShare = 0.4m }]), RankingMethod.FastestFirst).AlongEnd, 1e-9);

    [Theory]
    [InlineData(RankingMethod.Wsjf, 20)]
    [InlineData(RankingMethod.EffectPerEffort, 15)]
    [InlineData(RankingMethod.Rice, 15)]
    public void Of_Method_DecidesWhatGoesAcross(RankingMethod method, double median) =>
        Assert.Equal(median, OptionMap.Of(Ranks.Fastest(s_options), method).MiddleAlong);

    [Fact]
    public void Of_NothingToPlace_IsEmptyAndHasAxes()
    {
        var map = OptionMap.Of(Ranks.Fastest(s_options[3..]), RankingMethod.FastestFirst);
        Assert.Empty(map.Options);
        Assert.True(map.AlongEnd > 0 && map.ShareEnd > 0);
    }

    [Fact]
    public void Of_AnyValues_KeepsEveryPointAndRangeOnTheAxes()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var options = Enumerable.Range(0, random.Next(1, 9)).Select(_ => new SolutionOption { DaysToFirstResult = random.Next(0, 2000), DaysHigh = random.Next(0, 4000), EffectShare = random.Next(0, 101) / 100m, ShareHigh = random.Next(0, 101) / 100m });
            var map = OptionMap.Of(Ranks.Fastest(options), RankingMethod.FastestFirst);
            Assert.All(map.Options, p => Assert.True(Math.Max(p.Along.Likely, p.Along.High) <= map.AlongEnd && Math.Max(p.Share.Likely, p.Share.High) <= map.ShareEnd));
            Assert.InRange(map.MiddleAlong, 0, map.AlongEnd);
            Assert.InRange(map.ShareEnd, 0.05, 1);
        }
    }
}
