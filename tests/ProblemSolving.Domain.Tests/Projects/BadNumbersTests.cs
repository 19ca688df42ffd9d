using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Tests.Projects;

/// <summary>Numbers that cannot be meant, at each place where they could get in.</summary>
public sealed class BadNumbersTests
{
    [Theory]   // days are counted whole: 90.5 would be counted as 91 while the sheet says 90.5
    [InlineData(MetricKind.RepurchaseRate, 90, false)]
    [InlineData(MetricKind.RepurchaseRate, 90.5, true)]
    [InlineData(MetricKind.ResponseRate, 90.5, false)]   // asks for no window
    public void Check_AWindowOfBrokenDays_IsRefused(MetricKind kind, double days, bool refused) =>
        Assert.Equal(refused, DefineRules.Check(new DefineSheet { MetricKind = kind, MetricWindowDays = (decimal)days }).Any(f => f is { Code: "define.metric.window-whole", Place: nameof(DefineSheet.MetricWindowDays), Blocks: true }));

    [Fact] // 12 where 0.12 is meant
    public void Rate_OfTwelve_IsStoppedInEveryStep()
    {
        var define = new DefineSheet { MetricUnit = MetricUnit.Rate, MetricAsIs = 12, MetricToBe = 15 };
        Assert.Equal([nameof(DefineSheet.MetricAsIs), nameof(DefineSheet.MetricToBe)], DefineRules.Check(define).Where(f => f is { Code: "define.metric.rate-range", Blocks: true }).Select(f => f.Place));
        Assert.Equal("field.above", Refusal(SheetKind.EffectLine, nameof(EffectLine.ChangeLikely), new EffectLine(), "12"));
        Assert.Equal("field.above", Refusal(SheetKind.Effects, nameof(EffectsSheet.DiscountRate), new EffectsSheet(), "8"));
        var line = new EffectLine { Name = "line", Population = 100, PopulationUnit = "people", ChangeLikely = 12, ValuePerUnit = 1 };   // from an older version
        Assert.Contains(EffectsRules.Check(new EffectsSheet(), [line]), f => f is { Code: "effects.line.change-range", Blocks: true });
    }

    [Theory]
    [InlineData(nameof(EffectLine.Population))]
    [InlineData(nameof(EffectLine.PopulationLow))]
    [InlineData(nameof(EffectLine.PopulationHigh))]
    [InlineData(nameof(EffectLine.CostPerYear))]
    public void Population_OrCost_BelowNothing_IsRefusedAtTheField(string field) =>
        Assert.Equal("field.below", Refusal(SheetKind.EffectLine, field, new EffectLine(), "-1"));

    [Theory]
    [InlineData("")]
    [InlineData("won")]
    [InlineData("krw")]
    public void Currency_MissingOrUnknown_IsRefused(string code) =>
        Assert.Equal("project.currency", Assert.Throws<DomainRuleException>(() => Currency.Of(code)).Code);

    [Fact]
    public void EveryField_RefusesWordsWhereANumberStands_AndKeepsWhatWasThere()
    {
        var sheet = new EffectsSheet { KillValue = 0.25m };
        Assert.Equal("field.not-a-number", Refusal(SheetKind.Effects, nameof(EffectsSheet.KillValue), sheet, "a quarter"));
        Assert.Equal(0.25m, sheet.KillValue);
    }

    private static string Refusal(SheetKind sheet, string field, object row, string text) =>
        Assert.Throws<DomainRuleException>(() => WorksheetFields.Get(sheet, field).Write(row, text)).Code;
}
