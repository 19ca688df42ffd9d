using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Tests.Define;

public sealed class LetterFormulaTests
{
    [Theory]
    [InlineData("A × (B − C) × D", "46530000")]      // 1,410 × (0.35 − 0.25) × 330,000
    [InlineData("a*b", "493.5")]
    [InlineData("A + B × 2", "1410.7")]              // products first
    [InlineData("(A + B) * 2", "2820.7")]
    [InlineData("A ÷ 3 / 10", "47")]                 // from the left
    [InlineData("A - 10 - 400", "1000")]
    [InlineData("-A + 1,410", "0")]
    [InlineData("A × 12%", "169.2")]
    [InlineData("50% %", "0.005")]
    public void Evaluate_Formula_FollowsTheRulesOfArithmetic(string formula, string expected) => Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Evaluate(formula));

    [Theory]
    [InlineData("A × Z", "formula.unknown-letter", "Z", 5)]
    [InlineData("A B", "formula.unexpected", "B", 3)]
    [InlineData("A × × B", "formula.unexpected", "×", 5)]
    [InlineData("A) + B", "formula.unexpected", ")", 2)]
    [InlineData("2A", "formula.unexpected", "A", 2)]
    [InlineData("A & B", "formula.unexpected", "&", 3)]
    [InlineData("1.2.3", "formula.number", "1.2.3", 1)]
    public void Evaluate_Fault_NamesTheSignAndItsPlace(string formula, string code, string sign, int place)
    {
        var rule = Assert.Throws<DomainRuleException>(() => Evaluate(formula));
        Assert.Equal((code, sign, place), (rule.Code, rule.Arguments[0], rule.Arguments[1]));
    }

    [Theory]
    [InlineData("", "formula.unfinished")]
    [InlineData("A ×", "formula.unfinished")]
    [InlineData("(A + B", "formula.not-closed")]
    [InlineData("A ÷ (B − B)", "formula.division-by-zero")]
    [InlineData("A × E", "formula.no-value")]
    [InlineData("99999999999999 × 99999999999999 × 9999999999", "formula.too-large")]
    public void Evaluate_WhatCannotBeReckoned_SaysWhy(string formula, string code) => Assert.Equal(code, Assert.Throws<DomainRuleException>(() => Evaluate(formula)).Code);

    [Fact]
    public void Evaluate_BracketsWithoutEnd_AreRefusedInsteadOfCrashing() =>
        Assert.Equal("formula.too-deep", Assert.Throws<DomainRuleException>(() => Evaluate(new string('(', 10_000))).Code);

    [Fact]
    public void Calculation_NoFormula_IsTheProductOfAll()
    {
        var calculation = DamageCalculation.Of(new DefineSheet(), [Input(1250), Input(12, "%"), Input(300_000)]);
        Assert.Equal(("A × B × C", 45_000_000m), (calculation.Formula, calculation.Amount));
    }

    [Fact]
    public void Calculation_MissingValue_SaysWhichLetter()
    {
        var calculation = DamageCalculation.Of(new DefineSheet(), [Input(1250), Input(null)]);
        Assert.Null(calculation.Amount);
        Assert.Equal(("formula.no-value", "B"), (calculation.Problem!.Code, calculation.Problem.Arguments[0]));
    }

    [Fact]
    public void Counter_MonthlyDamage_RunsByTheDay()
    {
        var since = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        var sheet = new DefineSheet { DamageAmount = 36_500_000, DamagePeriod = Period.Month };
        var counter = DamageCounter.Of(sheet, since, since.AddDays(10.5))!;
        Assert.Equal((1_200_000m, 12_600_000m), (counter.PerDay, counter.Lost));   // 36.5 M × 12 / 365 a day, 10.5 days
        Assert.Equal(0, DamageCounter.Of(sheet, since, since.AddDays(-1))!.Lost);
        Assert.Null(DamageCounter.Of(new DefineSheet { DamageAmount = 0 }, since, since));
    }

    [Theory] // 23:00 in Seoul is 14:00 UTC: the next morning is another day there, though ten hours have not passed
    [InlineData(0.5, "Asia/Seoul", true)]
    [InlineData(10, "Asia/Seoul", false)]
    [InlineData(9.5, "UTC", true)]
    [InlineData(10, "UTC", false)]
    [InlineData(24, "Asia/Seoul", false)]
    public void Counter_FirstDay_IsTheReadersDay(double hours, string zone, bool isFirst)
    {
        var since = new DateTime(2026, 11, 1, 14, 0, 0, DateTimeKind.Utc);
        var counter = DamageCounter.Of(new DefineSheet { DamageAmount = 1_000_000 }, since, since.AddHours(hours))!;
        Assert.Equal(isFirst, counter.IsFirstDay(TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    private static DamageInput Input(decimal? value, string unit = "") => new() { Value = value, Unit = unit };

    private static decimal Evaluate(string formula) => LetterFormula.Evaluate(formula, letter => letter switch
    {
        'A' => new LetterValue(1410),
        'B' => new LetterValue(0.35m),
        'C' => new LetterValue(0.25m),
        'D' => new LetterValue(330_000),
        'E' => new LetterValue(null),
        _ => null,
    });
}
