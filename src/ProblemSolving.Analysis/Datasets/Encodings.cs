using System.Text;
using System.Text.Unicode;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Tells encodings apart by their bytes.</summary>
internal static class Encodings
{
    /// <summary>How much of a file is looked at; a later contradiction is refused at import with its row.</summary>
    private const long DetectionLimit = 256L * 1024 * 1024;

    /// <summary>Byte order mark of a file's first bytes, and its length (0 when there is none).</summary>
    public static (TextEncoding? Encoding, int Length) ByteOrderMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (TextEncoding.Utf8, 3),
        [0xFF, 0xFE, ..] => (TextEncoding.Utf16LittleEndian, 2),
        [0xFE, 0xFF, ..] => (TextEncoding.Utf16BigEndian, 2),
        _ => (null, 0),
    };

    /// <summary>A .NET decoder that reports what it cannot read through <paramref name="fallback"/>.</summary>
    public static Decoder Decoder(TextEncoding encoding, DecoderFallback fallback)
    {
        var found = encoding switch
        {
            TextEncoding.Utf8 => (Encoding)new UTF8Encoding(false).Clone(),
            TextEncoding.Utf16LittleEndian => (Encoding)new UnicodeEncoding(false, false).Clone(),
            TextEncoding.Utf16BigEndian => (Encoding)new UnicodeEncoding(true, false).Clone(),
            TextEncoding.Cp949 => CodePagesEncodingProvider.Instance.GetEncoding(949, EncoderFallback.ExceptionFallback, fallback)!,
            TextEncoding.ShiftJis => CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, fallback)!,
            TextEncoding.Latin1 => CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, fallback)!,
        };
        if (!found.IsReadOnly)
            found.DecoderFallback = fallback;
        return found.GetDecoder();
    }

    /// <summary>
    /// The encoding that fits the bytes, and whether they fit another one as well. UTF-8 when all of them are valid, UTF-16 by its zero bytes,
    /// code page 949 when valid, else Latin-1, which takes everything and therefore proves nothing.
    /// </summary>
    public static (TextEncoding Encoding, bool Doubtful) Detect(Func<Stream> open, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 20];
        int head;
        using (var file = open())
            head = file.ReadAtLeast(buffer, 4096, throwOnEndOfStream: false);
        if (ByteOrderMark(buffer.AsSpan(0, head)).Encoding is { } marked)
            return (marked, false);
        if (LooksLikeUtf16(buffer.AsSpan(0, Math.Min(head, 4096))) is { } wide)
            return (wide, false);
        if (IsValid(open, TextEncoding.Utf8, buffer, null, cancellationToken))
            return (TextEncoding.Utf8, false);
        var korean = new KoreanShare();
        return IsValid(open, TextEncoding.Cp949, buffer, korean, cancellationToken) ? (TextEncoding.Cp949, !korean.IsKorean) : (TextEncoding.Latin1, true);
    }

    private static TextEncoding? LooksLikeUtf16(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }
        var pairs = Math.Max(1, head.Length / 2);
        if (odd > pairs * 0.3 && even == 0) return TextEncoding.Utf16LittleEndian;
        if (even > pairs * 0.3 && odd == 0) return TextEncoding.Utf16BigEndian;
        return null;
    }

    private static bool IsValid(Func<Stream> open, TextEncoding encoding, byte[] buffer, KoreanShare? korean, CancellationToken cancellationToken)
    {
        using var file = open();
        var recorder = new RecordingFallback();
        var decoder = Decoder(encoding, recorder);
        var chars = new char[buffer.Length + 16];
        long total = 0;
        int length;
        while (total < DetectionLimit && (length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            total += length;
            var block = buffer.AsSpan(0, length);
            if (encoding == TextEncoding.Utf8 && Utf8.IsValid(block))
                continue;
            var read = decoder.GetChars(block, chars, flush: false);
            korean?.Add(chars.AsSpan(0, read));
            if (recorder.Count > 0)
                return false;
        }
        if (total < DetectionLimit)
            decoder.GetChars([], chars, flush: true);
        return recorder.Count == 0;
    }
}

/// <summary>Puts U+FFFD where bytes cannot be read and counts how often.</summary>
internal sealed class RecordingFallback : DecoderFallback
{
    public int Count { get; private set; }

    public override int MaxCharCount => 1;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(RecordingFallback owner) : DecoderFallbackBuffer
    {
        private bool _pending;

        public override int Remaining => _pending ? 1 : 0;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            owner.Count++;
            _pending = true;
            return true;
        }

        public override char GetNextChar()
        {
            if (!_pending)
                return '\0';
            _pending = false;
            return '\uFFFD';
        }

        public override bool MovePrevious() => false;

        public override void Reset() => _pending = false;
    }
}
