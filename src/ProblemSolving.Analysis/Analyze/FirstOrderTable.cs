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

    private const int SampleRows = 100_000;

    /// <summary>
    /// The table without columns that say what another one says, as the code of a product says what its name says: one value of the one
    /// goes with one value of the other in every first order. Looked at twice, each would count twice among the comparisons. The longer
    /// text stays, for it tells more; it takes over the better place and, where it has none, the meaning of what it stands for.
    /// </summary>
    public (FirstOrderTable Table, IReadOnlyList<(FirstOrderColumn Left, FirstOrderColumn Same)> Doubled) Once(DuckSession duck)
    {
        if (Columns.Count < 2)
            return (this, []);
        var rows = duck.Count("SELECT count(*) FROM first_rows");
        var doubled = new List<(FirstOrderColumn Left, FirstOrderColumn Same)>();
        // one column at a time, since the values of all of them at once can be more than there is room for
        foreach (var alike in Columns.GroupBy(c => Values(duck, "first_rows", c.Stored)).Where(g => g.Count() > 1))
        {
            // values that hardly come twice go with anything
            if (alike.Key < 2 || alike.Key * 2 > rows)
                continue;
            var kept = new List<FirstOrderColumn>();
            foreach (var one in alike.OrderByDescending(c => duck.Count($"SELECT CAST(coalesce(sum(length({c.Stored})), 0) AS BIGINT) FROM first_rows")))
            {
                if (kept.Find(k => SayTheSame(duck, k, one, alike.Key)) is { } same)
                    doubled.Add((one, same));
                else
                    kept.Add(one);
            }
        }

        // columns with a meaning stand first, so the first of those that say the same has the best place and the meaning of them all
        var order = Columns.ToList();
        var told = doubled.ToLookup(d => d.Same, d => d.Left);
        var stands = order.Except(doubled.Select(d => d.Left)).ToDictionary(c => c, c => told[c].Append(c).Select(t => order.IndexOf(t)).Min());
        FirstOrderColumn Told(FirstOrderColumn column) =>
            column.Column.Role != ColumnRole.None ? column : column with { Column = column.Column with { Role = order[stands[column]].Column.Role } };
        return (this with { Columns = [.. stands.OrderBy(s => s.Value).Select(s => Told(s.Key))] }, [.. doubled.Select(d => (d.Left, Told(d.Same)))]);
    }

    // A part of the rows that does not fit settles it before all of them are looked at.
    private static bool SayTheSame(DuckSession duck, FirstOrderColumn one, FirstOrderColumn other, long values)
    {
        var sample = $"(SELECT {one.Stored}, {other.Stored} FROM first_rows LIMIT {Sql.Number(SampleRows)})";
        var pairs = Values(duck, sample, $"{one.Stored}, {other.Stored}");
        return pairs == Values(duck, sample, one.Stored) && pairs == Values(duck, sample, other.Stored) && Values(duck, "first_rows", $"{one.Stored}, {other.Stored}") == values;
    }

    private static long Values(DuckSession duck, string from, string columns) => duck.Count($"SELECT count(*) FROM (SELECT DISTINCT {columns} FROM {from})");

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
