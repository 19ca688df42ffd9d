using System.Buffers;
using System.Data.Common;
using DuckDB.NET.Data;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>A Parquet file as CSV text with its column names in the first line. The query engine reads it, shut off from everything else.</summary>
internal sealed class ParquetText : ReadStream
{
    private const int BlockSize = 64 * 1024;

    // columns repeat far more than texts do, and the format packs repetition very well
    private const int RatioFactor = 10;

    private readonly UploadedFile _file;
    private readonly UnpackLimits _limits;
    private readonly long _fileLength;
    private readonly DuckSession _duck;
    private readonly IEnumerator<DbDataReader> _rows;
    private readonly ArrayBufferWriter<byte> _text = new(2 * BlockSize);
    private readonly long _rowCount;
    private readonly int _width;
    private long _rowsRead;
    private long _unpacked;
    private int _given;
    private bool _ended;

    /// <exception cref="DomainRuleException">Damaged, or not to be read by the query engine.</exception>
    public ParquetText(UploadedFile file, UnpackLimits limits, CancellationToken cancellationToken)
    {
        (_file, _limits, _fileLength) = (file, limits, new FileInfo(file.Path).Length);
        _duck = new DuckSession(file.Settings!, [file.Path], cancellationToken);
        try
        {
            var table = $"read_parquet({Sql.Text(file.Path)}, hive_partitioning=false)";
            var names = _duck.Rows($"DESCRIBE SELECT * FROM {table}", r => r.GetString(0));
            _width = names.Count;
            _rowCount = _duck.Count($"SELECT count(*) FROM {table}");
            _rows = _duck.Stream($"SELECT COLUMNS(*)::VARCHAR FROM {table}").GetEnumerator();
            Write(names);
        }
        catch (DuckDBException)
        {
            _duck.Dispose();
            throw DataRefusal.PackedBroken(file.Name, FileKind.Parquet);
        }
    }

    /// <summary>Share of the file that its rows so far make up, in bytes.</summary>
    public long BytesRead => _rowCount == 0 ? _fileLength : (long)((double)_rowsRead / _rowCount * _fileLength);

    public override int Read(Span<byte> target)
    {
        if (_given == _text.WrittenCount)
            Fill();
        var count = Math.Min(target.Length, _text.WrittenCount - _given);
        _text.WrittenSpan.Slice(_given, count).CopyTo(target);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _duck.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _text.ResetWrittenCount();
        _given = 0;
        try
        {
            while (!_ended && _text.WrittenCount < BlockSize)
            {
                if (!_rows.MoveNext())
                {
                    _ended = true;
                    break;
                }

                _rowsRead++;
                var row = _rows.Current;
                Write(Enumerable.Range(0, _width).Select(i => row.IsDBNull(i) ? "" : row.GetString(i)));
            }
        }
        catch (DuckDBException)
        {
            throw DataRefusal.PackedBroken(_file.Name, FileKind.Parquet);
        }

        _unpacked += _text.WrittenCount;
        if (_unpacked > _limits.Bytes)
            throw DataRefusal.UnpackedTooLarge(_file.Name, _limits.Bytes);
        if (_unpacked > _limits.FreeBytes && _unpacked / RatioFactor > _fileLength * _limits.Ratio)
            throw DataRefusal.UnpackedRatio(_file.Name, _limits.Ratio * RatioFactor);
    }

    private void Write(IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                _text.Write(","u8);
            first = false;
            CsvText.Write(_text, cell);
        }

        _text.Write("\n"u8);
    }
}
