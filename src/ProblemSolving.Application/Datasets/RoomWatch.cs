using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Datasets;

/// <summary>Stops an import before it fills the disk: a packed file may unpack to far more than the upload was admitted for.</summary>
internal sealed class RoomWatch(IProgress<StageProgress> progress, UploadDesk desk, string fileName) : IProgress<StageProgress>
{
    /// <exception cref="DomainRuleException">Less room is left than uploads must leave alone.</exception>
    public void Report(StageProgress value)
    {
        if (desk.MegabytesBelowMargin() is { } left)
            throw new DomainRuleException("import.disk-full", fileName, left);
        progress.Report(value);
    }
}
