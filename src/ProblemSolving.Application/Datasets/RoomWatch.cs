using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// Stops an import before it fills the disk or passes the quota: a packed file may unpack to far more than the upload was admitted
/// for, and an appended version stores all rows again.
/// </summary>
/// <param name="taken">What the import takes on the disk in this moment.</param>
internal sealed class RoomWatch(IProgress<StageProgress> progress, UploadDesk desk, NewestRoom room, Func<ImportBytes> taken, string fileName) : IProgress<StageProgress>
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
        var now = taken();
        room.Demand(now.Kept, fileName);
        room.DemandWhileRunning(now.Kept + now.Beyond, fileName);
    }
}

/// <summary>What an import takes on the disk.</summary>
/// <param name="Upload">Bytes of the file that was sent.</param>
/// <param name="Kept">Of the version: file, table and list of faults.</param>
/// <param name="Scratch">Of what it writes for itself while it runs.</param>
internal readonly record struct ImportBytes(long Upload, long Kept, long Scratch)
{
    /// <summary>A file is written out once before it is stored, with pseudonyms it is longer, and sorting spills: so many times its upload is what any import needs.</summary>
    public const int UsualTimes = 4;

    /// <summary>What a packed file unpacks to beyond that counts as if it were kept.</summary>
    public long Beyond => Math.Max(0, Scratch - UsualTimes * Upload);
}
