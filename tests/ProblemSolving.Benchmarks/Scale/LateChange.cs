using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Benchmarks.Scale;

/// <summary>Amounts that become words far behind what was sampled: the import names the row or lists the places. Beside it stands the bare engine reading the same file.</summary>
internal static class LateChange
{
    private const int Words = 10_000;

    public static int Run(long rows)
    {
        var folder = Directory.CreateTempSubdirectory("problem-solving-late-").FullName;
        try
        {
            var path = Path.Combine(folder, "log.csv");
            using var duck = new DuckDBConnection("DataSource=:memory:");
            duck.Open();
            Execute(duck, string.Create(CultureInfo.InvariantCulture, $"COPY (SELECT 'c' || (range % 100000) AS customer, DATE '2020-01-01' + CAST(range % 365 AS INTEGER) AS date, CASE WHEN range < {rows} THEN CAST(range % 977 AS VARCHAR) ELSE 'n' || (range - {rows}) END AS amount FROM range({rows + Words})) TO '{path}' (FORMAT csv, HEADER true)"));
            var settings = new AnalysisSettings(Path.Combine(folder, "temp"), Environment.ProcessorCount);
            var plan = FileInspector.Inspect(path, "log.csv", FileFormatChoice.Detect, [], default).ToPlan();
            var target = Path.Combine(folder, "table.parquet");

            DomainRuleException? refusal = null;
            var stop = Seconds(() =>
            {
                try
                {
                    ParquetImporter.Import(path, "log.csv", plan with { MaximumFaultShare = 0 }, target, settings, null, default);
                }
                catch (DomainRuleException rule)
                {
                    refusal = rule;
                }
            });
            ImportedTable? table = null;
            var list = Seconds(() => table = ParquetImporter.Import(path, "log.csv", plan with { MaximumFaultShare = 1 }, target, settings, null, default));
            var bare = Seconds(() => Execute(duck, $"CREATE TABLE t AS SELECT * FROM read_csv('{path}', ignore_errors=true, columns={{'customer': 'VARCHAR', 'date': 'DATE', 'amount': 'BIGINT'}})"));
            var memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows + Words:N0} rows, {new FileInfo(path).Length / 1e6:F0} MB; words from row {rows + 2:N0}; bare engine, the rows with words left out: {bare:F1} s; peak {memory} MB"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stop: {stop:F1} s ({stop / bare:F2}), {refusal?.Code} {string.Join(" | ", refusal?.Arguments ?? [])}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"list: {list:F1} s ({list / bare:F2}), {table!.Rows:N0} rows, {table.FaultCount:N0} places, the first in row {table.Faults[0].Row:N0}: {table.Faults[0].Text}"));
            return refusal?.Arguments is [_, long row, ..] && row == rows + 2 && table.FaultCount == Words && table.Faults[0].Row == rows + 2 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
