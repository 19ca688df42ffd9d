using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Tests.Effects;

public sealed class EffectLimitTests
{
    [Fact]   // a page that cannot be computed could not be opened to undo the number
    public void From_TwoHundredLinesOfTheLargestAllowedNumbers_IsStillComputed()
    {
        var lines = Enumerable.Range(0, 200).Select(i => Largest(i)).ToList();
        var sheet = new EffectsSheet();
        WorksheetFields.Get(SheetKind.Effects, nameof(sheet.OneOffCost)).Write(sheet, "1000000000000000");
        WorksheetFields.Get(SheetKind.Effects, nameof(sheet.RunningCostPerYear)).Write(sheet, "0.0000000001");
        var estimate = EffectEstimate.From(sheet, lines);
        Assert.True(estimate.NetPerYear.Likely > 0);
    }

    [Fact]
    public void From_CostOfAlmostNothing_HasNoReturnInsteadOfAnOverflow()
    {
        var estimate = EffectEstimate.From(new EffectsSheet { RunningCostPerYear = 0.0000000000000000000000000001m }, [Largest(0)]);
        Assert.Null(estimate.Roi);
    }

    [Theory]
    [InlineData(nameof(EffectLine.Population), "10000000001")]
    [InlineData(nameof(EffectLine.ValuePerUnit), "1000000000001")]
    [InlineData(nameof(EffectLine.ValuePerUnit), "-1000000000001")]
    public void Write_BeyondTheLimit_IsRefused(string field, string text) =>
        Assert.StartsWith("field.", Assert.Throws<DomainRuleException>(() => WorksheetFields.Get(SheetKind.EffectLine, field).Write(new EffectLine(), text)).Code, StringComparison.Ordinal);

    private static EffectLine Largest(int position)
    {
        var line = new EffectLine { Id = Guid.NewGuid(), Name = "x", Position = position, Period = Period.Month };
        WorksheetFields.Get(SheetKind.EffectLine, nameof(line.Population)).Write(line, "10000000000");
        WorksheetFields.Get(SheetKind.EffectLine, nameof(line.ValuePerUnit)).Write(line, "1000000000000");
        WorksheetFields.Get(SheetKind.EffectLine, nameof(line.ChangeLikely)).Write(line, "1");
        return line;
    }
}
