using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Analyze;

/// <summary>What can be shown of a run without knowing its kind.</summary>
internal static class RunFigures
{
    /// <summary>All figures of a run; none while it has no result.</summary>
    public static IReadOnlyList<Figure> Of(AnalysisRun run) => run.ResultJson is not { } json ? [] : run.Kind switch
    {
        AnalysisKind.Explore => Explored(ResultJson.Read<RepurchaseResult>(json)),
        AnalysisKind.RepurchaseModel => Modelled(ResultJson.Read<RepurchaseModelResult>(json)),
        AnalysisKind.Compare => ResultJson.Read<CompareResult>(json).Figures,
        AnalysisKind.Landmark => ResultJson.Read<LandmarkResult>(json).Figures,
        AnalysisKind.Query => [],
    };

    private static IReadOnlyList<Figure> Explored(RepurchaseResult result) =>
        [.. result.Figures, .. result.Profile.Select(HistogramFigure.Of).OfType<Figure>(), .. result.Profile.Select(TopValuesFigure.Of).OfType<Figure>()];

    private static IReadOnlyList<Figure> Modelled(RepurchaseModelResult result) => ModelFeaturesFigure.Of(result) is { } features ? [.. result.Figures, features] : result.Figures;

    /// <summary>Last day of the data of a run.</summary>
    public static DateOnly? LastDay(AnalysisRun run) => run.ResultJson is not { } json ? null : run.Kind switch
    {
        AnalysisKind.Explore => ResultJson.Read<RepurchaseResult>(json) is { ProfileOnly: false } log ? log.Headline.LastDay : null,
        AnalysisKind.RepurchaseModel => ResultJson.Read<RepurchaseModelResult>(json).LastDay,
        AnalysisKind.Compare => ResultJson.Read<CompareResult>(json).Headline.LastDay,
        AnalysisKind.Landmark => ResultJson.Read<LandmarkResult>(json).Headline.LastDay,
        AnalysisKind.Query => null,
    };
}
