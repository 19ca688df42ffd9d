using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Turns an uploaded text file into a Parquet table. Our own reader checks every cell and knows its row;
/// the query engine only packs the checked values. Stored columns are called <c>r</c> (number of the row, from 1) and <c>c0</c>, <c>c1</c>, …
/// </summary>
public static class ParquetImporter
{
    /// <summary>The same without a list of what does not fit beyond its first places.</summary>
    public static ImportedTable Import(
        string sourcePath, string fileName, ImportPlan plan, string targetPath, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        using var faults = new FaultLog(null);
        return Import(sourcePath, fileName, plan, targetPath, settings, faults, null, progress, cancellationToken);
    }

    /// <summary>The same for the head of a file, in which nothing stops: to be looked at, never to be kept.</summary>
    internal static ImportedTable ImportHead(string sourcePath, string fileName, ImportPlan plan, string targetPath, AnalysisSettings settings, byte[]? pseudonymKey, ImportHead head, CancellationToken cancellationToken)
    {
        using var faults = new FaultLog(null);
        return Import(sourcePath, fileName, plan with { SkipRaggedRows = true, MaximumFaultShare = 1, Currency = null, Today = null }, targetPath, settings, faults, pseudonymKey, null, head, cancellationToken);
    }

    /// <summary>Imports a file. On any failure the target does not exist afterwards.</summary>
    /// <param name="sourcePath">Where the upload lies.</param>
    /// <param name="fileName">The name the user gave the file, for messages only.</param>
    /// <param name="targetPath">Parquet file to write, whole or not at all; one that an earlier try left is replaced. Its directory must exist.</param>
    /// <param name="pseudonymKey">Key for personal columns; needed when the plan has some.</param>
    /// <param name="faults">Takes every place that does not fit, also when the file is then refused for them.</param>
    /// <exception cref="DomainRuleException">The plan or the file cannot be used; see <see cref="DataRefusal"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImportedTable Import(
        string sourcePath,
        string fileName,
        ImportPlan plan,
        string targetPath,
        AnalysisSettings settings,
        FaultLog faults,
        byte[]? pseudonymKey,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken) =>
        Import(sourcePath, fileName, plan, targetPath, settings, faults, pseudonymKey, progress, null, cancellationToken);

    private static ImportedTable Import(
        string sourcePath,
        string fileName,
        ImportPlan plan,
        string targetPath,
        AnalysisSettings settings,
        FaultLog faults,
        byte[]? pseudonymKey,
        IProgress<StageProgress>? progress,
        ImportHead? head,
        CancellationToken cancellationToken)
    {
        if (plan.Check() is [var finding, ..])
            throw DataRefusal.From(finding);
        if (new FileInfo(sourcePath).Length == 0)
            throw DataRefusal.EmptyFile(fileName);
        Directory.CreateDirectory(settings.TempDirectory);
        var canonical = Path.Combine(settings.TempDirectory, $"import-{Guid.NewGuid():N}.csv");
        File.Delete(targetPath);
        try
        {
            var read = ReadAll(UploadedFile.Of(sourcePath, fileName, plan.Format, plan.Columns.Count, settings), plan, canonical, faults, pseudonymKey, progress, head, cancellationToken);
            var table = Pulse.Run(progress, new StageProgress("stage.import.store", 0.7), token => WholeFile.Write(targetPath, path =>
            {
                var (firstDay, lastDay) = Store(canonical, path, read, settings, token);
                token.ThrowIfCancellationRequested();
                return Describe(read, path) with { FirstDay = firstDay, LastDay = lastDay };
            }), cancellationToken);
            progress?.Report(new StageProgress("stage.import.store", 1));
            return table;
        }
        finally
        {
            File.Delete(canonical);
        }
    }

    private static ReadOutcome ReadAll(UploadedFile file, ImportPlan plan, string canonical, FaultLog faults, byte[]? pseudonymKey, IProgress<StageProgress>? progress, ImportHead? head, CancellationToken cancellationToken)
    {
        var columns = plan.Columns.Select(c => new ColumnWriter(c, plan.Format.DecimalMark, c.Pseudonymised ? pseudonymKey ?? throw new ArgumentNullException(nameof(pseudonymKey)) : null, plan.Currency, plan.Today)).ToArray();
        var personal = plan.Columns.Any(c => c.Pseudonymised);
        var fileName = file.Name;
        using var source = new Utf8Source(file, plan.Format.Encoding, hashOriginal: head is null, cancellationToken);
        using var target = new CanonicalWriter(canonical);
        target.HashOnly(Encoding.UTF8.GetBytes(string.Join('\n', plan.Columns.Select(c => $"{c.Name.Length}:{c.Name}:{c.Type}")) + "\n\n"));
        var scanner = new RecordScanner(source, fileName, plan.Format, goesOn: true);
        var outcome = new ReadOutcome(columns, faults);
        var header = plan.Format.HasHeader;
        Span<byte> number = stackalloc byte[20];
        while (scanner.Read())
        {
            if (scanner.IsBlank)
            {
                outcome.BlankRows++;
                continue;
            }
            outcome.FirstBroken ??= scanner.Broken;
            if (header)
            {
                header = false;
                outcome.HeaderCells = scanner.CellCount;
                if (!EndsEmpty(scanner, columns.Length))
                    throw DataRefusal.ColumnCount(fileName, columns.Length, scanner.CellCount);
                continue;
            }
            if (head is not null && (outcome.Rows >= head.MostRows || source.BytesRead > head.MostBytes))
            {
                head.WasCut = true;
                break;
            }

            var endsEmpty = EndsEmpty(scanner, columns.Length);
            if (endsEmpty && scanner.Broken is null)
                outcome.Longer(scanner.CellCount);
            // An empty cell more may be a delimiter too many further left, with all values after it one column off:
            // only where the header ends the same way is it harmless.
            if (scanner.Broken is not null || !endsEmpty || (scanner.CellCount != columns.Length && scanner.CellCount != outcome.HeaderCells))
            {
                outcome.Ragged(scanner, personal);
                continue;
            }
            if ((++outcome.Rows & 0x3FFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new StageProgress("stage.import.read", 0.7 * source.BytesRead / Math.Max(1, source.FileLength)));
            }
            Utf8Formatter.TryFormat(outcome.Rows, number, out var digits);
            target.Plain(number[..digits]);
            for (var i = 0; i < columns.Length; i++)
            {
                target.Separator();
                if (columns[i].Write(scanner.Cell(i), scanner.Row, target) is { } fault)
                    faults.Add(fault);
            }
            target.EndRow();
        }
        if (!plan.SkipRaggedRows && outcome.FirstBroken is { } first)
            throw first;
        if (plan.Format.HasHeader && outcome.LongerRows * 2 > outcome.Rows + outcome.RaggedRows)
            throw DataRefusal.HeaderShorter(fileName, columns.Length, outcome.LongestRow);
        if (outcome.RaggedRows > 0 && !plan.SkipRaggedRows)
            throw DataRefusal.Ragged(fileName, outcome.FirstRagged.Row, columns.Length, outcome.FirstRagged.Cells, outcome.RaggedRows, columns.Sum(c => c.Unreadable));
        if (outcome.Rows == 0)
            throw DataRefusal.NoRows(fileName);
        foreach (var column in columns.Where(c => c.Unreadable > plan.MaximumFaultShare * c.Filled))
            throw DataRefusal.Unreadable(fileName, column.FirstFault!.Row, column.Plan.Name, column.FirstFault.Text, column.Unreadable, column.Plan.Type, columns.Sum(c => c.Unreadable) - column.Unreadable);
        foreach (var column in columns)
        {
            if (column.OtherCurrency is { } other)
                throw DataRefusal.OtherCurrency(fileName, other.Row, column.Plan.Name, other.Text, other.Code, plan.Currency!);
        }

        target.HashOnly(Encoding.UTF8.GetBytes(string.Join(',', columns.Select(c => c.StripsPointZero ? "1" : "0"))));
        outcome.ContentSha256 = target.Finish();
        outcome.OriginalSha256 = head is null ? source.OriginalSha256() : "";
        return outcome;
    }

    /// <summary>All cells are there, and those beyond the last column are empty.</summary>
    private static bool EndsEmpty(RecordScanner scanner, int width)
    {
        if (scanner.CellCount < width)
            return false;
        for (var i = width; i < scanner.CellCount; i++)
        {
            if (!CellReader.Trim(scanner.Cell(i)).IsEmpty)
                return false;
        }
        return true;
    }

    private static (DateOnly? FirstDay, DateOnly? LastDay) Store(string canonical, string targetPath, ReadOutcome read, AnalysisSettings settings, CancellationToken cancellationToken)
    {
        using var duck = new DuckSession(settings, [canonical, targetPath], cancellationToken);
        var names = Enumerable.Range(0, read.Columns.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}")).ToArray();
        var types = string.Join(", ", read.Columns.Select((c, i) => $"'{names[i]}': '{c.SqlType}'"));
        var values = string.Join(", ", read.Columns.Select((c, i) => c.StripsPointZero ? $"left({names[i]}, length({names[i]}) - 2) AS {names[i]}" : names[i]));
        var written = duck.Execute(
            $"""
            COPY (SELECT r, {values} FROM read_csv({Sql.Text(canonical)}, auto_detect=false, header=false, delim=',', quote='"', escape='"',
                new_line='\n', max_line_size=4194304, columns={"{"}'r': 'BIGINT', {types}{"}"}))
            TO {Sql.Text(targetPath)} (FORMAT parquet, USE_TMP_FILE false)
            """);
        if (written != read.Rows)
            throw new InvalidOperationException($"{written} rows were stored of {read.Rows} read.");
        var time = Array.FindIndex(read.Columns, c => c.Plan.Role == ColumnRole.Time && c.Plan.Type is ColumnType.Date or ColumnType.DateTime);
        return time < 0 ? (null, null) : duck.One($"SELECT min({names[time]})::DATE, max({names[time]})::DATE FROM read_parquet({Sql.Text(targetPath)})", r => (Day(r, 0), Day(r, 1)));
    }

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static ImportedTable Describe(ReadOutcome read, string targetPath)
    {
        using var file = File.OpenRead(targetPath);
        var warnings = new List<Finding>();
        foreach (var column in read.Columns)
        {
            if (column.StripsPointZero)
                warnings.Add(new Finding("data.point-zero-removed", column.Plan.Name, false, column.Plan.Name));
            if (column.MissingTexts.Of(column.Plan.Name) is { } words)
                warnings.Add(words);
            if (column.Unreadable > 0)
                warnings.Add(new Finding("data.cells-missing", column.Plan.Name, false, column.Plan.Name, column.Unreadable, column.FirstFault!.Row, column.FirstFault.Text));
            warnings.AddRange(column.Days);
            if (column.Inexact)
                warnings.Add(new Finding("data.too-many-digits", column.Plan.Name, false, column.Plan.Name));
        }
        if (read.RaggedRows > 0)
            warnings.Add(new Finding("data.ragged-left-out", "", false, read.RaggedRows, read.FirstRagged.Row));
        return new ImportedTable(
            read.OriginalSha256,
            read.ContentSha256,
            Convert.ToHexStringLower(SHA256.HashData(file)),
            read.Rows,
            read.BlankRows,
            read.RaggedRows,
            [.. read.Columns.Select((c, i) => new TableColumn(i, c.Plan.Name, c.Plan.Type, c.Plan.Role, c.Missing + c.Unreadable) { Pseudonymised = c.Plan.Pseudonymised })],
            read.Faults.First,
            read.Faults.Count,
            warnings);
    }

    private sealed class ReadOutcome(ColumnWriter[] columns, FaultLog faults)
    {
        public ColumnWriter[] Columns => columns;

        public FaultLog Faults => faults;

        public long Rows { get; set; }

        public long BlankRows { get; set; }

        /// <summary>Why the first row with a broken quote cannot be read.</summary>
        public DomainRuleException? FirstBroken { get; set; }

        public long RaggedRows { get; private set; }

        public (long Row, int Cells) FirstRagged { get; private set; }

        public string ContentSha256 { get; set; } = "";

        public string OriginalSha256 { get; set; } = "";

        /// <summary>Rows with more cells than the header, the extra ones empty.</summary>
        public long LongerRows { get; private set; }

        public int LongestRow { get; private set; }

        public int HeaderCells { get; set; } = int.MaxValue;

        public void Longer(int cells)
        {
            if (cells <= HeaderCells)
                return;
            LongerRows++;
            LongestRow = Math.Max(LongestRow, cells);
        }

        /// <param name="hidden">The row may show what is stored as a pseudonym only.</param>
        public void Ragged(RecordScanner scanner, bool hidden)
        {
            if (RaggedRows++ == 0)
                FirstRagged = (scanner.Row, scanner.CellCount);
            faults.Add(new ImportFault(scanner.Row, "", hidden ? "" : ColumnWriter.Shorten(scanner.Cell(0)), scanner.Broken is null ? "data.fault.ragged" : "data.fault.quote"));
        }
    }
}
