using System.Buffers;
using System.Globalization;
using System.Text;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Lists;

/// <summary>
/// Writes a list as CSV that Excel in Korea opens without broken letters: UTF-8 with byte order mark, CRLF, quotes where
/// needed. Texts that a spreadsheet would take for a formula get an apostrophe in front; numbers, negative ones too, stay numbers.
/// </summary>
public sealed class CsvWriter : IAsyncDisposable
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n\t;");
    private readonly StreamWriter _writer;
    private readonly int _columns;

    private CsvWriter(StreamWriter writer, int columns)
    {
        _writer = writer;
        _columns = columns;
    }

    /// <summary>Data rows written so far, without the header.</summary>
    public int Rows { get; private set; }

    /// <summary>Opens the list and writes its header; the stream stays open.</summary>
    public static async Task<CsvWriter> StartAsync(Stream stream, IReadOnlyList<string> header, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Count == 0)
            throw new ArgumentException("A list needs at least one column.", nameof(header));
        var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        var csv = new CsvWriter(writer, header.Count);
        await csv.WriteLineAsync(header.Select(FormulaText.Neutralise), cancellationToken);
        return csv;
    }

    /// <exception cref="ArgumentException">The row is not as long as the header.</exception>
    public async Task WriteAsync(IReadOnlyList<ReportCell> row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Count != _columns)
            throw new ArgumentException($"Row {Rows + 1} has {row.Count} cells for {_columns} columns.", nameof(row));
        await WriteLineAsync(row.Select(Field), cancellationToken);
        Rows++;
    }

    public async ValueTask DisposeAsync() => await _writer.DisposeAsync();

    private static string Field(ReportCell cell) => cell switch
    {
        TextCell text => FormulaText.Neutralise(text.Value),
        NumberCell number => number.Value.ToString(CultureInfo.InvariantCulture),
        MoneyCell money => money.Value.ToString(CultureInfo.InvariantCulture),
        PercentCell percent => double.IsFinite(percent.Rate) ? percent.Rate.ToString("R", CultureInfo.InvariantCulture) : "",
        DateCell date => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "Not a known kind of cell."),
    };

    private async Task WriteLineAsync(IEnumerable<string> fields, CancellationToken cancellationToken)
    {
        var line = string.Join(',', fields.Select(Quote));
        await _writer.WriteLineAsync(line.AsMemory(), cancellationToken);
    }

    private static string Quote(string field)
    {
        // a NUL would end the text for many readers
        field = field.Replace("\0", "", StringComparison.Ordinal);
        var plain = field.AsSpan().IndexOfAny(s_quoted) < 0 && (field.Length == 0 || !(char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1])));
        return plain ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
