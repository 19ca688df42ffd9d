using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Analyze;

/// <summary>Lists of a run as figures: what they say is worked out from their numbers.</summary>
public sealed class ListFigureTests
{
    [Fact]
    public void TopValues_OfAColumn_SaysTheCommonestAndHowMuchTheListHolds()
    {
        var figure = TopValuesFigure.Of(Column(100, 10, 5, ("web", 60), ("shop", 20)), 3)!;
        Assert.Equal("top-values-3", figure.Id);
        Assert.Equal(new FigureText("figure.top-values.title", "channel", "web", 0.6, 2, 5L, 0.8), figure.Title);
        Assert.Equal([60, 20], figure.Series[0].Values);
        Assert.Equal(new FigureText("figure.histogram.subtitle", 90L, 10L), figure.Subtitle);
    }

    [Fact]
    public void TopValues_OfOneValueOrOfNoneTwice_SaysThat()
    {
        Assert.Equal("figure.top-values.one", TopValuesFigure.Of(Column(100, 0, 1, ("web", 100)), 0)!.Title.Key);
        Assert.Equal("figure.top-values.one", TopValuesFigure.Of(Column(1, 0, 1, ("web", 1)), 0)!.Title.Key);
        Assert.Equal("figure.top-values.single", TopValuesFigure.Of(Column(100, 0, 100, ("a", 1), ("b", 1)), 0)!.Title.Key);
        Assert.Null(TopValuesFigure.Of(Column(100, 100, 0), 0));
    }

    [Fact]
    public void ModelFeatures_SaysTheFirstAndWhatTheFirstThreeHold()
    {
        var figure = ModelFeaturesFigure.Of(Model(("recency-days", 0.4), ("category:Books", 0.3), ("orders", 0.1), ("amount", 0.1)))!;
        Assert.Equal("figure.model-features.title", figure.Title.Key);
        Assert.Equal("feature.recency-days", ((FigureText)figure.Title.Arguments[0]).Key);
        Assert.Equal((0.4, 3), ((double)figure.Title.Arguments[1], (int)figure.Title.Arguments[2]));
        Assert.Equal(0.8, (double)figure.Title.Arguments[3], tolerance: 1e-12);
        Assert.Equal(("feature.category", "Books"), (figure.CategoryTexts![1].Key, figure.CategoryTexts[1].Arguments[0]));
        Assert.Equal("figure.model-features.one", ModelFeaturesFigure.Of(Model(("orders", 1)))!.Title.Key);
        Assert.Null(ModelFeaturesFigure.Of(Model()));
    }

    private static ColumnProfile Column(long rows, long missing, long distinct, params (string Value, long Count)[] values) =>
        new("channel", ColumnType.Text, ColumnRole.Channel, rows, missing, distinct, null, null, null, null, null, [.. values.Select(v => new ValueCount(v.Value, v.Count))]);

    private static RepurchaseModelResult Model(params (string Feature, double Share)[] features) => new(
        "m", new ModelParameters(), PurchaseRules.Usual, [], default, default, 1000, 300, 0, 0, 0.7, 0.6, 0.2, 0.25, [], [.. features.Select(f => new FeatureGain(f.Feature, f.Share))], "", []);
}
