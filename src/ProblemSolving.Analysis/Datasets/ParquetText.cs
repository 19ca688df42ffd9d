using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;
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

    private const int LongestCell = 1024 * 1024;

    private readonly UploadedFile _file;
    private readonly UnpackLimits _limits;
    private readonly long _fileLength;
    private readonly DuckSession _duck;
    private readonly IEnumerator<DbDataReader> _rows;
    private readonly ArrayBufferWriter<byte> _text = new(2 * BlockSize);
    private readonly long _rowCount;
    private readonly List<string> _names;
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
            _names = _duck.Rows($"DESCRIBE SELECT * FROM {table}", r => r.GetString(0));
            if (_names.Count > RecordScanner.MaximumColumns)
                throw DataRefusal.TooManyColumns(file.Name, 1, RecordScanner.MaximumColumns);
            _rowCount = _duck.Count($"SELECT count(*) FROM {table}");
            _rows = _duck.Stream(string.Create(CultureInfo.InvariantCulture, $"SELECT left(COLUMNS(*)::VARCHAR, {LongestCell + 1}) FROM {table}")).GetEnumerator();
            Write(_names);
        }
        catch (DuckDBException)
        {
            _duck.Dispose();
            throw DataRefusal.PackedBroken(file.Name, FileKind.Parquet);
        }
        catch
        {
            _duck.Dispose();
            throw;
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
                Write(_names.Select((_, i) => row.IsDBNull(i) ? "" : Cell(row, i)));
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

    // the engine cuts a longer one, so that it never comes here whole
    private string Cell(DbDataReader row, int column)
    {
        var text = row.GetString(column);
        return Encoding.UTF8.GetByteCount(text) <= LongestCell ? text : throw DataRefusal.CellTooLong(_file.Name, _rowsRead + 1, _names[column], LongestCell);
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
