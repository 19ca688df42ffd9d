using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>
/// Whether the last days of a log stand apart. The end of the data says who had time to buy again, so one wrong date in the future
/// makes everybody look as if nothing had followed.
/// </summary>
internal static class LastDays
{
    private const int FewestRows = 50;
    private const int FarDays = 60;

    /// <summary>Rows that may stand apart: one in a thousand, and always one.</summary>
    private const int InSoMany = 1000;

    /// <summary>The alert, or null when the end of the data is where its bulk ends.</summary>
    public static ColumnAlert? Far(DuckSession duck, TableSource source)
    {
        if (source.With(ColumnRole.Time) is not { } time)
            return null;
        var days = $"SELECT CAST({PurchaseTable.Stored(time)} AS DATE) AS day, count(*) AS n FROM read_parquet({Sql.Text(source.ParquetPath)}) WHERE {PurchaseTable.Stored(time)} IS NOT NULL GROUP BY day";
        var (rows, bulk, last, beyond) = duck.One(
            $"""
            WITH counted AS ({days}), ranked AS (SELECT day, n, sum(n) OVER (ORDER BY day DESC) AS upto, sum(n) OVER () AS rows FROM counted),
                bulk AS (SELECT max(day) AS day FROM ranked WHERE upto > greatest(1, rows // {Sql.Number(InSoMany)}))
            SELECT CAST(coalesce(sum(n), 0) AS BIGINT), any_value(bulk.day), max(ranked.day), CAST(coalesce(sum(n) FILTER (WHERE ranked.day > bulk.day), 0) AS BIGINT) FROM ranked, bulk
            """,
            r => (r.GetInt64(0), Day(r, 1), Day(r, 2), r.GetInt64(3)));
        return rows >= FewestRows && bulk is { } end && last is { } far && far.DayNumber - end.DayNumber > FarDays
            ? new ColumnAlert(time.Name, new FigureText(TableFacts.FarLastDay, Text(far), Text(end), beyond))
            : null;
    }

    private static DateOnly? Day(System.Data.Common.DbDataReader reader, int index) => reader.IsDBNull(index) ? null : ExploreScope.Day(reader, index);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
