using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Benchmarks;

/// <summary>Times of the whole way from an uploaded file to figures and a model, beside what the bare query engine needs for the same data in the same run.</summary>
internal static class ImportEda
{
    private const int Rounds = 3;

    public static int Run(string file)
    {
        var folder = Directory.CreateTempSubdirectory("problem-solving-bench-").FullName;
        try
        {
            var settings = new AnalysisSettings(Path.Combine(folder, "temp"), Environment.ProcessorCount);
            var name = Path.GetFileName(file);
            FilePreview preview = null!;
            ImportedTable table = null!;
            var target = "";
            var inspect = Best(() => preview = FileInspector.Inspect(file, name, FileFormatChoice.Detect, [], default));
            var import = Best(() =>
            {
                target = Path.Combine(folder, $"{Guid.NewGuid():N}.parquet");
                table = ParquetImporter.Import(file, name, preview.ToPlan(), target, settings, null, default);
            });
            var source = new TableSource(target, table.Columns);
            RepurchaseResult result = null!;
            var eda = Best(() => result = RepurchaseAnalysis.Run(source, PurchaseRules.Usual, RepurchaseParameters.Default, settings, null, default));
            RepurchaseModelResult model = null!;
            var modelPath = Path.Combine(folder, "model");
            var train = Best(() => model = RepurchaseModel.Train(source, PurchaseRules.Usual, new ModelParameters(30), modelPath, settings, null, default));
            var score = Best(() => RepurchaseModel.Score(modelPath, model.ModelSha256, source, PurchaseRules.Usual, null, settings, default));

            using var plain = new DuckDBConnection("DataSource=:memory:");
            plain.Open();
            Execute(plain, $"SET threads={settings.Threads}");
            var csv = file.Replace("'", "''", StringComparison.Ordinal);
            var spaced = preview.Format.Delimiter == FieldDelimiter.Spaces;
            // the bare engine cannot read runs of blanks; there it gets our table back
            var plainImport = Best(() =>
            {
                Execute(plain, spaced ? $"CREATE OR REPLACE TABLE t AS SELECT * FROM read_parquet('{target}')" : $"CREATE OR REPLACE TABLE t AS SELECT * FROM read_csv('{csv}')");
                Execute(plain, $"COPY t TO '{Path.Combine(folder, "plain.parquet")}' (FORMAT parquet)");
            });
            Execute(plain, $"CREATE OR REPLACE TABLE t AS SELECT * FROM read_parquet('{target}')");
            var plainEda = Best(() => PlainFigures(plain, source));

            Console.WriteLine($"{name}: {new FileInfo(file).Length / 1e6:F1} MB, {table.Rows:N0} rows; {result.Headline.Customers:N0} customers, {result.Headline.Orders:N0} orders");
            Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, best of {Rounds}");
            Console.WriteLine($"model: AUC {model.Auc:F4}, rule {model.BaselineAuc:F4}, top-tenth lift {model.Deciles[0].Lift:F2}, {model.TrainingRows:N0} training rows");
            Console.WriteLine();
            Console.WriteLine("| step | ms | bare engine ms | ratio | target ms |");
            Console.WriteLine("|---|---|---|---|---|");
            Line("preview", inspect, null, null);
            Line("import to Parquet", import, plainImport, null);
            Line("all figures of the exploration", eda, plainEda, null);
            Line("from upload to figures", inspect + import + eda, plainImport + plainEda, 5000);
            Line("model: train and test", train, null, 10000);
            Line("score all customers", score, null, null);
            return inspect + import + eda <= 5000 && train <= 10000 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The queries a person would type for the headline, the months, the cohorts and one rate; no profile, no intervals.</summary>
    private static void PlainFigures(DuckDBConnection plain, TableSource source)
    {
        string Column(ColumnRole role) => $"c{source.With(role)!.Index}";
        var customer = Column(ColumnRole.Customer);
        var time = Column(ColumnRole.Time);
        var order = source.With(ColumnRole.Order) is null ? $"CAST({time} AS DATE)" : Column(ColumnRole.Order);
        var amount = source.With(ColumnRole.Amount) is null ? $"{Column(ColumnRole.Quantity)} * {Column(ColumnRole.UnitPrice)}" : Column(ColumnRole.Amount);
        Execute(plain, $"CREATE OR REPLACE TABLE o AS SELECT {customer} AS c, {order} AS k, CAST(min({time}) AS DATE) AS d, sum({amount}) AS a FROM t WHERE {customer} IS NOT NULL AND {amount} > 0 GROUP BY 1, 2");
        Execute(plain, "CREATE OR REPLACE TABLE f AS SELECT c, min(d) AS first, (list(d ORDER BY d))[2] AS second FROM o GROUP BY c");
        Execute(plain, "SELECT date_trunc('month', d), count(DISTINCT c), sum(a) FROM o GROUP BY 1 ORDER BY 1");
        Execute(plain, "SELECT date_trunc('month', first), date_diff('month', first, d), count(DISTINCT c) FROM o JOIN f USING (c) GROUP BY 1, 2 ORDER BY 1, 2");
        Execute(plain, "SELECT count(*), count(*) FILTER (WHERE second - first <= 90) FROM f");
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static double Best(Action work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }
        return best;
    }

    private static void Line(string step, double ours, double? bare, double? limit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {ours:F0} | {(bare is { } b ? b.ToString("F0", CultureInfo.InvariantCulture) : "–")} | {(bare is { } c ? (ours / c).ToString("F1", CultureInfo.InvariantCulture) : "–")} | {(limit is { } l ? l.ToString("F0", CultureInfo.InvariantCulture) : "–")} |"));
}
