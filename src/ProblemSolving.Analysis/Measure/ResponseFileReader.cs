using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Analysis.Measure;

/// <summary>Reads the answers to a pilot: customer id, response (0/1, true/false, yes/no) and, if there is one, an amount.</summary>
public static class ResponseFileReader
{
    /// <summary>Joins a response file to the assignment. Nothing is stored.</summary>
    /// <param name="path">Where the upload lies.</param>
    /// <param name="fileName">The name the user gave the file, for messages only.</param>
    /// <param name="assignment">Group of every customer of the pilot.</param>
    /// <param name="columns">The user's corrections of the detected columns.</param>
    /// <exception cref="DomainRuleException">The file cannot be read, or its rows do not fit the assignment.</exception>
    public static PilotResponses Read(
        string path,
        string fileName,
        IReadOnlyDictionary<string, PilotGroup> assignment,
        FileFormatChoice format,
        IReadOnlyList<ColumnChoice> columns,
        ResponseReading reading,
        CancellationToken cancellationToken)
    {
        var control = assignment.Values.LongCount(g => g == PilotGroup.Control);
        if (control == 0)
            throw new DomainRuleException("response.control-empty", fileName);
        if (control == assignment.Count)
            throw new DomainRuleException("response.target-empty", fileName);
        var preview = FileInspector.Inspect(path, fileName, format, columns, cancellationToken);
        var places = Places(preview, fileName);
        var (rows, ignored, sha256) = ReadRows(path, fileName, preview, places, assignment, reading, cancellationToken);
        if (!reading.AcceptAllZero && rows.Values.All(r => !r.Responded))
            throw new DomainRuleException("response.all-zero", fileName, rows.Count);
        if (!reading.AcceptAbsentGroup)
        {
            foreach (var group in Enum.GetValues<PilotGroup>().Where(g => rows.Keys.All(c => assignment[c] != g)))
                throw new DomainRuleException(group == PilotGroup.Control ? "response.control-absent" : "response.target-absent", fileName, assignment.Values.LongCount(g => g == group));
        }
        var controls = Summarize(PilotGroup.Control, assignment, rows);
        var targets = Summarize(PilotGroup.Target, assignment, rows);
        var warnings = new List<Finding>();
        if (controls.Missing + targets.Missing > 0)
            warnings.Add(new Finding("response.missing-as-zero", "", false, targets.Missing, controls.Missing));
        if (ignored > 0)
            warnings.Add(new Finding("response.unknown-ignored", "", false, ignored));
        return new PilotResponses(sha256, controls, targets, places.Amount is not null, ignored, warnings);
    }

    private static (int Customer, int Response, int? Amount) Places(FilePreview preview, string fileName)
    {
        foreach (var role in new[] { ColumnRole.Customer, ColumnRole.Response, ColumnRole.Amount })
        {
            if (preview.Columns.Where(c => c.Role == role).ToList() is [var first, var second, ..])
                throw new DomainRuleException("data.role-twice", first.Name, second.Name, role.ToString());
        }
        var customer = preview.Columns.FirstOrDefault(c => c.Role == ColumnRole.Customer)
            ?? throw new DomainRuleException("response.no-customer-column", fileName);
        var response = preview.Columns.FirstOrDefault(c => c.Role == ColumnRole.Response)
            ?? Named(preview)
            ?? OnlyAnswer(preview)
            ?? throw new DomainRuleException("response.no-response-column", fileName);
        return (customer.Index, response.Index, preview.Columns.FirstOrDefault(c => c.Role == ColumnRole.Amount)?.Index);
    }

    /// <summary>A column called response is one even when a value in it is not; that value is then named.</summary>
    private static PreviewColumn? Named(FilePreview preview)
    {
        var roles = RoleGuess.Guess([.. preview.Columns.Select(c => c.Name)], (i, role) => role == ColumnRole.Response && preview.Columns[i].Role == ColumnRole.None);
        var at = Array.IndexOf(roles, ColumnRole.Response);
        return at < 0 ? null : preview.Columns[at];
    }

