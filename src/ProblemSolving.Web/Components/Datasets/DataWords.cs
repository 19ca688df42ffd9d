using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>A dataset version in one line. Files are often called alike, so the name of the dataset, the day and the rows tell them apart.</summary>
public static class DataWords
{
    public static string Of(ITexts texts, string datasetName, DatasetVersion version, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(version);
        return $"{Short(texts, datasetName, version)} · {Format.Date(version.CreatedAtUtc, zone, texts.Culture)} · {texts.Get("unit.Rows", Format.Count(version.RowCount, texts.Culture))}";
    }

    /// <summary>Name, version and file.</summary>
    public static string Short(ITexts texts, string datasetName, DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(version);
        var name = texts.Get("datasets.version", datasetName, version.Number);
        return datasetName == version.FileName ? name : $"{name} · {version.FileName}";
    }
}
