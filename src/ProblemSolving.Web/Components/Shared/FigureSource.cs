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
    /// <param name="versionId">Of the data; null when the figure belongs to no run.</param>
    /// <returns>Null when the version is gone.</returns>
    public static FigureSource? Of(Figure figure, Guid? versionId, ProjectSnapshot snapshot, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.DatasetVersions.FirstOrDefault(v => v.Id == versionId) is not { } version)
            return null;
        var mark = string.Create(CultureInfo.InvariantCulture, $"v{version.Number}");
        return new FigureSource(VersionOf(versionId, snapshot, texts)!, FigurePeriod.LastDay(figure.Subtitle) is { } day ? $"{mark}-{day:yyyy-MM-dd}" : mark);
    }

    /// <summary>Dataset and version in words; null when the version is gone.</summary>
    public static string? VersionOf(Guid? versionId, ProjectSnapshot snapshot, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(texts);
        return snapshot.DatasetVersions.FirstOrDefault(v => v.Id == versionId) is { } version ? texts.Get("datasets.version", snapshot.DatasetName(version), version.Number) : null;
    }
}
