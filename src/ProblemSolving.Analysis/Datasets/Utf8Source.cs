using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Reads a file of any supported encoding as UTF-8, block by block and without its byte order mark.
/// Bytes that cannot be read come out as U+FFFD and are counted, so that the reader of rows can name the row.
/// </summary>
internal sealed class Utf8Source : IDisposable
{
    private const int BlockSize = 256 * 1024;

    private readonly UploadedFile _file;
    private readonly Stream _text;
    private readonly Func<long> _bytesRead;
    private readonly TextEncoding _encoding;
    private readonly RecordingFallback _recorder = new();
    private readonly Decoder _decoder;
    private readonly IncrementalHash? _hash;
    private readonly byte[] _raw = new byte[BlockSize];
    private readonly char[] _chars = new char[BlockSize + 16];
    private readonly byte[] _utf8 = new byte[(BlockSize + 16) * 3];
    private int _position;
    private int _length;
    private bool _started;
    private bool _ended;
    private bool _decoderHoldsBytes;

    /// <param name="hashOriginal">Also compute the SHA-256 of the bytes as they are in the file.</param>
    public Utf8Source(UploadedFile file, TextEncoding encoding, bool hashOriginal, CancellationToken cancellationToken = default)
    {
        _file = file;
        (_text, _bytesRead) = file.Open(cancellationToken);
        FileLength = new FileInfo(file.Path).Length;
        _encoding = encoding;
        _decoder = Encodings.Decoder(encoding, _recorder);
        // a packed file is hashed as it lies there, not as it unpacks
        _hash = hashOriginal && file.Kind == FileKind.Text ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    /// <summary>True once bytes were met that the encoding does not have.</summary>
    public bool HasUnreadable => _recorder.Count > 0;

    /// <summary>Bytes of the file read so far.</summary>
    public long BytesRead => _bytesRead();

    public long FileLength { get; }

    /// <summary>Fills a part of <paramref name="target"/>; 0 at the end.</summary>
    public int Read(Span<byte> target)
    {
        while (_position == _length)
        {
            if (_ended)
                return 0;
            Fill();
        }
        var count = Math.Min(target.Length, _length - _position);
        (_direct ? _raw : _utf8).AsSpan(_position, count).CopyTo(target);
        _position += count;
        return count;
    }

    /// <summary>Hash of the whole file in lower-case hex; call it at the end.</summary>
    public string OriginalSha256() => _hash is null ? _file.Sha256() : Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose()
    {
        _text.Dispose();
        _hash?.Dispose();
    }

    private bool _direct;

    private void Fill()
    {
        var read = _text.ReadAtLeast(_raw, BlockSize, throwOnEndOfStream: false);
        _hash?.AppendData(_raw, 0, read);
        _ended = read < BlockSize;
        var block = _raw.AsSpan(0, read);
        var skipped = 0;
        if (!_started)
        {
            _started = true;
            var (encoding, length) = Encodings.ByteOrderMark(block);
            if (encoding == _encoding)
                skipped = length;
        }
        _direct = _encoding == TextEncoding.Utf8 && !_decoderHoldsBytes && Utf8.IsValid(block);
        if (_direct)
        {
            _position = skipped;
            _length = read;
            return;
        }
        _decoder.Convert(block[skipped..], _chars, flush: _ended, out _, out var chars, out _);
        _decoderHoldsBytes = !_ended && _encoding == TextEncoding.Utf8 && EndsInsideCharacter(block);
        _position = 0;
        _length = Encoding.UTF8.GetBytes(_chars.AsSpan(0, chars), _utf8);
    }

    private static bool EndsInsideCharacter(ReadOnlySpan<byte> block)
    {
        for (var back = 1; back <= 3 && back <= block.Length; back++)
        {
            var b = block[^back];
            if ((b & 0xC0) == 0x80)
                continue;
            var needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return needed > back;
        }
        return false;
    }
}
