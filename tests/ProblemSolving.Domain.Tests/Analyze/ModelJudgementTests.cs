using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Tests.Analyze;

/// <summary>A model is praised for what its interval says, and its rates are not called rates where they are off.</summary>
public sealed class ModelJudgementTests
{
    [Theory]
    [InlineData(-0.004, 0.032, "model-sentence.same")]
    [InlineData(0.002, 0.026, "model-sentence.better")]
    [InlineData(-0.03, -0.01, "model-sentence.worse")]
    public void Verdict_FollowsTheIntervalOfTheDifference(double low, double high, string key) =>
        Assert.Equal(key, ModelJudgement.Verdict(Result with { Ranking = new AucComparison(new Interval(0.7, 0.78, 0.95), new Interval(0.69, 0.76, 0.95), 0.014, 0.01, new Interval(low, high, 0.95)) }).Key);

    [Theory]
    [InlineData(0.48, 8, "low")]
    [InlineData(0.65, 8, "high")]
    [InlineData(0.57, 6, "tenths")]
    [InlineData(0.57, 5, "fits")]
    public void Calibration_SaysWhereTheRatesAreOff_InTheSentenceAndInTheTitle(double predicted, int tenths, string key)
    {
        var result = Result with { Calibration = new ModelCalibration(predicted, 0.57, new Interval(0.54, 0.60, 0.95), tenths) };
        Assert.Equal("model-calibration." + key, ModelJudgement.Calibration(result)!.Key);
        Assert.Equal("figure.model-rate." + key, ModelJudgement.Title(result).Key);
    }

    [Fact]
    public void OlderResult_StillOpensAndClaimsNothing()
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(ResultJson.Write(Result))!.AsObject();
        node.Remove("ranking");
        node.Remove("calibration");
        var old = ResultJson.Read<RepurchaseModelResult>(node.ToJsonString());
        Assert.Equal("model-sentence.no-interval", ModelJudgement.Verdict(old).Key);
        Assert.Null(ModelJudgement.Calibration(old));
        Assert.Equal("figure.model-rate.title", ModelJudgement.Title(old).Key);
    }

    private static RepurchaseModelResult Result => new(
        "v", new ModelParameters(), PurchaseRules.KeepAll, [], default, default, 1000, 500, 1000, 570, 0.742, 0.728, 0.2, 0.25, [], [], "", []);
}
