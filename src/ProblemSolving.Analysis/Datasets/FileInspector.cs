using System.Globalization;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Looks at an uploaded file and says how it would be read. Nothing is stored.</summary>
public static class FileInspector
{
    private const int RowsShown = 100;
    private const int RowsSampled = 20_000;
    private const int CharactersShown = 200;

    /// <summary>Detects format, columns and roles from the head of the file; what the user chose stands over every guess.</summary>
    /// <param name="path">Where the upload lies, a path of the program's own making.</param>
    /// <param name="fileName">The name the user gave the file, for messages only.</param>
    /// <exception cref="DomainRuleException">The file is empty, not text, or broken in the part that was looked at.</exception>
    public static FilePreview Inspect(string path, string fileName, FileFormatChoice format, IReadOnlyList<ColumnChoice> columns, CancellationToken cancellationToken)
    {
        var size = new FileInfo(path).Length;
        if (size == 0)
            throw DataRefusal.EmptyFile(fileName);
        var (encoding, marked) = FindEncoding(path, fileName, format, cancellationToken);
        var (delimiter, quote) = FormatDetector.Detect(path, fileName, encoding, format);
        var shape = new FileFormat(encoding, marked, delimiter, quote, HasHeader: false, DecimalMark.Point);
        var (head, whole) = ReadHead(path, fileName, shape, cancellationToken);
        if (head.Count == 0)
            throw DataRefusal.EmptyFile(fileName);

        var hasHeader = format.HasHeader ?? HeaderGuess.HasHeader([.. head.Take(50).Select(r => r.Cells)]);
        if (hasHeader && head.Count == 1)
            throw DataRefusal.NoRows(fileName);
        var mark = format.DecimalMark ?? GuessDecimalMark(head.Skip(hasHeader ? 1 : 0), delimiter);
        shape = shape with { HasHeader = hasHeader, DecimalMark = mark };

        var width = hasHeader ? WidthOfHeader(head) : CommonWidth(head);
        var (names, renamed) = Names(hasHeader ? head[0].Cells : [], width, columns);
        var guesses = Guess(head.Skip(hasHeader ? 1 : 0), width, mark);
        var preview = Columns(names, guesses, columns);
        var rows = head.Skip(hasHeader ? 1 : 0).ToList();
        return new FilePreview(
            fileName,
            size,
            shape,
            preview,
            [.. rows.Take(RowsShown).Select(r => (IReadOnlyList<string>)[.. r.Cells.Select(Cut)])],
            rows.Count,
            whole,
            [.. Warnings(shape, format, preview, guesses, rows, width, hasHeader ? head[0].Cells.Length : int.MaxValue, renamed)])
        {
            SuggestedRules = PurchaseRuleGuess.Guess(preview, rows.Select(r => r.Cells)),
        };
    }

    private static (TextEncoding Encoding, bool Marked) FindEncoding(string path, string fileName, FileFormatChoice format, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var buffer = new byte[4096];
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        var mark = Encodings.ByteOrderMark(head).Encoding;
        if (mark is null or TextEncoding.Utf16LittleEndian && KnownKinds.Find(head) is { } kind)
            throw DataRefusal.NotText(fileName, kind);
        var encoding = format.Encoding ?? Encodings.Detect(file, cancellationToken);
        return (encoding, mark == encoding);
    }

    private static (List<SampleRow> Rows, bool Whole) ReadHead(string path, string fileName, FileFormat format, CancellationToken cancellationToken)
    {
        using var source = new Utf8Source(path, format.Encoding, hashOriginal: false);
        var scanner = new RecordScanner(source, fileName, format);
        var rows = new List<SampleRow>();
        var characters = 0L;
        while (scanner.Read())
        {
            if (scanner.IsBlank)
                continue;
            // wide files are sampled shorter so that memory stays small
            if (rows.Count > RowsSampled || characters > 16_000_000)
                return (rows, false);
            cancellationToken.ThrowIfCancellationRequested();
            var cells = new string[scanner.CellCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = scanner.Text(i);
                characters += cells[i].Length;
            }
            rows.Add(new SampleRow(scanner.Row, cells));
        }
        return (rows, true);
    }

    /// <summary>Comma decimals are believed only where the comma is not the delimiter and most numbers have one.</summary>
    private static DecimalMark GuessDecimalMark(IEnumerable<SampleRow> rows, FieldDelimiter delimiter)
    {
        if (delimiter == FieldDelimiter.Comma)
            return DecimalMark.Point;
        int commas = 0, points = 0;
        Span<byte> digits = stackalloc byte[CellReader.MaximumDigits + 3];
        foreach (var cell in rows.Take(500).SelectMany(r => r.Cells))
        {
            var text = System.Text.Encoding.UTF8.GetBytes(cell.Trim());
            if (cell.Contains(',') && CellReader.TryDecimal(text, DecimalMark.Comma, digits, out var c) && !CellReader.TryDecimal(text, DecimalMark.Point, digits, out _) && c.FractionDigits > 0)
                commas++;
            if (cell.Contains('.') && CellReader.TryDecimal(text, DecimalMark.Point, digits, out _))
                points++;
        }
        return commas > points ? DecimalMark.Comma : DecimalMark.Point;
    }

    /// <summary>The header's cells, without unnamed ones at the end that no row fills.</summary>
    private static int WidthOfHeader(List<SampleRow> head)
    {
        var width = head[0].Cells.Length;
        while (width > 1 && head[0].Cells[width - 1].Trim().Length == 0 && head.Skip(1).All(r => r.Cells.Length < width || r.Cells[width - 1].Trim().Length == 0))
            width--;
        return width;
    }

