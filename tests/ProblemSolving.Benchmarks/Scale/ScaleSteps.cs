using DuckDB.NET.Data;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Benchmarks.Scale;

/// <summary>The steps of the scale run. What a step needs beforehand is prepared outside its time.</summary>
internal static class ScaleSteps
{
    /// <summary>Our step and the bare engine's.</summary>
    public static readonly IReadOnlyList<(string Name, string Ours, string Bare)> Pairs =
    [
        ("CSV to a validated, typed, durable version", "import", "bare-import"),
        ("exact full profile", "profile", "bare-profile"),
        ("all repurchase figures", "repurchase", "bare-repurchase"),
    ];

    /// <summary>Gets everything ready and gives the work that is timed.</summary>
    public static Action Prepare(string step, string log, AnalysisSettings settings, CancellationToken cancellationToken = default)
    {
        var target = log + ".parquet";
        switch (step)
        {
            case "import":
                var plan = FileInspector.Inspect(log, Path.GetFileName(log), FileFormatChoice.Detect, [], default).ToPlan();
                return () => ParquetImporter.Import(log, Path.GetFileName(log), plan, target + (cancellationToken.CanBeCanceled ? ".stopped" : ""), settings, null, cancellationToken);
            case "bare-import":
                var database = log + ".duckdb";
                File.Delete(database);
                File.Delete(database + ".wal");
                var file = Open($"DataSource={database}", settings);
                return () =>
                {
                    Execute(file, $"CREATE TABLE t AS SELECT * FROM read_csv('{log}')");
                    Execute(file, "CHECKPOINT");
                    file.Dispose();
                };
            case "repurchase":
                var source = Source(log, target);
                return () => RepurchaseAnalysis.Figures(source, PurchaseRules.Usual, RepurchaseParameters.Default, settings, null, cancellationToken);
            case "profile":
                var table = Source(log, target);
                return () => RepurchaseAnalysis.Profile(table, settings, null, cancellationToken);
            case "bare-profile":
                var summary = Open("DataSource=:memory:", settings);
                Execute(summary, $"SET temp_directory='{settings.TempDirectory}'");
                return () => Execute(summary, $"SUMMARIZE SELECT * EXCLUDE r FROM read_parquet('{target}')");
            case "bare-repurchase":
                var plain = Open("DataSource=:memory:", settings);
                Execute(plain, $"SET temp_directory='{settings.TempDirectory}'");
                return () => PlainFigures(plain, Source(log, target), target);
            default:
                throw new ArgumentException($"There is no step {step}.", nameof(step));
        }
    }

    private static TableSource Source(string log, string target)
    {
        var plan = FileInspector.Inspect(log, Path.GetFileName(log), FileFormatChoice.Detect, [], default).ToPlan();
        return new TableSource(target, [.. plan.Columns.Select((c, i) => new TableColumn(i, c.Name, c.Type, c.Role, 0))]);
    }

    /// <summary>The plain queries for the same purchases: rules, orders, customers, months, cohorts, rates, days between.</summary>
    private static void PlainFigures(DuckDBConnection plain, TableSource source, string target)
    {
        string Column(ColumnRole role) => $"c{source.With(role)!.Index}";
        var (customer, time, order) = (Column(ColumnRole.Customer), Column(ColumnRole.Time), Column(ColumnRole.Order));
        var amount = $"{Column(ColumnRole.Quantity)} * {Column(ColumnRole.UnitPrice)}";
        var rows = $"read_parquet('{target}')";
        Execute(plain, $"SELECT count(*), count({customer}), count(*) FILTER (WHERE {amount} > 0) FROM {rows}");
        Execute(plain, $"CREATE TABLE o AS SELECT {customer} AS c, {order} AS k, CAST(min({time}) AS DATE) AS d, sum({amount}) AS a FROM {rows} WHERE {customer} IS NOT NULL AND {amount} > 0 GROUP BY 1, 2");
        Execute(plain, "CREATE TABLE f AS SELECT c, min(d) AS first, (list(d ORDER BY d))[2] AS second FROM o GROUP BY c");
        Execute(plain, "SELECT date_trunc('month', d), count(DISTINCT c), sum(a) FROM o GROUP BY 1 ORDER BY 1");
        Execute(plain, "SELECT date_trunc('month', first), date_diff('month', first, d), count(DISTINCT c) FROM o JOIN f USING (c) GROUP BY 1, 2 ORDER BY 1, 2");
        foreach (var days in new[] { 30, 60, 90, 180, 365 })
            Execute(plain, $"SELECT count(*), count(*) FILTER (WHERE second - first <= {days}) FROM f");
        Execute(plain, "SELECT second - first, count(*) FROM f WHERE second IS NOT NULL GROUP BY 1 ORDER BY 1");
        foreach (var role in new[] { ColumnRole.Product, ColumnRole.Category, ColumnRole.Channel })
            Execute(plain, $"SELECT {Column(role)}, count(DISTINCT c), count(DISTINCT c) FILTER (WHERE second - first <= 90) FROM {rows} r JOIN f ON r.{customer} = f.c AND CAST(r.{time} AS DATE) = f.first GROUP BY 1");
    }

    private static DuckDBConnection Open(string source, AnalysisSettings settings)
    {
        var connection = new DuckDBConnection(source);
        connection.Open();
        Execute(connection, $"SET threads={settings.Threads}");
        Execute(connection, $"SET memory_limit='{settings.MemoryMegabytes}MB'");
        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            // every row is taken, as a page would
        }
    }
}