    /// <summary>Without a known name, the only column of zeros and ones is taken.</summary>
    private static PreviewColumn? OnlyAnswer(FilePreview preview)
    {
        var candidates = preview.Columns.Where(c => c.Role == ColumnRole.None
            && (c.Type == ColumnType.Boolean || (c.Type == ColumnType.Integer && c.Examples.All(e => e is "0" or "1")))).ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private static (Dictionary<string, Answer> Rows, long Ignored, string Sha256) ReadRows(
        string path,
        string fileName,
        FilePreview preview,
        (int Customer, int Response, int? Amount) places,
        IReadOnlyDictionary<string, PilotGroup> assignment,
        ResponseReading reading,
        CancellationToken cancellationToken)
    {
        using var source = new Utf8Source(UploadedFile.Of(path, fileName, preview.Format, preview.Columns.Count, null), preview.Format.Encoding, hashOriginal: true, cancellationToken);
        var scanner = new RecordScanner(source, fileName, preview.Format);
        var rows = new Dictionary<string, Answer>(StringComparer.Ordinal);
        (long Row, string Id, long Count) unknown = (0, "", 0);
        (long Row, string Id, long FirstRow, long Count) twice = (0, "", 0, 0);
        var needed = Math.Max(places.Customer, Math.Max(places.Response, places.Amount ?? 0)) + 1;
        var header = preview.Format.HasHeader;
        var headerCells = preview.Columns.Count;
        while (scanner.Read())
        {
            if (scanner.IsBlank)
                continue;
            if (header)
            {
                header = false;
                headerCells = scanner.CellCount;
                continue;
            }
            if ((scanner.Row & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (scanner.CellCount < needed || HasMore(scanner, preview.Columns.Count, headerCells))
                throw DataRefusal.Ragged(fileName, scanner.Row, preview.Columns.Count, scanner.CellCount, 1);
            var id = Known(scanner.Text(places.Customer).Trim(), assignment, fileName, scanner.Row);
            if (id.Length == 0)
                throw new DomainRuleException("response.no-id", fileName, scanner.Row);
            if (!assignment.ContainsKey(id))
            {
                unknown = unknown.Count == 0 ? (scanner.Row, id, 1) : unknown with { Count = unknown.Count + 1 };
                continue;
            }
            var answer = new Answer(scanner.Row, Responded(scanner, places.Response, preview, fileName), Amount(scanner, places.Amount, preview, fileName));
            if (!rows.TryAdd(id, answer))
                twice = twice.Count == 0 ? (scanner.Row, id, rows[id].Row, 1) : twice with { Count = twice.Count + 1 };
        }
        if (twice.Count > 0)
            throw new DomainRuleException("response.id-twice", fileName, twice.Row, twice.Id, twice.FirstRow, twice.Count);
        if (unknown.Count > 0 && !reading.IgnoreUnknown)
            throw new DomainRuleException("response.unknown-id", fileName, unknown.Row, unknown.Id, unknown.Count);
        if (rows.Count == 0)
            throw unknown.Count > 0 ? new DomainRuleException("response.unknown-id", fileName, unknown.Row, unknown.Id, unknown.Count) : DataRefusal.NoRows(fileName);
        return (rows, unknown.Count, source.OriginalSha256());
    }

    /// <summary>A cell more may be a delimiter too many further left, with all values after it one column off; only an empty one that the header has too is harmless.</summary>
    private static bool HasMore(RecordScanner scanner, int width, int headerCells)
    {
        for (var i = width; i < scanner.CellCount; i++)
        {
            if (scanner.CellCount != headerCells || !CellReader.Trim(scanner.Cell(i)).IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>
    /// The assigned id that is meant. Ids come back as decimals (17850.0) or behind the apostrophe that kept a spreadsheet
    /// from taking them for a formula (<c>'=A1</c>); what was not assigned comes back as it is.
    /// </summary>
    /// <exception cref="DomainRuleException">The apostrophe may be the list's or the id's own, and both were assigned.</exception>
    private static string Known(string id, IReadOnlyDictionary<string, PilotGroup> assignment, string fileName, long row)
    {
        var bare = FormulaText.IsMarked(id) ? Assigned(id[1..], assignment) : null;
        var exact = Assigned(id, assignment);
        if (exact is not null && bare is not null)
            throw new DomainRuleException("response.id-apostrophe", fileName, row, id, bare, "'" + id);
        return exact ?? bare ?? id;
    }

    private static string? Assigned(string id, IReadOnlyDictionary<string, PilotGroup> assignment) =>
        assignment.ContainsKey(id) ? id : id.EndsWith(".0", StringComparison.Ordinal) && assignment.ContainsKey(id[..^2]) ? id[..^2] : null;

    private static bool Responded(RecordScanner scanner, int column, FilePreview preview, string fileName)
    {
        var cell = CellReader.Trim(scanner.Cell(column));
        if (cell.SequenceEqual("1"u8) || cell.SequenceEqual("1.0"u8))
            return true;
        if (cell.SequenceEqual("0"u8) || cell.SequenceEqual("0.0"u8))
            return false;
        if (CellReader.TryBoolean(cell, out var value))
            return value;
        throw new DomainRuleException("response.bad-answer", fileName, scanner.Row, preview.Columns[column].Name, ColumnWriter.Shorten(cell));
    }

    private static decimal Amount(RecordScanner scanner, int? column, FilePreview preview, string fileName)
    {
        if (column is not { } place)
            return 0;
        var cell = CellReader.Trim(scanner.Cell(place));
        if (CellReader.IsMissing(cell))
            return 0;
        Span<byte> digits = stackalloc byte[CellReader.MaximumDigits + 3];
        if (CellReader.TryDecimal(cell, preview.Format.DecimalMark, digits, out var shape)
            && decimal.TryParse(digits[..shape.Length], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
            return amount;
        throw new DomainRuleException("response.bad-amount", fileName, scanner.Row, preview.Columns[place].Name, ColumnWriter.Shorten(cell));
    }

    private static GroupResponses Summarize(PilotGroup group, IReadOnlyDictionary<string, PilotGroup> assignment, Dictionary<string, Answer> rows)
    {
        var customers = assignment.Where(a => a.Value == group).Select(a => a.Key).Order(StringComparer.Ordinal).ToArray();
        var amounts = customers.Select(c => rows.GetValueOrDefault(c)?.Amount ?? 0).ToArray();
        var answers = customers.Select(c => rows.GetValueOrDefault(c)?.Responded == true ? 1.0 : 0.0).ToArray();
        return new GroupResponses(
            group, customers.Length, customers.LongCount(c => !rows.ContainsKey(c)), answers.LongCount(a => a > 0), amounts.Sum(),
            Summary(answers), Summary([.. amounts.Select(a => (double)a)]));
    }

    private static GroupSummary Summary(double[] values) =>
        values.Length < 2 ? new GroupSummary(values.Length, values[0], 0) : WelchTTest.Summarize(values);

    private sealed record Answer(long Row, bool Responded, decimal Amount);
}
