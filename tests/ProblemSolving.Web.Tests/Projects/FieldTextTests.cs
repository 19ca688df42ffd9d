using ProblemSolving.Domain;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>From what people type to what is stored.</summary>
public sealed class FieldTextTests
{
    [Theory]
    [InlineData("12", "0.12")]
    [InlineData("12%", "0.12")]
    [InlineData("3 %p", "0.03")]
    [InlineData("", "")]
    public void Read_PerCent_IsARate(string typed, string stored) => Assert.Equal(stored, FieldText.Read(typed, FieldKind.Number, FieldFormat.Percent));

    [Theory]
    [InlineData("3억 2천만", "320000000")]
    [InlineData("₩300,000,000", "300000000")]
    [InlineData("120k", "120000")]
    public void Read_Money_IsUnderstoodInBothLanguages(string typed, string stored) => Assert.Equal(stored, FieldText.Read(typed, FieldKind.Number, FieldFormat.Money, Currency.Of("KRW")));

    [Theory]
    [InlineData("$1,200", FieldFormat.Money, "field.other-currency")]
    [InlineData("1,200 USD", FieldFormat.Money, "field.other-currency")]
    [InlineData("a lot", FieldFormat.Money, "field.not-money")]
    [InlineData("₩12", FieldFormat.Plain, "field.not-a-number")]
    [InlineData("some", FieldFormat.Percent, "field.not-a-rate")]
    [InlineData("4,5", FieldFormat.Percent, "field.not-a-rate")]   // was saved as 45%
    [InlineData("44,5%", FieldFormat.Percent, "field.not-a-rate")]
    [InlineData("1,5%", FieldFormat.Factor, "field.not-a-rate")]
    public void Read_WhatCannotBeMeant_IsRefusedWithItsReason(string typed, FieldFormat format, string code) =>
        Assert.Equal(code, Assert.Throws<DomainRuleException>(() => FieldText.Read(typed, FieldKind.Number, format, Currency.Of("KRW"))).Code);

    [Theory] // the unit beside the box may be typed behind the number
    [InlineData("7%", "%", "7")]
    [InlineData("60일", "일", "60")]
    [InlineData("5 Days", "days", "5")]
    [InlineData("1,250 명", "명", "1250")]
    [InlineData("7", "%", "7")]
    public void Read_TheUnitOfTheBox_IsUnderstood(string typed, string unit, string stored) => Assert.Equal(stored, FieldText.Read(typed, FieldKind.Number, FieldFormat.Plain, unit: unit));

    [Theory] // a number of a formula may be a rate
    [InlineData("7%", null, "0.07")]
    [InlineData("12.5 %", "명", "0.125")]
    [InlineData("7%", "%", "7")]         // beside the unit it is written as the unit says
    [InlineData("1.3%", "%p", "1.3")]     // so too where the unit has another name for it
    [InlineData("1.3%p", "%", "1.3")]
    [InlineData("1.3 퍼센트", "%p", "1.3")]
    [InlineData("1.3%", "percent", "1.3")]
    [InlineData("1,250명", null, "1250")]
    [InlineData("0.07", null, "0.07")]
    public void Read_AFactor_MayCarryAPerCentSign(string typed, string? unit, string stored) => Assert.Equal(stored, FieldText.Read(typed, FieldKind.Number, FieldFormat.Factor, unit: unit));

    [Theory] // what people count with changes no number, and 30일 are the days that are asked for
    [InlineData("50,000명", null, null, "50000")]
    [InlineData("2회", null, null, "2")]
    [InlineData("50만 명", null, null, "500000")]
    [InlineData("12,000 customers", null, null, "12000")]
    [InlineData("14일", null, "일", "14")]
    [InlineData("5인일", null, "일", "5")]
    [InlineData("30일", "영업일", null, "30")]
    [InlineData("3 months", "개월", null, "3")]
    [InlineData("30%", null, "%", "30")]
    public void Read_AUnitThatSaysTheSame_IsUnderstood(string typed, string? unit, string? also, string stored) =>
        Assert.Equal(stored, FieldText.Read(typed, FieldKind.Number, FieldFormat.Plain, unit: unit, also: also));

    [Theory]
    [InlineData("7%", "명")]
    [InlineData("14일", "개월")]
    [InlineData("30%", null)]
    [InlineData("명", null)]
    public void Read_AnotherUnit_IsRefused(string typed, string? unit) => Assert.Throws<DomainRuleException>(() => FieldText.Read(typed, FieldKind.Number, FieldFormat.Plain, unit: unit));

    [Theory] // the sentence speaks of what was typed
    [InlineData("3억2천", "3억2천만", 320_000_000, 300_002_000)]
    [InlineData("1억 5백 원", "1억 5백만", 105_000_000, 100_000_500)]
    [InlineData("2조 3천", "2조 3천억", 2_300_000_000_000, 2_000_000_003_000)]
    public void Read_MoneyWithTwoReadings_NamesBoth(string typed, string written, long said, long literal)
    {
        var rule = Assert.Throws<DomainRuleException>(() => FieldText.Read(typed, FieldKind.Number, FieldFormat.Money, Currency.Of("KRW")));
        Assert.Equal(["field.money-two-ways", typed, written, (decimal)said, (decimal)literal], [rule.Code, .. rule.Arguments]);
    }
}
