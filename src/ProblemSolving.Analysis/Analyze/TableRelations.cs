using System.Globalization;
using System.Numerics;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Duplicate rows, correlations and associations of a stored table.</summary>
internal static class TableRelations
{
    private const int MostNumbers = 12;
    private const int MostGroups = 10;
    private const int MostValues = 50;

    /// <summary>Bits of a scaled value: products of two of them over 2²⁷ rows still fit 127 bits.</summary>
    private const int Bits = 49;

    /// <summary>Rows that agree in every column with an earlier one: rows with equal hashes are found first and only those compared in full.</summary>
    public static long Duplicates(DuckSession duck, TableSource source)
    {
        var table = Table(source);
        var columns = string.Join(", ", source.Columns.Select(PurchaseTable.Stored));
        return duck.Count(
            $"""
            WITH twice AS (SELECT h FROM (SELECT hash({columns}) AS h FROM {table}) GROUP BY h HAVING count(*) > 1)
            SELECT CAST(coalesce(sum(k - 1), 0) AS BIGINT) FROM (SELECT count(*) AS k FROM {table} WHERE hash({columns}) IN (SELECT h FROM twice) GROUP BY {columns})
            """);
    }

    /// <summary>The same among the rows that count as purchases: equal rows fare alike under the rules.</summary>
    public static long CountedDuplicates(DuckSession duck, TableSource source)
    {
        var columns = string.Join(", ", source.Columns.Select(PurchaseTable.Stored));
        return duck.Count(
            $"""
            WITH twice AS (SELECT h FROM (SELECT hash({columns}) AS h FROM {Table(source)}) GROUP BY h HAVING count(*) > 1)
            SELECT CAST(coalesce(sum(k - 1), 0) AS BIGINT)
            FROM (SELECT count(*) AS k FROM {Table(source)} p SEMI JOIN lines USING (r) WHERE hash({columns}) IN (SELECT h FROM twice) GROUP BY {columns})
            """);
    }

    /// <returns>Null with fewer than two columns that can be compared.</returns>
    public static CorrelationTable? Numbers(DuckSession duck, TableSource source, IReadOnlyList<ColumnProfile> profile)
    {
        var all = AllNumbers(source, profile);
        var fit = all.Where(c => WhyNoNumber(c.Second) is null).Take(MostNumbers).ToList();
        if (fit.Count < 2)
            return null;
        var names = fit.Select(c => PurchaseTable.Stored(c.First)).ToList();
        duck.Execute(
            $"""
            CREATE OR REPLACE TEMP TABLE numbers AS
            SELECT {string.Join(", ", names.Select(n => $"CAST({n} AS DOUBLE) AS {n}"))} FROM {Table(source)} WHERE {string.Join(" AND ", names.Select(n => $"{n} IS NOT NULL"))}
            """);
        var rows = duck.Count("SELECT count(*) FROM numbers");
        var pearson = rows < 2 ? null : Matrix(duck, fit, names, ranks: false, rows);
        var spearman = rows < 2 ? null : Matrix(duck, fit, names, ranks: true, rows);
        duck.Execute("DROP TABLE numbers");
        return pearson is null || spearman is null ? null
            : new CorrelationTable([.. fit.Select(c => c.First.Name)], rows, [.. all.Except(fit).Select(c => c.First.Name)], pearson, spearman);
    }

    /// <returns>Null with fewer than two columns of few values.</returns>
    public static AssociationTable? Groups(DuckSession duck, TableSource source, IReadOnlyList<ColumnProfile> profile)
    {
        var all = AllGroups(source, profile);
        var fit = all.Where(c => WhyNoGroup(c.Second) is null).Take(MostGroups).ToList();
        if (fit.Count < 2)
            return null;
        var names = fit.Select(c => PurchaseTable.Stored(c.First)).ToList();
        duck.Execute($"CREATE OR REPLACE TEMP TABLE groups AS SELECT {string.Join(", ", names.Select(n => $"CAST({n} AS VARCHAR) AS {n}"))}, count(*) AS n FROM {Table(source)} GROUP BY ALL");
        var matrix = new double[fit.Count][];
        for (var i = 0; i < fit.Count; i++)
        {
            matrix[i] = new double[fit.Count];
            matrix[i][i] = 1;
            for (var j = 0; j < i; j++)
                matrix[i][j] = matrix[j][i] = V(duck, names[i], names[j]);
        }

        duck.Execute("DROP TABLE groups");
        return new AssociationTable([.. fit.Select(c => c.First.Name)], [.. all.Except(fit).Select(c => c.First.Name)], matrix);
    }

    /// <summary>Columns of numbers that are not correlated, each with its reason.</summary>
    public static IReadOnlyList<ColumnLeftOut> NotCorrelated(TableSource source, IReadOnlyList<ColumnProfile> profile) => LeftOut(AllNumbers(source, profile), WhyNoNumber, MostNumbers);

    /// <summary>Columns of texts and yes/no that are not associated, each with its reason.</summary>
    public static IReadOnlyList<ColumnLeftOut> NotAssociated(TableSource source, IReadOnlyList<ColumnProfile> profile) => LeftOut(AllGroups(source, profile), WhyNoGroup, MostGroups);

    private static List<ColumnLeftOut> LeftOut(List<(TableColumn First, ColumnProfile Second)> all, Func<ColumnProfile, FigureText?> why, int most)
    {
        var left = new List<ColumnLeftOut>();
        var taken = 0;
        foreach (var (column, profile) in all)
        {
            if (why(profile) is { } reason)
                left.Add(new ColumnLeftOut(column.Name, reason));
            else if (++taken > most)
                left.Add(new ColumnLeftOut(column.Name, new FigureText("left-out.limit", most)));
        }

        return left;
    }

