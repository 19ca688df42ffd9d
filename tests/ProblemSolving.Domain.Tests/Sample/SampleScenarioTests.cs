using System.Globalization;
using System.Text.Json;
using ProblemSolving.Domain.Sample;
using ProblemSolving.Testing;

namespace ProblemSolving.Domain.Tests.Sample;

public sealed class SampleScenarioTests
{
    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public void Build_EitherLanguage_FillsEveryText(string language)
    {
        var (scenario, used, defined) = Build(language);
        Assert.DoesNotMatch("\\[[A-Za-z]", JsonSerializer.Serialize(scenario));   // lists of numbers and of rows are no missing texts
        Assert.Equal(defined.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_Define_NumbersComeFromTheLog()
    {
        var define = Build("en").Scenario.Define;
        Assert.Equal((decimal)CompanyALog.Facts.RateNow, define.MetricAsIs, 3);
        Assert.True(define.MetricToBe > define.MetricAsIs);
        Assert.Equal(new DateOnly(2026, 10, 31), define.MetricAsOf);
        Assert.Contains("35.3%", define.PhenomenonSize, StringComparison.Ordinal);
        Assert.Contains("26.2%", define.PhenomenonSize, StringComparison.Ordinal);
        Assert.InRange(define.DamageAmount, 10_000_000m, 100_000_000m);
    }

    [Fact] // a worked example in which nothing could go wrong would teach the wrong lesson
    public void Build_Effects_PayInTheLikelyCaseAndNotInTheLowOne()
    {
        var effects = Build("en").Scenario.Effects;
        decimal Net(Func<SampleEffectLine, decimal> change) => effects.Lines.Sum(l => l.Population * change(l) * l.ValuePerUnit) - effects.RunningCostPerYear - effects.OneOffCost;
        Assert.True(Net(l => l.ChangeLikely) > 10_000_000m, $"{Net(l => l.ChangeLikely)}");
        Assert.True(Net(l => l.ChangeLow) < 0, $"{Net(l => l.ChangeLow)}");
        Assert.All(effects.Lines, l => Assert.True(l.ChangeLow < l.ChangeLikely && l.ChangeLikely < l.ChangeHigh));
    }

    [Fact]
    public void Build_Solutions_StandInTheOrderOfTimeToFirstResult()
    {
        var solutions = Build("ko").Scenario.Solutions;
        Assert.Equal([SampleMethod.CrossTable, SampleMethod.Model, SampleMethod.Rule], solutions.Select(s => s.Method));
        Assert.Equal(solutions.OrderBy(s => s.DaysToFirstResult), solutions);
        Assert.All(solutions, s => Assert.NotEmpty(s.SwitchCondition));
    }

    private static (SampleScenario Scenario, HashSet<string> Used, List<string> Defined) Build(string language)
    {
        var path = Path.Combine(RepositoryFolder.Root, "src", "ProblemSolving.Application", "Texts", "sample.texts.json");
        var texts = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllText(path))!;
        var used = new HashSet<string>();
        var builder = new SampleScenarioBuilder(
            (key, arguments) =>
            {
                used.Add(key);
                var format = texts[key][language];
                Assert.False(string.IsNullOrWhiteSpace(format), key);
                return string.Format(CultureInfo.GetCultureInfo(language), format, arguments);
            },
            PurchaseLogPlan.CompanyA,
            CompanyALog.Facts);
        return (builder.Build(), used, [.. texts.Keys]);
    }
}
