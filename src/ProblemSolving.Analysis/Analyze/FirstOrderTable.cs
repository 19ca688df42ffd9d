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
