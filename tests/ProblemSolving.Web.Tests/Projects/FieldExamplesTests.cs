using System.Globalization;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

public sealed class FieldExamplesTests
{
    [Theory]
    [InlineData("KRW", "20000000")]
    [InlineData("USD", "20000")]
    [InlineData("JPY", "2000000")]
    public void Of_AnAmount_IsOfALikelySizeInTheProjectsCurrency(string currency, string expected) =>
        Assert.Equal(expected, Example(SheetKind.Effects, nameof(EffectsSheet.OneOffCost), FieldFormat.Money, currency));

    [Theory]
    [InlineData("en", "KRW", "₩5,000,000")]
    [InlineData("en", "USD", "$5,000")]
    [InlineData("ko", "EUR", "5,000")]
    public void Of_AnAmountInWords_CarriesTheProjectsCurrency(string language, string currency, string expected)
    {
        var text = Example(SheetKind.Effects, nameof(EffectsSheet.CostText), FieldFormat.Plain, currency, language)!;
        Assert.Contains(expected, text, StringComparison.Ordinal);
        if (currency != "KRW")
            Assert.DoesNotContain("₩", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FieldFormat.Percent, "0.25")]
    [InlineData(FieldFormat.Money, null)]
    [InlineData(FieldFormat.Plain, null)]
    public void Of_TheKillValue_IsARateOnlyWhereTheMetricIsOne(FieldFormat format, string? expected) =>
        Assert.Equal(expected, Example(SheetKind.Effects, nameof(EffectsSheet.KillValue), format, "KRW"));

    [Fact]
    public void Of_AFieldWithoutAnExample_IsNothing() => Assert.Null(Example(SheetKind.Define, nameof(DefineSheet.MetricUnit), FieldFormat.Plain, "KRW"));

    private static string? Example(SheetKind sheet, string field, FieldFormat format, string currency, string language = "en")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return FieldExamples.Of(new CurrentTexts(TextCatalog.Default), sheet, field, format, Currency.Of(currency));
    }
}
