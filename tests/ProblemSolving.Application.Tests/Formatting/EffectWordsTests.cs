using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Tests.Formatting;

/// <summary>A total never stands alone where it adds up what is not alike.</summary>
public sealed class EffectWordsTests
{
    [Theory]   // what the manager reads: the rate goes down, and that is what was wanted
    [InlineData(GainKind.Margin, 0.045, true, "−4.5%p(개선)")]
    [InlineData(GainKind.Margin, -0.01, true, "+1%p(악화)")]
    [InlineData(GainKind.Margin, 0.045, false, "+4.5%p")]
    [InlineData(GainKind.SavedCost, 0.2, true, "20%")]
    public void Change_OfARate_IsShownAsTheMetricMoves(GainKind kind, double change, bool falls, string shown) =>
        Assert.Equal(shown, FieldWords.Change(new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("ko")), kind, (decimal)change, falls));

    [Theory]
    [InlineData(GainKind.Margin, true, "개선 폭 예상")]
    [InlineData(GainKind.Margin, false, "변화량 예상")]
    [InlineData(GainKind.AvoidedLoss, true, "피하는 비율 예상")]
    public void Of_TheChangeField_SaysWhichWayIsPositive(GainKind kind, bool falls, string name) =>
        Assert.Equal(name, FieldWords.Of(new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("ko")), Domain.Projects.SheetKind.EffectLine, Line(kind), nameof(EffectLine.ChangeLikely), falls));

    [Fact]
    public void Beside_OneKindThatTheAccountsShow_SaysNothing() => Assert.Empty(Say("en", Line(GainKind.Margin), Line(GainKind.Margin)));

    [Fact]
    public void Beside_SeveralKinds_NamesEachWithItsAmount()
    {
        var sentence = Assert.Single(Say("en", Line(GainKind.SavedCost), Line(GainKind.Margin), Line(GainKind.Margin)));
        Assert.Contains("margin", sentence, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("(?i)margin[^,]*₩4M.*, .*₩2M", sentence);   // 1,000 × 2 % × 100,000 a year, twice and once
    }

    [Fact]
    public void Beside_AGainThatComesOnce_StandsApartFromTheYearlyOnesOfItsKind()
    {
        var once = Line(GainKind.Margin);
        once.Recurrence = GainRecurrence.OneOff;
        // one kind of money needs no sentence of its own, a second one does
        Assert.Empty(Say("en", Line(GainKind.Margin), once));
        Assert.Matches("₩2M.*\\(.+\\) ₩2M.*₩2M", Assert.Single(Say("en", Line(GainKind.Margin), once, Line(GainKind.AvoidedLoss))));
    }

    [Theory]
    [InlineData("en", "₩2M")]
    [InlineData("ko", "200만")]
    public void Beside_AGainNoAccountShows_SaysHowMuch(string language, string amount)
    {
        var soft = Line(GainKind.Margin);
        soft.Hardness = GainHardness.Soft;
        Assert.Contains(amount, Assert.Single(Say(language, Line(GainKind.Margin), soft)), StringComparison.Ordinal);
    }

    private static List<string> Say(string language, params EffectLine[] lines)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return [.. EffectWords.Beside(new CurrentTexts(TextCatalog.Default), EffectEstimate.From(new EffectsSheet(), lines), Currency.Of("KRW"))];
    }

    private static EffectLine Line(GainKind kind) => new()
    {
        Id = Guid.NewGuid(), Kind = kind, Name = "line", Population = 1000, PopulationUnit = "customers", Period = Period.Year, ChangeLikely = 0.02m, ValuePerUnit = 100_000,
    };
}
