using System.IO.Compression;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Unpacks a gzip file of one or more members and insists on its end. The library takes a file that was cut off for a shorter one,
/// so a member of our own is put behind the file: only when it comes out last was everything before it whole.
/// </summary>
internal sealed class GzipStreamToEnd : ReadStream
{
    private static readonly byte[] Seal = "\0end of the packed file\0"u8.ToArray();
    private static readonly byte[] PackedSeal = Pack(Seal);

    private readonly GZipStream _unpacked;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    public GzipStreamToEnd(Stream packed) => _unpacked = new GZipStream(new Sealed(packed), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">Damaged, or cut off.</exception>
    public override int Read(Span<byte> target)
    {
        while (!_ended && _end - _start <= Seal.Length)
            Fill();
        // the last bytes are held back until it is known whether they are the seal
        var count = Math.Min(target.Length, _end - _start - (_ended ? 0 : Seal.Length));
        _buffer.AsSpan(_start, count).CopyTo(target);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = _unpacked.Read(_buffer.AsSpan(_end));
        _end += read;
        if (read > 0)
            return;
        _ended = true;
        if (!_buffer.AsSpan(0, _end).EndsWith(Seal))
            throw new InvalidDataException("The packed file ends early.");
        _end -= Seal.Length;
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The file with the packed seal behind it.</summary>
    private sealed class Sealed(Stream packed) : ReadStream
    {
        private int _given;

        public override int Read(Span<byte> target)
        {
            var read = packed.Read(target);
            if (read > 0 || target.IsEmpty)
                return read;
            var rest = PackedSeal.AsSpan(_given);
            read = Math.Min(rest.Length, target.Length);
            rest[..read].CopyTo(target);
            _given += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                packed.Dispose();
            base.Dispose(disposing);
        }
    }
}
