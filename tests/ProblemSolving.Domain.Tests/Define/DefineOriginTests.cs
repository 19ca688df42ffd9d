using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Tests.Define;

/// <summary>Step 1 says when its numbers are no longer those that data, formula and unit stand for.</summary>
public sealed class DefineOriginTests
{
    [Fact]
    public void Check_AsIsOfTheReading_SaysNothing() => Assert.Empty(DefineOrigin.Check(Sheet(0.24m), Reading(Sheet(0.24m)), []));

    [Fact]
    public void Check_AsIsTypedOver_IsSaid() => Assert.Equal(["define.as-is.typed-over"], Codes(DefineOrigin.Check(Sheet(0.2m), Reading(Sheet(0.24m)), [])));

    [Fact]
    public void Check_DefinitionChangedSince_IsSaid()
    {
        var sheet = Sheet(0.24m);
        var reading = Reading(sheet);
        sheet.MetricWindowDays = 60;
        Assert.Equal(["define.as-is.older-definition"], Codes(DefineOrigin.Check(sheet, reading, [])));
    }

    [Theory]   // "returns left out" stood beside a number that held them
    [InlineData(MetricKind.RepurchaseRate, "cancelled orders ", true)]
    [InlineData(MetricKind.RepurchaseRate, " ", false)]
    [InlineData(MetricKind.ManualSeries, "cancelled orders", false)]   // whoever wrote the numbers left them out
    public void Check_ExclusionsBesideANumberFromData_AreSaidToBeANote(MetricKind kind, string exclusions, bool said)
    {
        var sheet = Sheet(0.24m);
        (sheet.MetricKind, sheet.MetricUnit, sheet.MetricExclusions) = (kind, MetricUnit.Rate, exclusions);
        var findings = DefineOrigin.Check(sheet, Reading(sheet), []);
        Assert.Equal(said ? [DefineOrigin.ExclusionsNoted] : [], Codes(findings));
        Assert.All(findings, f => Assert.Equal((nameof(DefineSheet.MetricAsIs), false, "cancelled orders"), (f.Place, f.Blocks, f.Arguments[0])));
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(601, true)]
    public void Check_DamageBesideItsFormula_IsCompared(int amount, bool said)
    {
        DamageInput[] inputs = [new() { Id = Guid.NewGuid(), Label = "customers", Value = 20 }, new() { Id = Guid.NewGuid(), Label = "margin", Value = 30 }];
        var findings = DefineOrigin.Check(new DefineSheet { DamageAmount = amount }, null, inputs);
        Assert.Equal(said ? ["define.damage.not-formula"] : [], Codes(findings));
        Assert.DoesNotContain(findings, f => f.Blocks);
    }

    [Fact]
    public void Unit_OfAComputedKind_CountsOverWhatWasStoredBefore()
    {
        var revenue = new DefineSheet { MetricKind = MetricKind.RevenuePerCustomer, MetricUnit = MetricUnit.Rate, MetricAsIs = 35_000 };
        Assert.DoesNotContain(DefineRules.Check(revenue), f => f.Code == "define.metric.rate-range");
        var rate = new DefineSheet { MetricKind = MetricKind.RepurchaseRate, MetricUnit = MetricUnit.Money, MetricAsIs = 24 };
        Assert.Contains(DefineRules.Check(rate), f => f.Code == "define.metric.rate-range");
        Assert.Equal(MetricUnit.Count, new DefineSheet { MetricKind = MetricKind.Typed, MetricUnit = MetricUnit.Count }.UnitInForce());
    }

    [Fact]
    public void Phenomenon_InWordsThatCount_HasANumber() =>
        Assert.DoesNotContain(DefineRules.Check(new DefineSheet { PhenomenonWhat = "재구매율이 절반으로 줄었습니다" }), f => f.Code == "define.phenomenon.no-number");

    private static IEnumerable<string> Codes(IEnumerable<Finding> findings) => findings.Select(f => f.Code);

    private static DefineSheet Sheet(decimal asIs) => new() { MetricKind = MetricKind.RepurchaseRate, MetricWindowDays = 90, MetricAsIs = asIs };

    private static MetricReading Reading(DefineSheet sheet) => new()
    {
        DefinitionSha256 = MetricDefinition.Of(sheet).Sha256,
        ResultJson = ResultJson.Write(new MetricResult("1", new MetricAsIs(0.24m, 24, 100, "2026-01", "2026-03"), new DateOnly(2026, 3, 31), [], [])),
    };

    [Theory] // 0.07 in a row of per cent is a hundredth of what is usually meant
    [InlineData("%", "0.07", true)]
    [InlineData("%", "7", false)]
    [InlineData("", "0.07", false)]
    public void DamageInput_ATinyShareOfPerCent_IsAskedAbout(string unit, string value, bool asks) =>
        Assert.Equal(asks ? ["define.damage.tiny-rate"] : [], new DamageInput { Unit = unit, Label = "fall", Value = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) }.Check().Select(f => f.Code));
}
