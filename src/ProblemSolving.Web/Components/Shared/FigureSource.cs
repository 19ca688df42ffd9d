using System.Globalization;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>Which data a figure of a run is drawn from: said below its title, and told by the name of a saved file.</summary>
/// <param name="Words">Dataset and version.</param>
/// <param name="FileMark">Version and, where the figure says it, last day of the data, for the name of a file: <c>v2-2026-05-31</c>.</param>
public sealed record FigureSource(string Words, string FileMark)
{
    private const string Period = "figure.subtitle.period";
    private const int LastDay = 3;

    /// <returns>Null when the version is gone.</returns>
    public static FigureSource? Of(Figure figure, AnalysisRun? run, ProjectSnapshot snapshot, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(snapshot);
        if (run is null || snapshot.DatasetVersions.FirstOrDefault(v => v.Id == run.DatasetVersionId) is not { } version)
            return null;
        var mark = string.Create(CultureInfo.InvariantCulture, $"v{version.Number}");
        return new FigureSource(texts.Get("datasets.version", snapshot.DatasetName(version), version.Number), AsOf(figure.Subtitle) is { } day ? $"{mark}-{day}" : mark);
    }

    private static string? AsOf(FigureText text) =>
        text.Key == Period && text.Arguments.Length > LastDay ? text.Arguments[LastDay] as string : text.Arguments.OfType<FigureText>().Select(AsOf).FirstOrDefault(d => d is not null);
}
