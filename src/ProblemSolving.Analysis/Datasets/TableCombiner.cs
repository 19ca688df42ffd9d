using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Puts a new table behind an earlier one, columns matched by name, and joins attributes by customer. It happens once, at import: the
/// result is one table like any other, so that no analysis has to know of it and a run rests on exactly what it saw.
/// </summary>
internal static class TableCombiner
{
    private const string JoinedCode = "data.attributes.joined";
    private const string TakenCode = "data.attributes.taken";

    /// <summary>The tables are known to go together as far as <see cref="ImportPlan.CheckBeside"/> tells.</summary>
    /// <exception cref="DomainRuleException">A column with a role cannot hold both tables.</exception>
    public static ImportedTable Combine(StoredTable added, StoredTable? before, StoredTable? attributes, string targetPath, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        // what was said of attributes that go now is no longer true
        var warnings = new List<Finding>(added.Table.Warnings.Where(w => attributes is null || w.Code is not (JoinedCode or TakenCode)));
        var columns = Match(added.Table, before?.Table, attributes is not null, warnings);
        var joined = attributes is null ? [] : Joined(columns, attributes.Table);
        string[] files = [added.ParquetPath, .. before is null ? Array.Empty<string>() : [before.ParquetPath], .. attributes is null ? Array.Empty<string>() : [attributes.ParquetPath]];
        return Pulse.Run(progress, new StageProgress("stage.import.combine", 0.9), token => WholeFile.Write(targetPath, path =>
        {
            using var duck = new DuckSession(settings, [.. files, path], token);
            var rows = Rows(duck, added, before, columns);
            if (before is not null)
                Say(duck, added, before, columns, warnings);
            if (added.Table.CustomerAttributes)
                rows = OneRowEach(duck, rows, columns, warnings);
            if (attributes is not null)
                rows = Join(duck, rows, columns, joined, attributes, warnings);
            duck.Execute($"COPY ({rows}) TO {Sql.Text(path)} (FORMAT parquet, USE_TMP_FILE false)");
            return Describe(duck, path, added, before, attributes, [.. columns.Select(c => c.Column), .. joined.Select(j => j.Column)], warnings);
        }), cancellationToken);
    }

