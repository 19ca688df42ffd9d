using System.Numerics;
using DuckDB.NET.Data;
using ProblemSolving.Analysis.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Mean, spread and skewness of a column.</summary>
/// <param name="StandardDeviation">Of the sample (n − 1); null below two values.</param>
/// <param name="Skewness">Adjusted (G1); null below three values or without spread.</param>
internal sealed record NumberMoments(double Mean, double? StandardDeviation, double? Skewness)
{
    /// <summary>
    /// From table <c>profile</c> of different values <c>v</c> with counts <c>n</c>. Decimals and whole numbers are summed as 128-bit
    /// integers about a centre, so nothing is rounded before the last division and the number of threads cannot matter.
    /// Doubles, and numbers too wide for that, are read in rising order and summed in two compensated passes.
    /// </summary>
    /// <param name="type">The engine's name of the column's type.</param>
    public static NumberMoments Of(DuckSession duck, string type)
    {
        if (type != "DOUBLE")
        {
            try
            {
                return Exact(duck, Digits(type));
            }
            catch (DuckDBException)
            {
                // a power of the distance from the centre did not fit 128 bits
            }
        }

        var values = new List<(double Value, long Count)>();
        duck.ForEach("SELECT CAST(v AS DOUBLE), n FROM profile WHERE v IS NOT NULL ORDER BY v", r => values.Add((r.GetDouble(0), r.GetInt64(1))));
        return Of(values);
    }

    /// <param name="rising">At least one value.</param>
    public static NumberMoments Of(IReadOnlyList<(double Value, long Count)> rising)
    {
        double count = rising.Sum(v => v.Count);
        var mean = CompensatedSum(rising, v => v) / count;
        mean += CompensatedSum(rising, v => v - mean) / count;
        var rest = CompensatedSum(rising, v => v - mean);
        var squares = CompensatedSum(rising, v => (v - mean) * (v - mean)) - rest * rest / count;
        var cubes = CompensatedSum(rising, v => (v - mean) * (v - mean) * (v - mean));
        return new NumberMoments(mean, count < 2 ? null : Math.Sqrt(squares / (count - 1)), Skew(count, squares, cubes));
    }

    private static NumberMoments Exact(DuckSession duck, int digits)
    {
        var whole = digits == 0 ? "CAST(v AS HUGEINT)" : "CAST(replace(CAST(v AS VARCHAR), '.', '') AS HUGEINT)";
        var (n, centre) = duck.One($"SELECT CAST(sum(n) AS HUGEINT), sum(k * n) // sum(n) FROM (SELECT {whole} AS k, n FROM profile WHERE v IS NOT NULL)", r => (Big(r.GetValue(0)), Big(r.GetValue(1))));
        var (s1, s2, s3) = duck.One(
            $"SELECT sum(d * n), sum(d * d * n), sum(d * d * d * n) FROM (SELECT {whole} - CAST('{centre}' AS HUGEINT) AS d, n FROM profile WHERE v IS NOT NULL)",
            r => (Big(r.GetValue(0)), Big(r.GetValue(1)), Big(r.GetValue(2))));
        var scale = BigInteger.Pow(10, digits);
        var squares = s2 * n - s1 * s1;
        var cubes = s3 * n * n - 3 * n * s1 * s2 + 2 * s1 * s1 * s1;
        var count = (double)n;
        return new NumberMoments(
            Ratio(centre * n + s1, n * scale),
            n < 2 ? null : Math.Sqrt(Ratio(squares, n * (n - 1) * scale * scale)),
            Skew(count, Ratio(squares, n), Ratio(cubes, n * n)));
    }

    /// <param name="squares">Sum of squared distances from the mean.</param>
    /// <param name="cubes">Sum of cubed ones.</param>
    private static double? Skew(double count, double squares, double cubes)
    {
        if (count < 3 || !(squares > 0))
            return null;
        var g = cubes / count / Math.Pow(squares / count, 1.5);
        return double.IsFinite(g) ? g * Math.Sqrt(count * (count - 1)) / (count - 2) : null;
    }

    /// <summary>Quotient of two whole numbers as a double, rounded once.</summary>
    private static double Ratio(BigInteger above, BigInteger below)
    {
        // 64 further bits stand behind the quotient's first 64, so that the last conversion is the only rounding
        var shift = (int)Math.Max(0, 128 - above.GetBitLength() + below.GetBitLength());
        return Math.ScaleB((double)((above << shift) / below), -shift);
    }

    private static double CompensatedSum(IReadOnlyList<(double Value, long Count)> values, Func<double, double> of)
    {
        double sum = 0, lost = 0;
        foreach (var (value, n) in values)
        {
            // the product with the count is rounded as well: its error is kept by a fused multiply
            var (term, factor) = (of(value), (double)n);
            var product = term * factor;
            lost += Math.FusedMultiplyAdd(term, factor, -product);
            var next = sum + product;
            lost += Math.Abs(sum) >= Math.Abs(product) ? sum - next + product : product - next + sum;
            sum = next;
        }

        return sum + lost;
    }

    private static BigInteger Big(object value) => value switch
    {
        BigInteger big => big,
        long number => number,
        int number => number,
        _ => BigInteger.Parse(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!, System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Digits after the point of DECIMAL(w,s); 0 for whole numbers.</summary>
    private static int Digits(string type)
    {
        var comma = type.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? 0 : int.Parse(type.AsSpan(comma + 1).TrimEnd(')'), System.Globalization.CultureInfo.InvariantCulture);
    }
}
