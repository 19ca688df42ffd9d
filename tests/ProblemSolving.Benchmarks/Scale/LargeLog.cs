using System.Globalization;
using DuckDB.NET.Data;

namespace ProblemSolving.Benchmarks.Scale;

/// <summary>A purchase log of any size, the same at every run: eight columns, two rows to an order, customers of unequal loyalty.</summary>
internal static class LargeLog
{
    /// <summary>Writes the log as CSV unless it is there already.</summary>
    public static void Write(string path, long rows, long customers)
    {
        if (File.Exists(path))
            return;
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        using var command = duck.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            COPY (
                SELECT 'O' || (1000000000 + o) AS order_id,
                    'C' || (10000000 + CAST(floor({customers} * pow((hash(o) % 1000003) / 1000003.0, 1.6)) AS BIGINT)) AS customer_id,
                    TIMESTAMP '2023-01-01' + to_seconds(CAST(o * 63072000.0 / {rows / 2} AS BIGINT)) AS ordered_at,
                    'P' || lpad(CAST(p AS VARCHAR), 4, '0') AS product,
                    'category ' || (p % 20) AS category,
                    ['app', 'web', 'mobile web', 'store', 'partner'][CAST(1 + hash(o + 7) % 5 AS INTEGER)] AS channel,
                    1 + hash(i + 11) % 4 AS quantity,
                    CAST(3 + (p * 37 % 9000) / 100.0 AS DECIMAL(9, 2)) AS unit_price
                FROM (SELECT range AS i, range // 2 AS o, CAST(floor(2000 * pow((hash(range + 3) % 1000003) / 1000003.0, 2)) AS BIGINT) AS p FROM range({rows})))
            TO '{path}.part' (FORMAT csv, HEADER true)
            """);
        command.ExecuteNonQuery();
        File.Move(path + ".part", path);
    }
}
