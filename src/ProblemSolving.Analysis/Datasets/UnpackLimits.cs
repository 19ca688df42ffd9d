namespace ProblemSolving.Analysis.Datasets;

/// <summary>How much a packed file may unpack to; counted while it is read, since what a file says of itself proves nothing.</summary>
/// <param name="Bytes">Largest size unpacked.</param>
/// <param name="Ratio">Largest number of bytes out of one packed byte; tables seldom pass 50.</param>
/// <param name="FreeBytes">Up to here the ratio is not judged: small files of one repeated value are harmless.</param>
/// <param name="Entries">Most parts of a workbook.</param>
public sealed record UnpackLimits(long Bytes, int Ratio, long FreeBytes, int Entries)
{
    /// <summary>32 GB, 200 to 1 beyond 64 MB, 4,000 parts.</summary>
    public static UnpackLimits Default { get; } = new(32L << 30, 200, 64L << 20, 4000);

    /// <summary>Largest list of shared texts of a workbook, which is held in memory.</summary>
    public long SharedTextBytes { get; init; } = 256L << 20;
}
