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

    /// <summary>The same for files that need no query engine: text, packed or not, and workbooks.</summary>
    public static FilePreview Inspect(string path, string fileName, FileFormatChoice format, IReadOnlyList<ColumnChoice> columns, CancellationToken cancellationToken) =>
        Inspect(path, fileName, format, columns, null, null, cancellationToken);

    /// <summary>The same where no day is too late.</summary>
    public static FilePreview Inspect(string path, string fileName, FileFormatChoice format, IReadOnlyList<ColumnChoice> columns, AnalysisSettings? settings, CancellationToken cancellationToken) =>
        Inspect(path, fileName, format, columns, settings, null, cancellationToken);

    /// <summary>Detects format, columns and roles from the head of the file; what the user chose stands over every guess.</summary>
    /// <param name="path">Where the upload lies, a path of the program's own making.</param>
    /// <param name="fileName">The name the user gave the file, for messages only.</param>
    /// <param name="settings">What the query engine may use, which reads Parquet; null refuses such files.</param>
    /// <param name="today">In the project's time zone: purchases after it are told; null tells of none.</param>
    /// <exception cref="DomainRuleException">The file is empty, holds no table, or is broken in the part that was looked at.</exception>
    public static FilePreview Inspect(string path, string fileName, FileFormatChoice format, IReadOnlyList<ColumnChoice> columns, AnalysisSettings? settings, DateOnly? today, CancellationToken cancellationToken)
    {
        var file = UploadedFile.Recognize(path, fileName, settings);
        IReadOnlyList<string> sheets = [];
        if (file.Kind == FileKind.Xlsx)
        {
            using var book = Workbook.Open(path, fileName, settings?.Unpack ?? UnpackLimits.Default);
            sheets = book.Sheets;
            file = file with { Sheet = book.Find(format.Sheet) };
        }

        var questions = new List<FileQuestion>();
        var shape = Shape(file, format, questions, cancellationToken);
        var (head, whole) = ReadHead(file, shape, cancellationToken);
        if (format.SkippedLines is null && file.Kind != FileKind.Parquet && shape.SkippedLines == 0 && TitleLines.Count([.. head.Take(200).Select(r => r.Cells)]) is > 0 and var titles)
        {
            // rows are counted as records, lines by their breaks
            shape = shape with { SkippedLines = (int)head[titles].Row - 1 + head.Take(titles).Sum(r => r.Cells.Sum(c => c.Count(ch => ch == '\n'))) };
            (head, whole) = ReadHead(file, shape, cancellationToken);
        }

        if (head.Count == 0)
            throw DataRefusal.EmptyFile(fileName);
        var hasHeader = file.Kind == FileKind.Parquet || (format.HasHeader ?? HeaderGuess.HasHeader([.. head.Take(50).Select(r => r.Cells)]));
        if (hasHeader && head.Count == 1)
            throw DataRefusal.NoRows(fileName);
        var rows = head.Skip(hasHeader ? 1 : 0).ToList();
        // a sheet does not store empty cells at the end of a row
        var width = hasHeader ? WidthOfHeader(head) : file.Kind == FileKind.Xlsx ? rows.Max(r => r.Cells.Length) : CommonWidth(head);
        if (file.Kind == FileKind.Xlsx)
            rows = [.. rows.Select(r => r.Cells.Length < width ? r with { Cells = [.. r.Cells, .. Enumerable.Repeat("", width - r.Cells.Length)] } : r)];
        var (names, renamed) = Names(hasHeader ? head[0].Cells : [], width, columns);
        var (mark, doubt) = DecimalGuess.Guess([.. rows.Select(r => r.Cells)], width, shape);
        if (file.Kind == FileKind.Parquet)
            doubt = null;
        shape = shape with { HasHeader = hasHeader, DecimalMark = format.DecimalMark ?? mark };
        if (doubt is { } place && format.DecimalMark is null)
            questions.Add(new FileQuestion(FileQuestion.Decimal, new Finding("data.ask.decimal", names[place.Column], true, names[place.Column], place.Text)));

        var headerCells = hasHeader ? Math.Max(head[0].Cells.Length, width) : width;
        // a row with a wrong number of cells counts as one place; its cells, one column off, would count again
        var fitting = rows.Where(r => r.Broken is null && Fits(r.Cells, width, headerCells)).ToList();
        var guesses = Guess(fitting.Count > 0 ? fitting : rows, width, shape.DecimalMark);
        var preview = Columns(names, guesses, columns);
        questions.AddRange(preview.Where(c => c.DateAmbiguous).Select(c => new FileQuestion(FileQuestion.Date(c.Index), new Finding("data.date-ambiguous", c.Name, true, c.Name, c.Examples[0]))));
        return new FilePreview(
            fileName,
            new FileInfo(path).Length,
            shape,
            preview,
            [.. rows.Take(RowsShown).Select(r => (IReadOnlyList<string>)[.. r.Cells.Select(Cut)])],
            rows.Count,
            whole,
            [.. Warnings(shape, format, preview, guesses, rows, width, headerCells, whole, renamed), .. Days(preview, fitting, today, whole)])
        {
            OneRowPerCustomer = IsUnique(preview, rows),
            Repeats = Repeats(preview, fitting),
            RaggedRows = rows.Count - fitting.Count,
            RuleCells = whole ? PurchaseRuleGuess.CellsOf(preview, fitting.Select(r => r.Cells), shape.DecimalMark) : [],
            SuggestedRules = PurchaseRuleGuess.Guess(preview, rows.Select(r => r.Cells)),
            Sheets = sheets,
            Questions = questions,
            Answered = [.. Answers(format, columns)],
        };
    }

    // A few customers who happen to differ prove nothing.
    private static bool IsUnique(PreviewColumn[] columns, List<SampleRow> rows)
    {
        const int fewest = 5;
        if (Array.Find(columns, c => c.Role == ColumnRole.Customer) is not { Index: var at } || rows.Count < fewest)
            return false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return rows.TrueForAll(r => at < r.Cells.Length && r.Cells[at].Trim() is { Length: > 0 } id && seen.Add(id));
    }

    private static CustomerRepeats? Repeats(PreviewColumn[] columns, List<SampleRow> rows)
    {
        if (Array.Find(columns, c => c.Role == ColumnRole.Customer) is not { Index: var at })
            return null;
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var differing = new HashSet<string>(StringComparer.Ordinal);
        var (again, first) = (0, 0L);
        foreach (var row in rows)
        {
            var id = row.Cells[at].Trim();
            if (id.Length == 0)
                continue;
            var all = string.Join('\u001f', row.Cells.Take(columns.Length).Select(c => c.Trim()));
            if (seen.TryAdd(id, all))
                continue;
            again++;
            if (seen[id] == all)
                continue;
            differing.Add(id);
            if (first == 0)
                first = row.Row;
        }

        return again == 0 ? null : new CustomerRepeats(again, differing.Count, first);
    }

    /// <summary>What a person chose among the things that a file may leave open.</summary>
    private static IEnumerable<string> Answers(FileFormatChoice format, IReadOnlyList<ColumnChoice> columns)
    {
        if (format.Encoding is not null)
            yield return FileQuestion.Encoding;
        if (format.DecimalMark is not null)
            yield return FileQuestion.Decimal;
        foreach (var column in columns.Where(c => c.DateFormat is not null))
            yield return FileQuestion.Date(column.Index);
    }

    /// <summary>How the characters of the file become rows. Workbooks and Parquet are written as plain CSV by their readers, so nothing is left to find.</summary>
    private static FileFormat Shape(UploadedFile file, FileFormatChoice choice, List<FileQuestion> questions, CancellationToken cancellationToken)
    {
        var plain = new FileFormat(TextEncoding.Utf8, false, FieldDelimiter.Comma, QuoteMark.Double, HasHeader: false, DecimalMark.Point) { Kind = file.Kind };
        if (file.Kind == FileKind.Parquet)
            return plain;
        plain = plain with { SkippedLines = choice.SkippedLines ?? 0 };
        if (file.Kind == FileKind.Xlsx)
            return plain with { Sheet = file.Sheet };
        var (encoding, marked, doubtful) = FindEncoding(file, choice, cancellationToken);
        if (doubtful)
            questions.Add(new FileQuestion(FileQuestion.Encoding, new Finding(encoding == TextEncoding.Latin1 ? "data.ask.encoding-none" : "data.ask.encoding", "", true, encoding.ToString())));
        plain = plain with { Encoding = encoding, HasByteOrderMark = marked };
        var beginning = Beginning(file, encoding);
        var named = choice.Delimiter is null ? TitleLines.Separator(beginning) : null;
        if (named is not null && choice.SkippedLines is null)
            plain = plain with { SkippedLines = 1 };
        plain = plain with { Comment = choice.Comment ?? TitleLines.Comment(beginning) };
        var (delimiter, quote) = FormatDetector.Detect(file, plain, named is null ? choice : choice with { Delimiter = named });
        return plain with { Delimiter = delimiter, Quote = quote };
    }

    private static (TextEncoding Encoding, bool Marked, bool Doubtful) FindEncoding(UploadedFile file, FileFormatChoice format, CancellationToken cancellationToken)
    {
        Stream Open() => file.Open(cancellationToken).Text;
        var buffer = new byte[4096];
        Span<byte> head;
        using (var text = Open())
            head = buffer.AsSpan(0, text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        var mark = Encodings.ByteOrderMark(head).Encoding;
        // what is packed may be no text either
        if (mark is null && KnownKinds.Find(head) is { } kind)
            throw DataRefusal.NotText(file.Name, kind);
        if (head.IsEmpty)
            throw DataRefusal.EmptyFile(file.Name);
        var (encoding, doubtful) = format.Encoding is { } chosen ? (chosen, false) : Encodings.Detect(Open, cancellationToken);
        return (encoding, mark == encoding, doubtful);
    }

    /// <summary>The first characters, for a look at whole lines.</summary>
    private static string Beginning(UploadedFile file, TextEncoding encoding)
    {
        using var source = new Utf8Source(file, encoding, hashOriginal: false);
        var bytes = new byte[64 * 1024];
        var length = 0;
        for (int read; length < bytes.Length && (read = source.Read(bytes.AsSpan(length))) > 0;)
            length += read;
        return System.Text.Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static (List<SampleRow> Rows, bool Whole) ReadHead(UploadedFile file, FileFormat format, CancellationToken cancellationToken)
    {
        using var source = new Utf8Source(file with { SkippedRows = format.SkippedLines }, format.Encoding, hashOriginal: false, cancellationToken);
        var scanner = new RecordScanner(source, file.Name, format, goesOn: true);
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
            var bareQuote = false;
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = scanner.Text(i);
                characters += cells[i].Length;
                bareQuote |= format.Quote == QuoteMark.Double && cells[i].Contains('"', StringComparison.Ordinal) && !scanner.WasQuoted(i);
            }
            rows.Add(new SampleRow(scanner.Row, cells, bareQuote && scanner.Broken is null, scanner.Broken));
        }
        return (rows, true);
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
        (head.Exists(r => r.Broken is null) ? head.Where(r => r.Broken is null) : head).GroupBy(r => r.Cells.Length).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;

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
                guesses[i].Add(bytes.AsSpan(0, System.Text.Encoding.UTF8.GetBytes(cell, bytes)), row.Row);
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
                guesses[i].MissingAs(type), guesses[i].Unreadable(type, format), guesses[i].Examples) { Currencies = guesses[i].Currencies };
        }
        return columns;
    }

    private static IEnumerable<Finding> Warnings(FileFormat format, FileFormatChoice choice, PreviewColumn[] columns, ColumnGuess[] guesses, List<SampleRow> rows, int width, int headerCells, bool whole, bool renamed)
    {
        if (format.SkippedLines > 0 && choice.SkippedLines is null)
            yield return new Finding("data.titles-skipped", "", false, format.SkippedLines);
        if (format.Comment != CommentMark.None && choice.Comment is null)
            yield return new Finding("data.comments-skipped", "", false, format.Comment.ToString());
        if (width == 1)
            yield return new Finding("data.one-column", "", false);
        if (format.HasHeader && CommonWidth(rows) > headerCells)
            yield return new Finding("data.header-shorter-preview", "", true, headerCells, CommonWidth(rows));
        if (renamed)
            yield return new Finding("data.names-numbered", "", false);
        var bare = rows.Where(r => r.BareQuote).ToList();
        if (bare.Count > 0)
            yield return new Finding("data.quote-inside", "", false, bare.Count, bare[0].Row);
        if (format.Kind is FileKind.Text or FileKind.GZip)
        {
            if (format.Quote == QuoteMark.Single && choice.Quote is null)
                yield return new Finding("data.quote-single", "", false);
            else if (format.Quote != QuoteMark.Single && rows.Where(r => r.Cells.Any(c => c.Length > 1 && c[0] == '\'' && c[^1] == '\'')).ToList() is [var apostrophes, ..] wrapped)
                yield return new Finding("data.quote-single-kept", "", false, wrapped.Count, apostrophes.Row);
            if (rows.Where(r => r.Cells.Any(HasEscape)).ToList() is [var escape, ..] escapes)
                yield return new Finding("data.backslash", "", false, escapes.Count, escape.Row);
        }

        var broken = rows.Where(r => r.Broken is not null).ToList();
        if (broken.Count > 0)
            yield return new Finding("data.quote-broken", "", false, broken.Count, broken[0].Row);
        var ragged = rows.Where(r => r.Broken is null && !Fits(r.Cells, width, headerCells)).ToList();
        if (ragged.Count > 0)
            yield return new Finding("data.ragged-sample", "", false, ragged.Count, ragged[0].Row, width, ragged[0].Cells.Length);
        foreach (var column in columns)
        {
            if (PersonalGuess.Find(column, rows.Where(r => column.Index < r.Cells.Length).Select(r => r.Cells[column.Index])) is { } personal)
                yield return personal;
            if (column.Role is ColumnRole.Customer or ColumnRole.Order && guesses[column.Index].AllPointZero)
                yield return new Finding("data.point-zero", column.Name, false, column.Name, column.Examples[0]);
            if (guesses[column.Index].MissingWords(column.Name, column.Type) is { } words)
                yield return words;
            if (column.Unreadable > 0)
                yield return new Finding(whole ? "data.cells-unreadable" : "data.cells-unreadable-sample", column.Name, false, column.Name, column.Unreadable);
            if (column.Type is ColumnType.Date or ColumnType.DateTime && guesses[column.Index].Offsets is var offsets && offsets.Any(o => o.Length > 0))
                yield return new Finding(offsets.Count == 1 ? "data.offset-dropped" : "data.offsets-differ", column.Name, false, column.Name, string.Join(", ", offsets.Select(o => o.Length == 0 ? "–" : o)));
        }
        if (columns.All(c => c.Role != ColumnRole.Customer))
            yield return new Finding("data.no-customer-yet", "", false);
        if (columns.All(c => c.Role != ColumnRole.Time))
            yield return MostlyDays(columns, rows) ?? new Finding("data.no-time-yet", "", false);
        var hasMoney = columns.Any(c => c.Role == ColumnRole.Amount)
            || (columns.Any(c => c.Role == ColumnRole.Quantity) && columns.Any(c => c.Role == ColumnRole.UnitPrice));
        if (columns.All(c => c.Role != ColumnRole.Order) && columns.Any(c => c.Role == ColumnRole.Customer) && columns.Any(c => c.Role == ColumnRole.Time))
            yield return new Finding("data.no-order-yet", "", false);
        if (!hasMoney)
            yield return new Finding("data.no-amount-yet", "", false);
    }

    // A column is taken as days only when all of its cells are; where most are, it is rather the time with some cells to be mended than none.
    private static Finding? MostlyDays(PreviewColumn[] columns, List<SampleRow> rows)
    {
        foreach (var column in columns.Where(c => c is { Type: ColumnType.Text, Role: ColumnRole.None }))
        {
            var cells = rows.Where(r => column.Index < r.Cells.Length && r.Cells[column.Index].Length > 0).Select(r => r.Cells[column.Index]).ToList();
            var none = Enum.GetValues<DateFormat>()
                .Select(format => cells.Where(c => !CellReader.TryDate(CellReader.Trim(System.Text.Encoding.UTF8.GetBytes(c)), format, out _, out _)).ToList())
                .MinBy(others => others.Count)!;
            if (none.Count > 0 && none.Count * 2 < cells.Count)
                return new Finding("data.mostly-days-yet", column.Name, false, column.Name, cells.Count - none.Count, cells.Count, none[0]);
        }

        return null;
    }

    private static IEnumerable<Finding> Days(PreviewColumn[] columns, List<SampleRow> rows, DateOnly? today, bool whole)
    {
        if (Array.Find(columns, c => c is { Role: ColumnRole.Time, DateFormat: not null }) is not { } time)
            return [];
        var days = new DayGuard(today);
        foreach (var row in rows)
        {
            if (CellReader.TryDate(CellReader.Trim(System.Text.Encoding.UTF8.GetBytes(row.Cells[time.Index])), time.DateFormat!.Value, out var moment, out _))
                days.Add(moment, row.Row);
        }

        return days.Findings(time.Name, sample: !whole);
    }

    // A backslash before a quote, at the end of a cell or as \N: some databases write files so, and mean something else by it than what stands there.
    private static bool HasEscape(string cell) => cell == "\\N" || cell.EndsWith('\\') || cell.Contains("\\\"", StringComparison.Ordinal) || cell.Contains("\\'", StringComparison.Ordinal);

    /// <summary>Extra cells without text at the end of a row do no harm where the header has them too.</summary>
    private static bool Fits(string[] cells, int width, int headerCells) =>
        cells.Length == width || (cells.Length > width && cells.Length == headerCells && cells.Skip(width).All(c => c.Trim().Length == 0));

    private static string Cut(string text) => text.Length <= CharactersShown ? text : text[..CharactersShown];

    /// <param name="BareQuote">A quote stands inside a cell that is not in quotes.</param>
    /// <param name="Broken">Why its quotes cannot be read; its cells are then a guess.</param>
    private sealed record SampleRow(long Row, string[] Cells, bool BareQuote, Domain.DomainRuleException? Broken);
}
