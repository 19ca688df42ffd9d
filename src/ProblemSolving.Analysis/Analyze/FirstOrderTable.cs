using System.Globalization;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>A column whose value in the first order customers are compared by.</summary>
/// <param name="Stored">Its name in <c>first_rows</c>.</param>
internal sealed record FirstOrderColumn(TableColumn Column, string Stored)
{
    public string Name => Column.Name;
}

/// <summary>
/// The rows of every customer's first order, materialised once as <c>first_rows</c>: number of the customer, first and second day,
/// and each attribute as text. Attributes are product, category, channel, country and every further column of texts or yes/no.
/// </summary>
/// <param name="Numbers">Columns of numbers, when they were asked for.</param>
internal sealed record FirstOrderTable(IReadOnlyList<FirstOrderColumn> Columns, IReadOnlyList<FirstOrderColumn> Numbers)
{
    /// <summary>Columns with a meaning first, then the others in the order of the file.</summary>
    public static IReadOnlyList<TableColumn> AttributeColumns(TableSource source) =>
    [
        .. source.Columns.Where(c => PurchaseTable.Attributes.Contains(c.Role)).OrderBy(c => Array.IndexOf(PurchaseTable.Attributes, c.Role)),
        .. source.Columns.Where(c => c is { Role: ColumnRole.None, Type: ColumnType.Text or ColumnType.Boolean }),
    ];

    /// <summary>
    /// The table without columns that say what another one says, as the code of a product says what its name says: one value of the one
    /// goes with one value of the other in every first order. Looked at twice, each would count twice among the comparisons. The longer
    /// text stays, for it tells more.
    /// </summary>
    public (FirstOrderTable Table, IReadOnlyList<(FirstOrderColumn Left, FirstOrderColumn Same)> Doubled) Once(DuckSession duck)
    {
        if (Columns.Count < 2)
            return (this, []);
        var counts = duck.One(
            $"SELECT count(*){string.Concat(Columns.Select(c => $", count(DISTINCT {c.Stored}) + coalesce(max(CAST({c.Stored} IS NULL AS INTEGER)), 0), CAST(coalesce(sum(length({c.Stored})), 0) AS BIGINT)"))} FROM first_rows",
            r => Enumerable.Range(0, 2 * Columns.Count + 1).Select(r.GetInt64).ToArray());
        var found = Columns.Select((c, i) => (Column: c, Place: i, Values: counts[2 * i + 1], Letters: counts[2 * i + 2])).ToList();
        var (kept, doubled) = (new List<(FirstOrderColumn Column, int Place, long Values, long Letters)>(), new List<(FirstOrderColumn, FirstOrderColumn)>());
        foreach (var one in found.OrderByDescending(f => f.Letters).ThenBy(f => f.Place))
        {
            // values that hardly come twice go with anything
            var same = one.Values < 2 || one.Values * 2 > counts[0] ? default
                : kept.Find(k => k.Values == one.Values && duck.Count($"SELECT count(*) FROM (SELECT DISTINCT {k.Column.Stored}, {one.Column.Stored} FROM first_rows)") == one.Values);
            if (same.Column is null)
                kept.Add(one);
            else
                doubled.Add((one.Column, same.Column));
        }

        return (this with { Columns = [.. kept.OrderBy(k => k.Place).Select(k => k.Column)] }, doubled);
    }

    /// <summary>Creates <c>first_rows</c> in a session that has the purchase tables.</summary>
    /// <param name="withNumbers">Columns of numbers as well.</param>
    /// <param name="withJoined">Columns that were joined by customer as well: they are as of the end of the data, so no first order held them.</param>
    public static FirstOrderTable Create(DuckSession duck, TableSource source, bool withNumbers = false, bool withJoined = true)
    {
        var columns = AttributeColumns(source).Where(c => withJoined || !c.FromAttributes).Select((c, i) => new FirstOrderColumn(c, string.Create(CultureInfo.InvariantCulture, $"v{i}"))).ToList();
        var numbers = source.Columns
            .Where(c => withNumbers && c is { Type: ColumnType.Integer or ColumnType.Decimal, Role: ColumnRole.None or ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice })
            .Select((c, i) => new FirstOrderColumn(c, string.Create(CultureInfo.InvariantCulture, $"x{i}"))).ToList();
        var values = string.Concat(columns.Select(c => $", CAST(p.{PurchaseTable.Stored(c.Column)} AS VARCHAR) AS {c.Stored}"))
            + string.Concat(numbers.Select(c => $", CAST(p.{PurchaseTable.Stored(c.Column)} AS DOUBLE) AS {c.Stored}"));
        duck.Execute("CREATE TEMP TABLE people AS SELECT customer, row_number() OVER (ORDER BY customer) AS id FROM customers");
        duck.Execute(
            $"""
            CREATE TEMP TABLE first_rows AS
            SELECT w.id, f.r, f.first_day, f.second_day{values}
            FROM first_lines f JOIN people w ON w.customer = f.customer JOIN read_parquet({Sql.Text(source.ParquetPath)}) p ON p.r = f.r
            """);
        return new FirstOrderTable(columns, numbers);
    }
}
