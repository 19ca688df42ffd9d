using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Counts what comes out of an unpacking stream and stops it when it is too much for what went in.</summary>
/// <param name="packed">Bytes that went in so far.</param>
internal sealed class CappedStream(Stream inner, Func<long> packed, string fileName, FileKind kind, UnpackLimits limits) : ReadStream
{
    private long _unpacked;

    public override int Read(Span<byte> target)
    {
        int read;
        try
        {
            read = inner.Read(target);
        }
        catch (InvalidDataException)
        {
            throw DataRefusal.PackedBroken(fileName, kind);
        }

        _unpacked += read;
        if (_unpacked > limits.Bytes)
            throw DataRefusal.UnpackedTooLarge(fileName, limits.Bytes);
        if (_unpacked > limits.FreeBytes && _unpacked > Math.Max(1, packed()) * limits.Ratio)
            throw DataRefusal.UnpackedRatio(fileName, limits.Ratio);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
