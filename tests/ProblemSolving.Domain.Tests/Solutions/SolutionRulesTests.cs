using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Solutions;

public sealed class SolutionRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly SolutionOption _option = new() { Id = Guid.NewGuid(), Name = "explore", DaysToFirstResult = 10 };

    [Fact]
    public void Check_RangesThatDoNotRise_Block()
    {
        (_option.EffortLow, _option.EffortDays, _option.DaysHigh, _option.ShareLow, _option.ShareHigh) = (9, 5, 5, 0.5m, 0.2m);
        var slips = SolutionRules.Check([_option]).Where(f => f.Blocks).ToList();
        Assert.Equal(["solutions.effort-order", "solutions.days-order", "solutions.share-order"], slips.Select(f => f.Code));
        Assert.Equal([nameof(_option.EffortLow), nameof(_option.DaysHigh), nameof(_option.ShareLow)], slips.Select(f => f.Place.Split('.')[1]));
    }

    [Fact]
    public void Check_OnlyModels_AdvisesSomethingSimpler()
    {
        _option.Method = SolutionMethod.Model;
        Assert.Contains(SolutionRules.Check([_option]), f => f is { Code: "solutions.only-models", Blocks: false });
    }

    [Theory]
    [InlineData(-1, AssumptionOutcome.Open, true)]
    [InlineData(0, AssumptionOutcome.Open, false)]
    [InlineData(-1, AssumptionOutcome.Holds, false)]
    public void Check_AnAssumption_IsOverdueOnlyWhileItIsOpenAndPast(int days, AssumptionOutcome outcome, bool isSaid)
    {
        var assumption = new SolutionAssumption { Id = Guid.NewGuid(), ParentId = _option.Id, Claim = "they still remember us", TestBy = Today.AddDays(days), Outcome = outcome };
        Assert.Equal(isSaid, SolutionRules.Check([_option], [assumption], Today).Any(f => f.Code == "solutions.assumption-overdue"));
    }

    [Fact]
    public void Check_AnAssumptionThatFails_IsSaidWithItsOption()
    {
        var assumption = new SolutionAssumption { Id = Guid.NewGuid(), ParentId = _option.Id, Claim = "they still remember us", Outcome = AssumptionOutcome.Fails };
        Assert.Contains(SolutionRules.Check([_option], [assumption], Today), f => f.Code == "solutions.assumption-fails");
    }

    [Fact]
    public void Ladder_Next_ClimbsToTheModelAndEnds()
    {
        var climbed = new List<SolutionMethod> { SolutionMethod.Count };
        while (MethodLadder.Next(climbed[^1]) is { } next)
            climbed.Add(next);
        Assert.Equal(MethodLadder.Rungs, climbed);
    }
}
