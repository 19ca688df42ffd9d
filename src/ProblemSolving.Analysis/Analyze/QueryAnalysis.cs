using System.Globalization;
using DuckDB.NET.Data;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Answers a query of a user over a dataset version, read-only, in the locked session, with limits on rows, time, memory and disk.</summary>
public static class QueryAnalysis
{
    public const string Version = "query-4";

    private const int Memory = 1024;
    private const int Spill = 2048;

    /// <summary>Longest time for purchases and query together.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(60);

    /// <exception cref="DomainRuleException">The text is not one SELECT over the two tables, the engine refuses it, or it took too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public static QueryResult Run(TableSource source, PurchaseRules rules, QueryParameters parameters, AnalysisSettings settings, IProgress<StageProgress>? progress, CancellationToken cancellationToken, TimeSpan? longest = null)
    {
        parameters.Check();
        using var clock = new CancellationTokenSource(longest ?? Longest);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        var own = settings with { MemoryMegabytes = Math.Min(settings.MemoryMegabytes, Memory), TempMegabytes = Spill };
        IReadOnlySet<string> used = new HashSet<string>();
        try
        {
            using var duck = new DuckSession(own, [source.ParquetPath], limit.Token);
            used = QueryGuard.Check(duck, parameters.Sql);
            CreateTables(duck, source, rules, used, progress);
            progress?.Report(new StageProgress("stage.analysis.query", 0.7));
            return Answer(duck, parameters);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DomainRuleException("query.too-slow", (int)(longest ?? Longest).TotalSeconds);
        }
        catch (DuckDBException problem)
        {
            var (purchases, rows) = Tables(source);
            throw UnknownColumn.Of(problem.Message, [.. used.Contains(QueryGuard.Purchases) ? purchases : [], .. used.Contains(QueryGuard.Rows) ? rows : []])
                ?? new DomainRuleException("query.failed", problem.Message.Split('\n')[0]);
        }
    }

    /// <summary>Columns of the two tables, for the page that asks for a query.</summary>
    public static (IReadOnlyList<string> Purchases, IReadOnlyList<string> Rows) Tables(TableSource source) =>
        ([.. Roles(source).Select(r => r.Name)], [.. Names(source).Select(n => n.Name)]);

    private static void CreateTables(DuckSession duck, TableSource source, PurchaseRules rules, IReadOnlySet<string> used, IProgress<StageProgress>? progress)
    {
        if (used.Contains(QueryGuard.Rows))
            duck.Execute($"CREATE TEMP VIEW {QueryGuard.Rows} AS SELECT {string.Join(", ", Names(source).Select(n => $"{n.Stored} AS {Sql.Name(n.Name)}"))} FROM read_parquet({Sql.Text(source.ParquetPath)})");
        if (!used.Contains(QueryGuard.Purchases))
            return;
        progress?.Report(new StageProgress("stage.analysis.purchases", 0));
        PurchaseTable.Build(duck, source, rules);
        duck.Execute($"CREATE TEMP VIEW {QueryGuard.Purchases} AS SELECT {string.Join(", ", Roles(source).Select(r => $"{r.Of} AS {r.Name}"))} FROM lines");
    }

    /// <summary>Names as in the file; of names that differ in case only, all but the first get a number.</summary>
    private static List<(string Stored, string Name)> Names(TableSource source)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. source.Columns.Select(c =>
        {
            var name = c.Name;
            for (var i = 2; !taken.Add(name); i++)
                name = $"{c.Name}_{i.ToString(CultureInfo.InvariantCulture)}";
            return (PurchaseTable.Stored(c), name);
        })];
    }

    private static List<(string Name, string Of)> Roles(TableSource source)
    {
        var roles = new List<(string, string)> { ("customer", "nullif(customer, '')"), ("day", "CAST(ts AS DATE)"), ("time", "ts") };
        if (source.With(ColumnRole.Order) is not null)
            roles.Add(("order_id", "order_id"));
        if (source.With(ColumnRole.Quantity) is not null)
            roles.Add(("quantity", "quantity"));
        if (source.With(ColumnRole.Amount) is not null || (source.With(ColumnRole.UnitPrice) is not null && source.With(ColumnRole.Quantity) is not null))
            roles.Add(("amount", "amount"));
        roles.AddRange(PurchaseTable.Attributes.Where(a => source.With(a) is not null).Select(a => (PurchaseTable.Name(a), PurchaseTable.Name(a))));
        return roles;
    }

    /// <summary>Cells of unlimited length are cut inside the engine, so that a long one never reaches this process.</summary>
    private static QueryResult Answer(DuckSession duck, QueryParameters parameters)
    {
        duck.Execute($"CREATE TEMP VIEW {QueryGuard.Answer} AS {parameters.Sql}");
        var all = duck.Rows($"DESCRIBE SELECT * FROM {QueryGuard.Answer}", r => (Name: r.GetString(0), Type: r.GetString(1)));
        var columns = all.Take(QueryParameters.MostColumns).Select(c => new QueryColumn(c.Name, c.Type, IsNumber(c.Type))).ToList();
        var cells = columns.Select(c => IsShort(c) ? Sql.Name(c.Name) : $"left(CAST({Sql.Name(c.Name)} AS VARCHAR), {Sql.Number(QueryParameters.LongestCell + 1)})");
        var cuts = new SortedSet<QueryCut>();
        if (all.Count > columns.Count)
            cuts.Add(QueryCut.Columns);
        var (rows, characters) = (new List<IReadOnlyList<string?>>(), 0L);
        foreach (var reader in duck.Stream($"SELECT {string.Join(", ", cells)} FROM {QueryGuard.Answer} LIMIT {Sql.Number(QueryParameters.MostRows + 1)}"))
        {
            if (rows.Count == QueryParameters.MostRows)
            {
                cuts.Add(QueryCut.Rows);
                break;
            }

            var row = new string?[columns.Count];
            var shortened = false;
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : Write(reader.GetValue(i));
                if (row[i] is not { Length: > QueryParameters.LongestCell } text)
                    continue;
                shortened = true;
                row[i] = text[..(char.IsHighSurrogate(text[QueryParameters.LongestCell - 1]) ? QueryParameters.LongestCell - 1 : QueryParameters.LongestCell)] + "…";
            }

            characters += row.Sum(c => (long)(c?.Length ?? 0));
            if (characters > QueryParameters.MostCharacters)
            {
                cuts.Add(QueryCut.Characters);
                break;
            }

            if (shortened)
                cuts.Add(QueryCut.Cells);
            rows.Add(row);
        }

        return new QueryResult(Version, parameters.Sql, columns, rows, cuts.Count > 0) { Cuts = [.. cuts] };
    }

    private static bool IsNumber(string type) =>
        type.StartsWith("DECIMAL(", StringComparison.Ordinal) && type.EndsWith(')')
        || type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "FLOAT" or "DOUBLE";

    /// <summary>Whether no value of the column's type can be long.</summary>
    private static bool IsShort(QueryColumn column) => column.IsNumber || column.Type is "BOOLEAN" or "DATE" or "TIMESTAMP";

    private static string Write(object value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
