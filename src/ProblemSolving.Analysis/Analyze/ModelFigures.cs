using System.Globalization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>The charts of a model.</summary>
internal static class ModelFigures
{
    public static IReadOnlyList<Figure> Draw(RepurchaseModelResult result)
    {
        var about = new FigureText(
            "figure.model.subtitle", result.TestRows, result.TestSnapshot.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), result.Parameters.HorizonDays);
        var lift = new Figure(
            "model-lift", FigureKind.Bar,
            new FigureText("figure.model-lift.title", result.Deciles[0].Lift), about,
            new FigureAxis(new FigureText("figure.axis.decile"), FigureUnit.None),
            new FigureAxis(new FigureText("figure.axis.lift"), FigureUnit.Lift),
            [.. result.Deciles.Select(d => d.Decile.ToString(CultureInfo.InvariantCulture))],
            [new FigureSeries(new FigureText("figure.series.lift"), SeriesRole.Target, [.. result.Deciles.Select(d => (double?)d.Lift)])]);
        var calibration = new Figure(
            "model-rate", FigureKind.Line,
            ModelJudgement.Title(result), about,
            new FigureAxis(new FigureText("figure.axis.decile"), FigureUnit.None),
            new FigureAxis(new FigureText("figure.axis.repurchase-rate"), FigureUnit.Rate),
            lift.Categories,
            [
                new FigureSeries(
                    new FigureText("figure.series.actual-rate"), SeriesRole.Target, [.. result.Deciles.Select(d => (double?)d.Rate)],
                    [.. result.Deciles.Select(d => (double?)d.Interval.Low)], [.. result.Deciles.Select(d => (double?)d.Interval.High)]),
                new FigureSeries(new FigureText("figure.series.predicted-rate"), SeriesRole.Forecast, [.. result.Deciles.Select(d => (double?)d.MeanScore)]),
            ]);
        return [lift, calibration];
    }
}
