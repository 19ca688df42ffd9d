using ProblemSolving.Application.Audit;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Application.Datasets;

/// <summary>What the trail keeps of a removed version: its number is never given to another file of the dataset.</summary>
internal sealed record DeletedVersion(Guid DatasetId, int Number)
{
    public static string Write(DatasetVersion version) => AuditWords.Write("history.dataset.deleted", version.FileName, version.Number, version.UploadSha256, version.DatasetId.ToString("D"));

    /// <summary>Null for a row from before numbers were kept.</summary>
    public static DeletedVersion? Read(string words) =>
        AuditWords.Read("Dataset", "Deleted", words) is { Arguments: [_, var number, _, string dataset, ..] } && Guid.TryParseExact(dataset, "D", out var id)
            ? new DeletedVersion(id, Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture))
            : null;
}
