using ProblemSolving.Application.Datasets;
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

    /// <summary>The same among others: the time of the upload is added where two lines would be equal.</summary>
    public static string Among(ITexts texts, string datasetName, DatasetVersion version, TimeZoneInfo? zone, IEnumerable<(string DatasetName, DatasetVersion Version)> all)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(version);
        var line = Of(texts, datasetName, version, zone);
        return all.Any(o => o.Version.Id != version.Id && Of(texts, o.DatasetName, o.Version, zone) == line)
            ? $"{line} · {texts.Get("datasets.uploaded-at", Format.DateTime(version.CreatedAtUtc, zone, texts.Culture))}"
            : line;
    }

    /// <summary>Datasets that a file may be the next version of: those with an imported version. A preview that nobody accepted is none.</summary>
    public static IReadOnlyList<(Guid Id, string Name)> Targets(ITexts texts, IReadOnlyList<DatasetRow> rows, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(rows);
        var found = rows.Where(r => r.Version.State == DatasetState.Ready).DistinctBy(r => r.Version.DatasetId).ToList();
        return
        [
            .. found.Select(r => (r.Version.DatasetId, found.Count(o => o.DatasetName == r.DatasetName) > 1
                ? $"{r.DatasetName} · {texts.Get("datasets.uploaded-at", Format.DateTime(r.Version.CreatedAtUtc, zone, texts.Culture))}"
                : r.DatasetName)),
        ];
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
