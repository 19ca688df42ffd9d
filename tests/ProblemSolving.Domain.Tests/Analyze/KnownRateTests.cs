using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Analyze;

/// <summary>The rate of those of whom it is known that they were new.</summary>
public sealed class KnownRateTests
{
    [Fact]   // customers of old, who come back more often, stood in the headline as new ones
    public void Of_ALogWithEarlyMonths_LeavesThemOutAndKeepsTheRateWithThem()
    {
        var known = KnownRate.Of(Result((true, 100, 60), (true, 50, 20), (false, 200, 40), (false, 200, 60)), 90)!;
        Assert.Equal((2, 400L, 100L, 0.25), (known.EarlyMonths, known.Eligible, known.Repeaters, known.Rate));
        Assert.Equal(180 / 550.0, known.WithEarly!.Value, 1e-12);
    }

    [Fact]
    public void Of_ALogOfNothingButEarlyMonths_IsTheRateOfAll()
    {
        var known = KnownRate.Of(Result((true, 100, 60), (true, 50, 20)), 90)!;
        Assert.Equal((0, 150L, 80L), (known.EarlyMonths, known.Eligible, known.Repeaters));
        Assert.Equal(known.WithEarly, known.Rate);
    }

    [Fact]
    public void Of_DaysThatWereNotComputed_IsNothing() => Assert.Null(KnownRate.Of(Result((false, 10, 5)), 45));

    private static RepurchaseResult Result(params (bool Early, long Eligible, long Repeaters)[] months)
    {
        var trend = months.Select((m, i) => new MonthRate(new DateOnly(2025, 1, 1).AddMonths(i), m.Eligible, m.Eligible, m.Repeaters, (double)m.Repeaters / m.Eligible, null, false) { EarlyLog = m.Early }).ToList();
        var (eligible, repeaters) = (months.Sum(m => m.Eligible), months.Sum(m => m.Repeaters));
        return new RepurchaseResult(
            "repurchase-9", RepurchaseParameters.Default with { TrendDays = 90 }, PurchaseRules.Usual, new HeadlineFacts(1, eligible, 1, null, new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 1), repeaters, true), [], [], [],
            new CohortTable(0, []), [new RepurchaseRate(90, eligible, 0, repeaters, (double)repeaters / eligible, null, months.Length, 0)], trend, null!, [], 0, []);
    }
}
