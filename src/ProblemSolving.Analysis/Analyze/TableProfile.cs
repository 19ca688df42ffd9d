using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>
/// Exact profile of every column of a stored table. Numbers are summed over their distinct values in rising order,
/// so the result does not depend on the number of threads.
/// </summary>
internal static class TableProfile
{
    private const int TopCount = 5;

    public static ColumnProfile Describe(DuckSession duck, TableSource source, TableColumn column)
    {
        var name = PurchaseTable.Stored(column);
        var table = $"read_parquet({Sql.Text(source.ParquetPath)})";
        return column.Type switch
        {
            ColumnType.Integer or ColumnType.Decimal => Numbers(duck, table, name, column),
            ColumnType.Text or ColumnType.Date or ColumnType.DateTime or ColumnType.Boolean => Values(duck, table, name, column),
        };
    }

    private static ColumnProfile Values(DuckSession duck, string table, string name, TableColumn column)
    {
        duck.Execute($"CREATE OR REPLACE TEMP TABLE profile AS SELECT {name} AS v, count(*) AS n FROM {table} GROUP BY {name}");
        var shown = column.Type switch
        {
            ColumnType.DateTime => "strftime(v, '%Y-%m-%d %H:%M:%S')",
            ColumnType.Date => "strftime(v, '%Y-%m-%d')",
            ColumnType.Text or ColumnType.Integer or ColumnType.Decimal or ColumnType.Boolean => "CAST(v AS VARCHAR)",
        };
        var (rows, missing, distinct) = duck.One(
            "SELECT CAST(sum(n) AS BIGINT), CAST(coalesce(sum(n) FILTER (WHERE v IS NULL), 0) AS BIGINT), count(v) FROM profile",
            r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)));
        var ends = duck.Rows($"SELECT {shown} FROM (SELECT unnest([min(v), max(v)]) AS v FROM profile)", r => Text(r, 0));
        var top = duck.Rows($"SELECT {shown}, n FROM profile WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT {Sql.Number(TopCount)}", r => new ValueCount(r.GetString(0), r.GetInt64(1)));
        return new ColumnProfile(column.Name, column.Type, column.Role, rows, missing, distinct, ends[0], ends[1], null, null, null, top);
    }

    private static ColumnProfile Numbers(DuckSession duck, string table, string name, TableColumn column)
    {
        var values = new List<(double Value, long Count)>();
        var top = new PriorityQueue<(string Text, long Count), (long, int)>();
        string? low = null, high = null;
        long missing = 0, count = 0;
        duck.ForEach($"SELECT CAST(v AS DOUBLE), CAST(v AS VARCHAR), n FROM (SELECT {name} AS v, count(*) AS n FROM {table} GROUP BY {name}) ORDER BY v NULLS FIRST", r =>
        {
            var n = r.GetInt64(2);
            if (r.IsDBNull(0))
            {
                missing = n;
                return;
            }
            var text = r.GetString(1);
            low ??= text;
            high = text;
            count += n;
            // kept are the largest counts, and of equal ones the smaller value
            top.Enqueue((text, n), (n, -values.Count));
            if (top.Count > TopCount)
                top.Dequeue();
            values.Add((r.GetDouble(0), n));
        });
        var mean = count == 0 ? (double?)null : Mean(values, count);
        return new ColumnProfile(
            column.Name, column.Type, column.Role, count + missing, missing, values.Count, Plain(low), Plain(high), mean,
            count < 2 ? null : Math.Sqrt(Squares(values, mean!.Value, count) / (count - 1)),
            count == 0 ? null : [Quantile(values, count, 0.25), Quantile(values, count, 0.5), Quantile(values, count, 0.75)],
            [.. top.UnorderedItems.OrderByDescending(t => t.Priority.Item1).ThenByDescending(t => t.Priority.Item2).Select(t => new ValueCount(Plain(t.Element.Text)!, t.Element.Count))]);
    }

    private static double Mean(List<(double Value, long Count)> values, long count)
    {
        var sum = 0.0;
        foreach (var (value, n) in values)
            sum += value * n;
        var mean = sum / count;
        var rest = 0.0;
        foreach (var (value, n) in values)
            rest += (value - mean) * n;
        return mean + rest / count;
    }

    private static double Squares(List<(double Value, long Count)> values, double mean, long count)
    {
        double squares = 0, rest = 0;
        foreach (var (value, n) in values)
        {
            squares += (value - mean) * (value - mean) * n;
            rest += (value - mean) * n;
        }
        return squares - rest * rest / count;
    }

    /// <summary>Type 7 over values with counts.</summary>
    private static double Quantile(List<(double Value, long Count)> values, long count, double share)
    {
        var place = share * (count - 1);
        var below = (long)Math.Floor(place);
        var low = At(values, below);
        var high = At(values, Math.Min(below + 1, count - 1));
        return low + (place - below) * (high - low);
    }

    private static double At(List<(double Value, long Count)> values, long index)
    {
        foreach (var (value, n) in values)
        {
            if (index < n)
                return value;
            index -= n;
        }
        return values[^1].Value;
    }

    /// <summary>Decimals without zeros at the end.</summary>
    private static string? Plain(string? number)
    {
        if (number is null || !number.Contains('.', StringComparison.Ordinal) || number.Contains('e', StringComparison.OrdinalIgnoreCase))
            return number;
        return number.TrimEnd('0').TrimEnd('.');
    }

    private static string? Text(System.Data.Common.DbDataReader reader, int index) =>
        reader.IsDBNull(index) ? null : Convert.ToString(reader.GetValue(index), CultureInfo.InvariantCulture);
}
