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
    public void Read_WhatCannotBeMeant_IsRefusedWithItsReason(string typed, FieldFormat format, string code) =>
        Assert.Equal(code, Assert.Throws<DomainRuleException>(() => FieldText.Read(typed, FieldKind.Number, format, Currency.Of("KRW"))).Code);
}