    private static List<(TableColumn First, ColumnProfile Second)> AllNumbers(TableSource source, IReadOnlyList<ColumnProfile> profile) =>
        [.. source.Columns.Zip(profile).Where(c => c.First.Type is ColumnType.Integer or ColumnType.Decimal)];

    private static List<(TableColumn First, ColumnProfile Second)> AllGroups(TableSource source, IReadOnlyList<ColumnProfile> profile) =>
        [.. source.Columns.Zip(profile).Where(c => c.First.Type is ColumnType.Text or ColumnType.Boolean)];

    private static FigureText? WhyNoNumber(ColumnProfile column) =>
        column.Missing == column.Rows || column.Mean is null ? new FigureText("left-out.empty")
        : !(column.StandardDeviation > 0) ? new FigureText("left-out.constant")
        : column.Missing * 2 > column.Rows ? new FigureText("left-out.missing", (double)column.Missing / column.Rows)
        : IsKey(column) ? new FigureText("left-out.key")
        : null;

    private static FigureText? WhyNoGroup(ColumnProfile column) => column.Distinct switch
    {
        0 => new FigureText("left-out.empty"),
        1 => new FigureText("left-out.constant"),
        > MostValues => new FigureText("left-out.values", column.Distinct, MostValues),
        _ => null,
    };

    private static double V(DuckSession duck, string one, string two)
    {
        Dictionary<string, int> rows = [], columns = [];
        var cells = duck.Rows(
            $"SELECT {one}, {two}, CAST(sum(n) AS BIGINT) FROM groups WHERE {one} IS NOT NULL AND {two} IS NOT NULL GROUP BY ALL ORDER BY ALL",
            r => (Code(rows, r.GetString(0)), Code(columns, r.GetString(1)), r.GetInt64(2)));
        return Correlation.CramersV(cells) ?? 0;
    }

    private static int Code(Dictionary<string, int> codes, string value)
    {
        if (!codes.TryGetValue(value, out var code))
            codes[value] = code = codes.Count;
        return code;
    }

    /// <summary>A running number says nothing about other numbers.</summary>
    private static bool IsKey(ColumnProfile column) => column.Type == ColumnType.Integer && column.Distinct > 1000 && column.Distinct > 0.9 * (column.Rows - column.Missing);

    /// <summary>
    /// Sums of products as exact whole numbers. Values are taken as distances from the column's mean in units of 2⁻⁴⁹ of the largest one;
    /// ranks as twice their distance from the middle, which is whole also with ties.
    /// </summary>
    private static double[][]? Matrix(DuckSession duck, List<(TableColumn First, ColumnProfile Second)> columns, List<string> names, bool ranks, long rows)
    {
        var k = names.Count;
        var from = "numbers";
        var values = new string[k];
        for (var i = 0; i < k; i++)
        {
            if (ranks)
            {
                duck.Execute($"CREATE OR REPLACE TEMP TABLE rank{i} AS SELECT {names[i]} AS v, CAST(2 * sum(n) OVER (ORDER BY {names[i]}) - n - {Sql.Number(rows)} AS BIGINT) AS k FROM (SELECT {names[i]}, count(*) AS n FROM numbers GROUP BY {names[i]})");
                from += $" JOIN rank{i} ON rank{i}.v = {names[i]}";
                values[i] = $"rank{i}.k";
                continue;
            }

            var (mean, ends) = (columns[i].Second.Mean!.Value, new[] { columns[i].Second.Minimum!, columns[i].Second.Maximum! }.Select(e => double.Parse(e, CultureInfo.InvariantCulture)));
            var largest = ends.Max(e => Math.Abs(e - mean));
            var factor = Math.ScaleB(1, Bits - 1 - Math.ILogB(largest));
            values[i] = $"CAST(round(({names[i]} - {TableProfile.Number(mean)}) * {TableProfile.Number(factor)}) AS BIGINT)";
        }

        var pairs = Enumerable.Range(0, k).SelectMany(i => Enumerable.Range(0, i + 1).Select(j => (i, j))).ToList();
        var sums = duck.One(
            $"""
            SELECT {string.Join(", ", Enumerable.Range(0, k).Select(i => $"CAST(sum(x{i}) AS VARCHAR)"))}, {string.Join(", ", pairs.Select(p => $"CAST(sum(CAST(x{p.i} AS HUGEINT) * x{p.j}) AS VARCHAR)"))}
            FROM (SELECT {string.Join(", ", values.Select((v, i) => $"{v} AS x{i}"))} FROM {from})
            """,
            r => Enumerable.Range(0, k + pairs.Count).Select(i => BigInteger.Parse(r.GetString(i), CultureInfo.InvariantCulture)).ToArray());
        for (var i = 0; ranks && i < k; i++)
            duck.Execute($"DROP TABLE rank{i}");
        var products = pairs.Select((p, at) => (p, Value: (double)(sums[k + at] * rows - sums[p.i] * sums[p.j]))).ToDictionary(x => x.p, x => x.Value);
        if (Enumerable.Range(0, k).Any(i => products[(i, i)] <= 0))
            return null; // without spread over the complete rows
        return [.. Enumerable.Range(0, k).Select(i => Enumerable.Range(0, k).Select(j =>
            i == j ? 1 : Correlation.Ratio(products[(Math.Max(i, j), Math.Min(i, j))], products[(i, i)], products[(j, j)]) ?? 0).ToArray())];
    }

    private static string Table(TableSource source) => $"read_parquet({Sql.Text(source.ParquetPath)})";
}
