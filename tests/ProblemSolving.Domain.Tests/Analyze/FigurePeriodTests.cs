using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Tests.Analyze;

public sealed class FigurePeriodTests
{
    private static readonly HeadlineFacts s_facts = new(1, 12, 12, null, new DateOnly(2026, 1, 5), new DateOnly(2026, 5, 31), 1, false);

    [Fact]
    public void LastDay_OfALineAndOfOneWithin_IsTheLastDayOfTheData()
    {
        var line = FigurePeriod.Of(s_facts);
        Assert.Equal(s_facts.LastDay, FigurePeriod.LastDay(line));
        Assert.Equal(s_facts.LastDay, FigurePeriod.LastDay(new FigureText("figure.subtitle.early", line, 3)));
        Assert.Equal(s_facts.LastDay, FigurePeriod.LastDay(ResultJson.Read<FigureText>(ResultJson.Write(line))));
        Assert.Null(FigurePeriod.LastDay(new FigureText("figure.histogram.subtitle", 10, 2)));
    }
}
