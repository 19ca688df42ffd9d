using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Analyze;

/// <summary>The ranking of a model beside that of the plain rule, over the same test customers.</summary>
/// <param name="Model">DeLong, 95 %, of the AUC of the model.</param>
/// <param name="Baseline">The same of the plain rule.</param>
/// <param name="Difference">AUC of the model less that of the rule.</param>
/// <param name="StandardError">Of the difference; above 0 unless both rank everybody alike.</param>
/// <param name="DifferenceInterval">95 %, of the difference.</param>
public sealed record AucComparison(Interval Model, Interval Baseline, double Difference, double StandardError, Interval DifferenceInterval);

/// <summary>The predicted rates beside the actual ones.</summary>
/// <param name="Predicted">Mean predicted probability of the test customers.</param>
/// <param name="Actual">Share of them who bought.</param>
/// <param name="Interval">Wilson, 95 %, of the actual share.</param>
/// <param name="TenthsOutside">Tenths of which the predicted rate lies outside the interval of the actual one.</param>
public sealed record ModelCalibration(double Predicted, double Actual, Interval Interval, int TenthsOutside)
{
    /// <summary>Too many to be chance: of ten intervals at 95 % hardly ever more than two miss.</summary>
    private const int MostTenths = 5;

    /// <summary>Under 0 when it predicts too little, over 0 when too much, 0 when the mean fits.</summary>
    public int Direction => Predicted < Interval.Low ? -1 : Predicted > Interval.High ? 1 : 0;

    /// <summary>The predicted rates cannot be taken as rates.</summary>
    public bool IsOff => Direction != 0 || TenthsOutside > MostTenths;
}

/// <summary>What may be said of a model: its verdict follows the interval of the difference to the plain rule, not the difference alone.</summary>
public static class ModelJudgement
{
    public static FigureText Verdict(RepurchaseModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Ranking is not { } ranking)
            return new FigureText("model-sentence.no-interval", result.Auc, result.BaselineAuc);
        var (low, high) = (ranking.DifferenceInterval.Low, ranking.DifferenceInterval.High);
        var key = low > 0 ? "model-sentence.better" : high < 0 ? "model-sentence.worse" : "model-sentence.same";
        return new FigureText(key, result.Auc, result.BaselineAuc, 100 * ranking.Difference, 100 * low, 100 * high);
    }

    /// <summary>Null for a result of an earlier version.</summary>
    public static FigureText? Calibration(RepurchaseModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Calibration is { } c ? Say(c, "model-calibration.low", "model-calibration.high", "model-calibration.tenths", "model-calibration.fits") : null;
    }

    /// <summary>Title of the figure of predicted and actual rates.</summary>
    public static FigureText Title(RepurchaseModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Calibration is { } c
            ? Say(c, "figure.model-rate.low", "figure.model-rate.high", "figure.model-rate.tenths", "figure.model-rate.fits")
            : new FigureText("figure.model-rate.title");
    }

    private static FigureText Say(ModelCalibration c, string low, string high, string tenths, string fits) =>
        new(c.Direction < 0 ? low : c.Direction > 0 ? high : c.IsOff ? tenths : fits, c.Predicted, c.Actual, 100 * Math.Abs(c.Predicted - c.Actual), c.TenthsOutside);
}
