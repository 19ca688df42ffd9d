using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>
/// Exact profile of every column of a stored table. Each column is first brought down to its different values with their counts
/// (table <c>profile</c>); everything is taken from there, with sums that do not depend on the number of threads.
/// </summary>
internal static class TableProfile
{
    private const int TopCount = 5;

    /// <summary>Above so many different values their running count costs more than the quantiles of the whole column.</summary>
    private const long ManyValues = 2_000_000;

    private static readonly double[] Shares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    public static ColumnProfile Describe(DuckSession duck, TableSource source, TableColumn column)
    {
        var name = PurchaseTable.Stored(column);
        var table = $"read_parquet({Sql.Text(source.ParquetPath)})";
        duck.Execute($"CREATE OR REPLACE TEMP TABLE profile AS SELECT {name} AS v, count(*) AS n FROM {table} GROUP BY {name}");
        var shown = column.Type switch
        {
            ColumnType.DateTime => "strftime(v, '%Y-%m-%d %H:%M:%S')",
            ColumnType.Date => "strftime(v, '%Y-%m-%d')",
            ColumnType.Text or ColumnType.Integer or ColumnType.Decimal or ColumnType.Boolean => "CAST(v AS VARCHAR)",
        };
        var (rows, missing, distinct) = duck.One(
            "SELECT CAST(sum(n) AS BIGINT), CAST(coalesce(sum(n) FILTER (WHERE v IS NULL), 0) AS BIGINT), count(v) FROM profile",
            r => (r.IsDBNull(0) ? 0 : r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)));
        var ends = duck.Rows($"SELECT {shown} FROM (SELECT unnest([min(v), max(v)]) AS v FROM profile)", r => Plain(Text(r, 0)));
        var top = duck.Rows($"SELECT {shown}, n FROM profile WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT {Sql.Number(TopCount)}", r => new ValueCount(Plain(r.GetString(0))!, r.GetInt64(1)));
        var profile = new ColumnProfile(column.Name, column.Type, column.Role, rows, missing, distinct, ends[0], ends[1], null, null, null, top);
        return column.Type switch
        {
            ColumnType.Integer or ColumnType.Decimal => distinct == 0 ? profile : Numbers(duck, table, name, profile),
            ColumnType.Date or ColumnType.DateTime => profile with { Histogram = distinct == 0 ? null : Histograms.OfDays(duck) },
            ColumnType.Text or ColumnType.Boolean => profile,
        };
    }

    private static ColumnProfile Numbers(DuckSession duck, string table, string name, ColumnProfile profile)
    {
        var type = duck.One("SELECT column_type FROM (DESCRIBE SELECT v FROM profile)", r => r.GetString(0));
        var moments = NumberMoments.Of(duck, type);
        var quantiles = profile.Distinct > ManyValues
            ? duck.One($"SELECT quantile_cont(CAST({name} AS DOUBLE), [{string.Join(", ", Shares.Select(s => s.ToString(CultureInfo.InvariantCulture)))}]) FROM {table}", r => (List<double>)r.GetValue(0))
            : Quantiles(duck, profile.Rows - profile.Missing);
        var (low, middle, high) = (quantiles[3], quantiles[4], quantiles[5]);
        var (lowFence, highFence) = (low - 1.5 * (high - low), high + 1.5 * (high - low));
        var counts = duck.One(
            $"""
            SELECT CAST(coalesce(sum(n) FILTER (WHERE d < {Number(lowFence)}), 0) AS BIGINT), CAST(coalesce(sum(n) FILTER (WHERE d > {Number(highFence)}), 0) AS BIGINT),
                CAST(coalesce(sum(n) FILTER (WHERE d = 0), 0) AS BIGINT), CAST(coalesce(sum(n) FILTER (WHERE d < 0), 0) AS BIGINT)
            FROM (SELECT CAST(v AS DOUBLE) AS d, n FROM profile WHERE v IS NOT NULL)
            """,
            r => Enumerable.Range(0, 4).Select(r.GetInt64).ToArray());
        return profile with
        {
            Mean = moments.Mean,
            StandardDeviation = moments.StandardDeviation,
            Quartiles = [low, middle, high],
            Spread = new NumberSpread(moments.Skewness, quantiles, lowFence, highFence, counts[0], counts[1], counts[2], counts[3]),
            Histogram = Histograms.OfNumbers(duck, profile, quantiles),
        };
    }

    /// <summary>Type 7 from the running count of the different values: only those at a wanted place are read.</summary>
    private static List<double> Quantiles(DuckSession duck, long count)
    {
        var places = Shares.Select(s => (Below: (long)Math.Floor(s * (count - 1)), Part: s * (count - 1) - Math.Floor(s * (count - 1)))).ToList();
        var wanted = places.SelectMany(p => new[] { p.Below, Math.Min(p.Below + 1, count - 1) }).Distinct().Order().ToList();
        var found = duck.Rows(
            $"""
            SELECT CAST(v AS DOUBLE), CAST(upto - n AS BIGINT), CAST(upto AS BIGINT) FROM (SELECT v, n, sum(n) OVER (ORDER BY v) AS upto FROM profile WHERE v IS NOT NULL)
            WHERE {string.Join(" OR ", wanted.Select(w => $"(upto > {Sql.Number(w)} AND upto - n <= {Sql.Number(w)})"))}
            """,
            r => (Value: r.GetDouble(0), From: r.GetInt64(1), To: r.GetInt64(2)));
        double At(long place) => found.First(f => f.From <= place && f.To > place).Value;
        return [.. places.Select(p => At(p.Below) + (At(Math.Min(p.Below + 1, count - 1)) - At(p.Below)) * p.Part)];
    }

    internal static string Number(double value) => $"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS DOUBLE)";

    /// <summary>Decimals without zeros at the end.</summary>
    private static string? Plain(string? number)
    {
        if (number is null || !number.Contains('.', StringComparison.Ordinal) || !decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            return number;
        return number.TrimEnd('0').TrimEnd('.');
    }

    private static string? Text(System.Data.Common.DbDataReader reader, int index) =>
        reader.IsDBNull(index) ? null : Convert.ToString(reader.GetValue(index), CultureInfo.InvariantCulture);
}
