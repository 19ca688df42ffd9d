using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Counts by range of values, from table <c>profile</c> of different values with their counts.</summary>
internal static class Histograms
{
    private const int FewValues = 24;
    private const int Bins = 20;
    private const int MostMonths = 60;

    /// <summary>One bin for each value when there are few; otherwise round ranges from the 1 % to the 99 % quantile with one open range at each end, so that a far value does not flatten the picture.</summary>
    /// <param name="quantiles">The first is 1 %, the last 99 %.</param>
    public static IReadOnlyList<HistogramBin> OfNumbers(DuckSession duck, ColumnProfile column, IReadOnlyList<double> quantiles)
    {
        if (column.Distinct <= FewValues)
        {
            return duck.Rows("SELECT CAST(v AS DOUBLE), n FROM profile WHERE v IS NOT NULL ORDER BY v", r => (Value: Write(r.GetDouble(0)), Count: r.GetInt64(1)))
                .Select(b => new HistogramBin(b.Value, b.Value, b.Count)).ToList();
        }

        var (low, high) = (quantiles[0], quantiles[^1]);
        if (!(high > low))
            (low, high) = duck.One("SELECT CAST(min(v) AS DOUBLE), CAST(max(v) AS DOUBLE) FROM profile", r => (r.GetDouble(0), r.GetDouble(1)));
        var step = Step((high - low) / Bins);
        if (column.Type == ColumnType.Integer)
            step = Math.Max(1, step);
        var start = Math.Floor(low / step) * step;
        var count = (int)Math.Min(2 * Bins, Math.Floor((high - start) / step) + 1);
        var found = duck.Rows(
            $"""
            SELECT CAST(greatest(-1, least({count.ToString(CultureInfo.InvariantCulture)}, floor((CAST(v AS DOUBLE) - {TableProfile.Number(start)}) / {TableProfile.Number(step)}))) AS BIGINT) AS bin, CAST(sum(n) AS BIGINT)
            FROM profile WHERE v IS NOT NULL GROUP BY bin ORDER BY bin
            """,
            r => (Bin: (int)r.GetInt64(0), Count: r.GetInt64(1))).ToDictionary(b => b.Bin, b => b.Count);
        var bins = new List<HistogramBin>();
        if (found.TryGetValue(-1, out var below))
            bins.Add(new HistogramBin("", Write(start), below));
        for (var i = 0; i < count; i++)
            bins.Add(new HistogramBin(Write(start + i * step), Write(start + (i + 1) * step), found.GetValueOrDefault(i)));
        if (found.TryGetValue(count, out var above))
            bins.Add(new HistogramBin(Write(start + count * step), "", above));
        return bins;
    }

    /// <summary>Rows by month; by year when there are more months than a picture can hold.</summary>
    public static IReadOnlyList<HistogramBin> OfDays(DuckSession duck)
    {
        var months = duck.Rows("SELECT strftime(date_trunc('month', v), '%Y-%m'), CAST(sum(n) AS BIGINT) FROM profile WHERE v IS NOT NULL GROUP BY 1 ORDER BY 1", r => new HistogramBin(r.GetString(0), r.GetString(0), r.GetInt64(1)));
        return months.Count <= MostMonths ? months : [.. months.GroupBy(m => m.From[..4]).Select(y => new HistogramBin(y.Key, y.Key, y.Sum(m => m.Count))).Take(MostMonths)];
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    /// <summary>Twelve digits, so that 0.30000000000000004 reads 0.3.</summary>
    private static string Write(double value) => value.ToString("G12", CultureInfo.InvariantCulture);
}