    private static int CommonWidth(List<SampleRow> head) =>
        head.GroupBy(r => r.Cells.Length).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;

    private static (string[] Names, bool Renamed) Names(string[] header, int width, IReadOnlyList<ColumnChoice> choices)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new string[width];
        var renamed = false;
        for (var i = 0; i < width; i++)
        {
            var given = i < header.Length ? new string([.. header[i].Trim().Where(c => !char.IsControl(c))]) : "";
            if (given.Length == 0)
                given = string.Create(CultureInfo.InvariantCulture, $"column{i + 1}");
            var name = Cut(given);
            for (var n = 2; !taken.Add(name); n++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{Cut(given)}_{n}");
                renamed = true;
            }
            names[i] = name;
        }
        // a name the user chose stays as it is; a clash is a finding of the plan
        foreach (var choice in choices.Where(c => c.Name is { Length: > 0 } && c.Index < width))
            names[choice.Index] = Cut(choice.Name!.Trim());
        return (names, renamed);
    }

    private static ColumnGuess[] Guess(IEnumerable<SampleRow> rows, int width, DecimalMark mark)
    {
        var guesses = Enumerable.Range(0, width).Select(_ => new ColumnGuess(mark)).ToArray();
        var bytes = new byte[1024];
        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++)
            {
                var cell = i < row.Cells.Length ? row.Cells[i] : "";
                var needed = cell.Length * 3;
                if (needed > bytes.Length)
                    bytes = new byte[needed];
                guesses[i].Add(bytes.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(cell, bytes)));
            }
        }
        return guesses;
    }

    private static PreviewColumn[] Columns(string[] names, ColumnGuess[] guesses, IReadOnlyList<ColumnChoice> choices)
    {
        var chosen = choices.GroupBy(c => c.Index).ToDictionary(g => g.Key, g => g.Last());
        var found = guesses.Select(g => g.Guess()).ToArray();
        var roles = RoleGuess.Guess(names, (i, role) =>
            chosen.GetValueOrDefault(i)?.Role is null
            && !choices.Any(c => c.Role == role)
            && (role.IsName() || role.Accepts(chosen.GetValueOrDefault(i)?.Type ?? found[i].Type))
            && (!role.IsName() || (chosen.GetValueOrDefault(i)?.Type ?? ColumnType.Text) == ColumnType.Text));
        var columns = new PreviewColumn[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var choice = chosen.GetValueOrDefault(i);
            var role = choice?.Role ?? roles[i];
            var type = choice?.Type ?? (role.IsName() ? ColumnType.Text : found[i].Type);
            var isDate = type is ColumnType.Date or ColumnType.DateTime;
            var format = isDate ? choice?.DateFormat ?? found[i].Format ?? guesses[i].LikelyFormat() : (DateFormat?)null;
            columns[i] = new PreviewColumn(
                i, names[i], type, format, isDate && choice?.DateFormat is null && found[i].Ambiguous, role,
                guesses[i].MissingAs(type), guesses[i].Unreadable(type, format), guesses[i].Examples);
        }
        return columns;
    }

    private static IEnumerable<Finding> Warnings(FileFormat format, FileFormatChoice choice, PreviewColumn[] columns, ColumnGuess[] guesses, List<SampleRow> rows, int width, int headerCells, bool renamed)
    {
        if (format.Encoding == TextEncoding.Latin1 && choice.Encoding is null)
            yield return new Finding("data.encoding-guessed", "", false);
        if (width == 1)
            yield return new Finding("data.one-column", "", false);
        if (CommonWidth(rows) > headerCells)
            yield return new Finding("data.header-shorter-preview", "", true, headerCells, CommonWidth(rows));
        if (renamed)
            yield return new Finding("data.names-numbered", "", false);
        var ragged = rows.Where(r => !Fits(r.Cells, width)).ToList();
        if (ragged.Count > 0)
            yield return new Finding("data.ragged-sample", "", false, ragged.Count, ragged[0].Row, width, ragged[0].Cells.Length);
        foreach (var column in columns)
        {
            if (column.DateAmbiguous)
                yield return new Finding("data.date-ambiguous", column.Name, false, column.Name, column.Examples[0]);
            if (column.Role is ColumnRole.Customer or ColumnRole.Order && guesses[column.Index].AllPointZero)
                yield return new Finding("data.point-zero", column.Name, false, column.Name, column.Examples[0]);
            if (column.Unreadable > 0)
                yield return new Finding("data.cells-unreadable", column.Name, false, column.Name, column.Unreadable);
        }
        if (columns.All(c => c.Role != ColumnRole.Customer))
            yield return new Finding("data.no-customer-yet", "", false);
        if (columns.All(c => c.Role != ColumnRole.Time))
            yield return new Finding("data.no-time-yet", "", false);
        var hasMoney = columns.Any(c => c.Role == ColumnRole.Amount)
            || (columns.Any(c => c.Role == ColumnRole.Quantity) && columns.Any(c => c.Role == ColumnRole.UnitPrice));
        if (!hasMoney)
            yield return new Finding("data.no-amount-yet", "", false);
    }

    /// <summary>Extra cells without text at the end of a row do no harm.</summary>
    internal static bool Fits(string[] cells, int width) =>
        cells.Length == width || (cells.Length > width && cells.Skip(width).All(c => c.Trim().Length == 0));

    private static string Cut(string text) => text.Length <= CharactersShown ? text : text[..CharactersShown];

    private sealed record SampleRow(long Row, string[] Cells);
}
