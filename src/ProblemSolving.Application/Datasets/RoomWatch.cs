using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// Stops an import before it fills the disk or passes the quota: a packed file may unpack to far more than the upload was admitted
/// for, and an appended version stores all rows again.
/// </summary>
/// <param name="taken">Bytes of the version on the disk in this moment.</param>
internal sealed class RoomWatch(IProgress<StageProgress> progress, UploadDesk desk, NewestRoom room, Func<long> taken, string fileName) : IProgress<StageProgress>
{
    /// <exception cref="DomainRuleException">Less room is left than uploads must leave alone, or the quota is used up.</exception>
    public void Report(StageProgress value)
    {
        Look();
        progress.Report(value);
    }

    /// <exception cref="DomainRuleException">Less room is left than uploads must leave alone, or the quota is used up.</exception>
    public void Look()
    {
        if (desk.MegabytesBelowMargin() is { } left)
            throw new DomainRuleException("import.disk-full", fileName, left);
        room.Demand(taken(), fileName);
    }
}
