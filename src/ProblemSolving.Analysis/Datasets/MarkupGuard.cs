using System.Buffers;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Stops markup with a tag or a text of endless length before a reader takes it into memory whole.</summary>
internal sealed class MarkupGuard(Stream inner, string fileName) : ReadStream
{
    private const int Longest = 4 * RecordScanner.MaximumRowBytes;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("<>"u8);

    private long _sinceMark;

    public override int Read(Span<byte> target)
    {
        var read = inner.Read(target);
        var block = target[..read];
        var last = block.LastIndexOfAny(Marks);
        var first = block.IndexOfAny(Marks);
        if (_sinceMark + (first < 0 ? read : first) > Longest)
            throw DataRefusal.RowTooLong(fileName, 0, Longest);
        _sinceMark = last < 0 ? _sinceMark + read : read - last - 1;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