    private static List<Place> Match(ImportedTable added, ImportedTable? before, bool rejoins, List<Finding> warnings)
    {
        var columns = added.Columns.Where(c => !(c.FromAttributes && rejoins)).Select((c, i) => new Place(c with { Index = i }, c, null)).ToList();
        foreach (var old in before?.Columns ?? [])
        {
            if (old.FromAttributes && rejoins)
                continue;
            var at = columns.FindIndex(c => string.Equals(c.Column.Name, old.Name, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                var role = columns.Any(c => c.Column.Role == old.Role) ? ColumnRole.None : old.Role;
                columns.Add(new Place(old with { Index = columns.Count, Role = role }, null, old));
                warnings.Add(new Finding("data.append.only-before", old.Name, false, old.Name));
                continue;
            }

            var now = columns[at].Column;
            var type = Common(old.Type, now.Type);
            if (!now.Role.Accepts(type))
                throw new DomainRuleException("data.append.type", now.Name);
            if (old.Type != now.Type)
                warnings.Add(new Finding(type switch { ColumnType.Decimal => "data.append.widened-decimal", ColumnType.DateTime => "data.append.widened-moment", _ => "data.append.widened-text" }, now.Name, false, now.Name));
            columns[at] = new Place(now with { Type = type }, now, old);
        }

        if (before is not null)
            warnings.AddRange(columns.Where(c => c.Before is null).Select(c => new Finding("data.append.only-added", c.Column.Name, false, c.Column.Name)));
        return columns;
    }

    private static ColumnType Common(ColumnType one, ColumnType other) =>
        one == other ? one
        : one is ColumnType.Integer or ColumnType.Decimal && other is ColumnType.Integer or ColumnType.Decimal ? ColumnType.Decimal
        : one is ColumnType.Date or ColumnType.DateTime && other is ColumnType.Date or ColumnType.DateTime ? ColumnType.DateTime
        : ColumnType.Text;

    private static string Rows(DuckSession duck, StoredTable added, StoredTable? before, List<Place> columns)
    {
        // not the number of rows: a table that had rows left out keeps gaps in its numbers
        var offset = before is null ? 0 : duck.Count($"SELECT coalesce(max(r), 0) FROM {From(before)}");
        var below = $"SELECT r + {Sql.Number(offset)} AS r{string.Concat(columns.Select(c => ", " + Expression(c.Added, c.Column)))} FROM {From(added)}";
        return before is null ? below : $"SELECT r{string.Concat(columns.Select(c => ", " + Expression(c.Before, c.Column)))} FROM {From(before)} UNION ALL {below}";
    }

    private static string Expression(TableColumn? stored, TableColumn target) =>
        stored is null ? $"NULL AS {Name(target)}"
        : stored.Type == target.Type ? $"{Name(stored)} AS {Name(target)}"
        : target.Type == ColumnType.Decimal ? $"{Name(stored)}::DECIMAL(19, 0) AS {Name(target)}"
        : target.Type == ColumnType.DateTime ? $"{Name(stored)}::TIMESTAMP AS {Name(target)}"
        : $"{Name(stored)}::VARCHAR AS {Name(target)}";

    /// <summary>What <see cref="Combine"/> would tell of rows that stand in both tables, without making one of them.</summary>
    /// <exception cref="DomainRuleException">The tables do not go together.</exception>
    public static RepeatCount CountRepeats(StoredTable added, StoredTable before, bool rejoins, AnalysisSettings settings, CancellationToken cancellationToken)
    {
        var columns = Match(added.Table, before.Table, rejoins, []);
        using var duck = new DuckSession(settings, [added.ParquetPath, before.ParquetPath], cancellationToken);
        return Repeats(duck, added, before, columns);
    }

    /// <summary>Rows of the added table that agree with an earlier one, each of those taken once: in every column, as the rule about exact duplicates asks, and in the columns that both have.</summary>
    private static RepeatCount Repeats(DuckSession duck, StoredTable added, StoredTable before, List<Place> columns)
    {
        var common = columns.Where(c => c.Added is not null && c.Before is not null).ToList();
        if (common.Count == 0)
            throw new DomainRuleException("data.append.nothing-common");
        var exact = Both(columns);
        return new RepeatCount(added.Table.Rows, exact, common.Count == columns.Count ? exact : Both(common), common.Count, [.. columns.Except(common).Select(c => c.Column.Name)], true);

        long Both(List<Place> by) => duck.Count(
            $"""
            SELECT count(*) FROM (
                SELECT {string.Join(", ", by.Select(c => Expression(c.Added, c.Column)))} FROM {From(added)}
                INTERSECT ALL
                SELECT {string.Join(", ", by.Select(c => Expression(c.Before, c.Column)))} FROM {From(before)})
            """);
    }

    private static void Say(DuckSession duck, StoredTable added, StoredTable before, List<Place> columns, List<Finding> warnings)
    {
        warnings.Add(new Finding("data.append.rows", "", false, before.Table.Rows, added.Table.Rows));
        var repeats = Repeats(duck, added, before, columns);
        if (repeats.Exact > 0)
            warnings.Add(new Finding("data.append.again", "", false, repeats.Exact));
        if (repeats.LooksDoubled)
            warnings.Add(new Finding("data.append.agree", "", false, repeats.Alike, string.Join(", ", repeats.OneSided), repeats.Common));
    }

    /// <summary>The last row of a customer counts, since later rows are newer. What is left is numbered anew from 1.</summary>
    private static string OneRowEach(DuckSession duck, string rows, List<Place> columns, List<Finding> warnings)
    {
        var customer = Name(columns.First(c => c.Column.Role == ColumnRole.Customer).Column);
        var (all, known, distinct) = duck.One($"SELECT count(*), count({customer}), count(DISTINCT {customer}) FROM ({rows})", r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)));
        if (all > known)
            warnings.Add(new Finding("data.attributes.no-customer", "", false, all - known));
        if (known > distinct)
            warnings.Add(new Finding("data.attributes.twice", "", false, known - distinct));
        var last = $"SELECT * FROM ({rows}) WHERE {customer} IS NOT NULL QUALIFY row_number() OVER (PARTITION BY {customer} ORDER BY r DESC) = 1";
        return $"SELECT row_number() OVER (ORDER BY l.r) AS r, l.* EXCLUDE (r) FROM ({last}) l ORDER BY l.r";
    }

    private static List<(TableColumn Column, TableColumn Source)> Joined(List<Place> columns, ImportedTable attributes)
    {
        var names = new HashSet<string>(columns.Select(c => c.Column.Name), StringComparer.OrdinalIgnoreCase);
        var roles = columns.Select(c => c.Column.Role).ToHashSet();
        var joined = new List<(TableColumn, TableColumn)>();
        foreach (var source in attributes.Columns.Where(c => c.Role != ColumnRole.Customer))
        {
            var name = source.Name;
            for (var n = 2; !names.Add(name); n++)
                name = string.Create(CultureInfo.InvariantCulture, $"{source.Name}_{n}");
            // money and time are the purchase's; what a customer is can stand where the log says nothing
            var role = source.Role is ColumnRole.Category or ColumnRole.Channel or ColumnRole.Country && roles.Add(source.Role) ? source.Role : ColumnRole.None;
            joined.Add((source with { Index = columns.Count + joined.Count, Name = name, Role = role, FromAttributes = true }, source));
        }

        return joined;
    }

    private static string Join(DuckSession duck, string rows, List<Place> columns, List<(TableColumn Column, TableColumn Source)> joined, StoredTable attributes, List<Finding> warnings)
    {
        var customer = Name(columns.First(c => c.Column.Role == ColumnRole.Customer).Column);
        var key = Name(attributes.Table.Columns.First(c => c.Role == ColumnRole.Customer));
        var (customers, matched) = duck.One(
            $"SELECT count(*), count(a.{key}) FROM (SELECT DISTINCT {customer} AS k FROM ({rows}) WHERE {customer} IS NOT NULL) t LEFT JOIN {From(attributes)} a ON t.k = a.{key}", r => (r.GetInt64(0), r.GetInt64(1)));
        warnings.Add(new Finding(JoinedCode, "", false, matched, customers, customers - matched, attributes.Table.Rows - matched));
        var taken = string.Concat(joined.Select(j => $", a.{Name(j.Source)} AS {Name(j.Column)}"));
        return $"SELECT t.*{taken} FROM ({rows}) t LEFT JOIN {From(attributes)} a ON t.{customer} = a.{key} ORDER BY t.r";
    }

    private static ImportedTable Describe(DuckSession duck, string path, StoredTable added, StoredTable? before, StoredTable? attributes, List<TableColumn> columns, List<Finding> warnings)
    {
        var stored = $"read_parquet({Sql.Text(path)})";
        var counts = duck.One($"SELECT count(*){string.Concat(columns.Select(c => $", count({Name(c)})"))} FROM {stored}", r => Enumerable.Range(0, columns.Count + 1).Select(r.GetInt64).ToArray());
        var time = columns.Find(c => c.Role == ColumnRole.Time && c.Type is ColumnType.Date or ColumnType.DateTime);
        DateOnly?[] days = time is null ? [null, null] : duck.One($"SELECT min({Name(time)})::DATE, max({Name(time)})::DATE FROM {stored}", r => new DateOnly?[] { r.IsDBNull(0) ? null : r.GetFieldValue<DateOnly>(0), r.IsDBNull(1) ? null : r.GetFieldValue<DateOnly>(1) });
        using var file = File.OpenRead(path);
        var content = string.Join('\n', columns.Select(c => $"{c.Name.Length}:{c.Name}:{c.Type}").Prepend($"{before?.Table.ContentSha256} {added.Table.ContentSha256} {attributes?.Table.ContentSha256} {added.Table.CustomerAttributes}"));
        return added.Table with
        {
            Rows = counts[0],
            Columns = [.. columns.Select((c, i) => c with { Missing = counts[0] - counts[i + 1] })],
            ContentSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))),
            ParquetSha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            FirstDay = days[0],
            LastDay = days[1],
            Warnings = warnings,
        };
    }

    private static string From(StoredTable table) => $"read_parquet({Sql.Text(table.ParquetPath)})";

    private static string Name(TableColumn column) => PurchaseTable.Stored(column);

    /// <summary>A column of the result and where it comes from in either table.</summary>
    private sealed record Place(TableColumn Column, TableColumn? Added, TableColumn? Before);
}
