using System.Globalization;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Tests.Projects;

public sealed class FieldExamplesTests
{
    [Theory]
    [InlineData("KRW", "20000000")]
    [InlineData("USD", "20000")]
    [InlineData("JPY", "2000000")]
    public void Of_AnAmount_IsOfALikelySizeInTheProjectsCurrency(string currency, string expected) =>
        Assert.Equal(expected, Example(SheetKind.Effects, nameof(EffectsSheet.OneOffCost), MetricUnit.Rate, currency));

    [Theory]
    [InlineData("en", "KRW", "₩5,000,000")]
    [InlineData("en", "USD", "$5,000")]
    [InlineData("ko", "EUR", "5,000")]
    public void Of_AnAmountInWords_CarriesTheProjectsCurrency(string language, string currency, string expected)
    {
        var text = Example(SheetKind.Effects, nameof(EffectsSheet.CostText), MetricUnit.Rate, currency, language)!;
        Assert.Contains(expected, text, StringComparison.Ordinal);
        if (currency != "KRW")
            Assert.DoesNotContain("₩", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MetricUnit.Rate, "0.25")]
    [InlineData(MetricUnit.Money, null)]
    [InlineData(MetricUnit.Count, null)]
    public void Of_TheKillValue_IsARateOnlyWhereTheMetricIsOne(MetricUnit metric, string? expected) =>
        Assert.Equal(expected, Example(SheetKind.Effects, nameof(EffectsSheet.KillValue), metric, "KRW"));

    [Theory]   // the words and the value of the kill criteria tell of the same metric and the same limit
    [InlineData("en")]
    [InlineData("ko")]
    public void Of_TheKillCriteria_NameTheMetricAndTheValueOfTheirNeighbours(string language)
    {
        var words = Example(SheetKind.Effects, nameof(EffectsSheet.KillCriteria), MetricUnit.Rate, "KRW", language)!;
        var value = decimal.Parse(Example(SheetKind.Effects, nameof(EffectsSheet.KillValue), MetricUnit.Rate, "KRW", language)!, CultureInfo.InvariantCulture);
        Assert.Contains($"{value * 100:0.##}%", words, StringComparison.Ordinal);
        Assert.Contains(Example(SheetKind.Define, nameof(DefineSheet.MetricName), MetricUnit.Rate, "KRW", language)!, words, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Of_AFieldWithoutAnExample_IsNothing() => Assert.Null(Example(SheetKind.Define, nameof(DefineSheet.MetricUnit), MetricUnit.Rate, "KRW"));

    [Theory]   // the numbers of an effect have examples of their kind
    [InlineData(GainKind.Margin, "0.03")]
    [InlineData(GainKind.SavedCost, "0.2")]
    [InlineData(GainKind.AvoidedLoss, "0.1")]
    public void Of_AChange_FollowsTheKindOfMoney(GainKind kind, string expected) =>
        Assert.Equal(expected, Example(SheetKind.EffectLine, nameof(EffectLine.ChangeLikely), MetricUnit.Rate, "KRW", row: new EffectLine { Kind = kind }));

    private static string? Example(SheetKind sheet, string field, MetricUnit metric, string currency, string language = "en", IWorksheet? row = null)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return FieldExamples.Of(new CurrentTexts(TextCatalog.Default), sheet, row, field, metric, Currency.Of(currency));
    }
}
