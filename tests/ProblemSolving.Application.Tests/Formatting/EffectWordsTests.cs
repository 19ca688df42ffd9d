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
    private static readonly FixedTexts English = new(TextCatalog.Default, CultureInfo.GetCultureInfo("en"));

    [Theory]   // a positive number on the sheet was read back with a minus before it
    [InlineData(GainKind.Margin, 0.045, true, "4.5%p 하락")]
    [InlineData(GainKind.Margin, -0.01, true, "1%p 상승(악화)")]
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

    [Theory]
    [InlineData(0.01, "1 point lower")]
    [InlineData(-0.01, "1 point higher (worse)")]
    [InlineData(0.015, "1.5 points lower")]
    public void Fall_OfOnePoint_IsOne(double fall, string said) => Assert.Equal(said, MetricText.Fall((decimal)fall, English));

    [Theory]   // "0.0%" said that nothing can be lost
    [InlineData(0, "0.0%")]
    [InlineData(0.0004, "< 0.1%")]
    [InlineData(0.0006, "0.1%")]
    [InlineData(0.9996, "> 99.9%")]
    [InlineData(1, "100.0%")]
    public void Chance_ThatWouldBeRoundedAway_SaysSo(double probability, string said) => Assert.Equal(said, EffectWords.Chance(English, probability));

    [Theory]
    [InlineData(1_350_000, 2_370_000, 3_360_000, "₩1.35M · ₩2.37M · ₩3.36M")]
    [InlineData(1_280_100, 1_280_200, 1_280_300, "₩1,280,100 · ₩1,280,200 · ₩1,280,300")]   // read three times the same
    [InlineData(57_775, 81_561, 105_000, "₩57,775 · ₩81,561 · ₩105,000")]   // one form
    [InlineData(0, 200_000, 300_000, "₩0 · ₩200K · ₩300K")]
    [InlineData(1_280_000, 1_280_000, 1_280_000, "₩1.28M · ₩1.28M · ₩1.28M")]
    public void Quantiles_ThatReadAlike_HaveEveryDigit(double low, double middle, double high, string said) =>
        Assert.Equal(said, EffectWords.Quantiles(English, new Spread(low, middle, high, middle, 1), Currency.Of("KRW")));

    [Theory]   // "– – 1.3M" for a range with one end
    [InlineData(null, null, null)]
    [InlineData("1", null, "Low 1")]
    [InlineData(null, "2", "High 2")]
    [InlineData("1", "2", "1 – 2")]
    public void Ends_OneOfThem_IsNamed(string? low, string? high, string? said) => Assert.Equal(said, EffectWords.Ends(English, low, high));

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
