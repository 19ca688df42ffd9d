using System.Buffers;
using System.Security.Cryptography;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Writes cells as plain CSV (UTF-8, comma, line feed, quotes only where needed) and hashes what it writes.</summary>
internal sealed class CanonicalWriter : IDisposable
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create(",\"\n\r"u8);

    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _length;

    public CanonicalWriter(string path) => _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);

    /// <summary>Adds to the hash without writing: names and types belong to the content too.</summary>
    public void HashOnly(ReadOnlySpan<byte> bytes)
    {
        Flush();
        _hash.AppendData(bytes);
    }

    public void Separator() => Byte((byte)',');

    public void EndRow() => Byte((byte)'\n');

    /// <summary>A value that never needs quotes.</summary>
    public void Plain(ReadOnlySpan<byte> value)
    {
        if (value.Length > _buffer.Length - _length)
            Flush();
        if (value.Length > _buffer.Length)
        {
            _hash.AppendData(value);
            _file.Write(value);
            return;
        }

        value.CopyTo(_buffer.AsSpan(_length));
        _length += value.Length;
    }

    public void Text(ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAny(NeedsQuotes) < 0)
        {
            Plain(value);
            return;
        }
        Byte((byte)'"');
        foreach (var b in value)
        {
            if (b == '"')
                Byte(b);
            Byte(b);
        }
        Byte((byte)'"');
    }

    /// <summary>Ends the file and gives the hash in lower-case hex.</summary>
    public string Finish()
    {
        Flush();
        _file.Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    private void Byte(byte value)
    {
        if (_length == _buffer.Length)
            Flush();
        _buffer[_length++] = value;
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _length);
        _file.Write(_buffer, 0, _length);
        _length = 0;
    }
}
