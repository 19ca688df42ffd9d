using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>What a careful reader would be told about a table before using it.</summary>
internal static class TableAlerts
{
    private const double ManyMissing = 0.2;
    private const double NearlyAll = 0.95;
    private const double VerySkewed = 3;
    private const double ManyOutliers = 0.05;
    private const double NearlySame = 0.95;
    private const int Most = 40;

    public static IReadOnlyList<ColumnAlert> Of(long rows, long duplicates, IReadOnlyList<ColumnProfile> profile, CorrelationTable? numbers, AssociationTable? groups, ColumnAlert? lastDay)
    {
        var alerts = new List<(int Weight, ColumnAlert Alert)>();
        void Add(int weight, string column, string key, params object[] arguments) => alerts.Add((weight, new ColumnAlert(column, new FigureText(key, arguments))));
        if (lastDay is not null)
            alerts.Add((-1, lastDay));
        if (duplicates > 0)
            Add(1, "", "alert.duplicates", duplicates, (double)duplicates / rows);
        foreach (var column in profile.Where(c => c.Rows > 0))
        {
            var filled = column.Rows - column.Missing;
            if (filled == 0)
            {
                Add(0, column.Name, "alert.empty");
                continue;
            }

            if (column.Distinct == 1)
                Add(2, column.Name, "alert.constant", column.TopValues[0].Value);
            else if (column.TopValues[0].Count > NearlyAll * filled)
                Add(5, column.Name, "alert.nearly-constant", column.TopValues[0].Value, (double)column.TopValues[0].Count / filled);
            if (column.Missing > ManyMissing * column.Rows)
                Add(1, column.Name, "alert.missing", (double)column.Missing / column.Rows);
            if (column.Distinct == filled && filled > 20 && column.Type is ColumnType.Text or ColumnType.Integer)
                Add(7, column.Name, "alert.unique");
            if (column.Spread is not { } spread)
                continue;
            if (column.Role is ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice && spread.Negatives > 0)
                Add(1, column.Name, "alert.negative", spread.Negatives);
            if (spread.Skewness is { } skew && Math.Abs(skew) > VerySkewed)
                Add(4, column.Name, "alert.skewed", skew);
            if (spread.Below + spread.Above > ManyOutliers * filled)
                Add(4, column.Name, "alert.outliers", spread.Below + spread.Above, (double)(spread.Below + spread.Above) / filled);
        }

        Pairs(numbers?.Columns, numbers?.Spearman, (a, b, r) => Add(3, a, "alert.correlated", b, r));
        Pairs(groups?.Columns, groups?.CramersV, (a, b, v) => Add(3, a, "alert.associated", b, v));
        return [.. alerts.OrderBy(a => a.Weight).Take(Most).Select(a => a.Alert)];
    }

    private static void Pairs(IReadOnlyList<string>? columns, IReadOnlyList<IReadOnlyList<double>>? matrix, Action<string, string, double> add)
    {
        if (columns is null || matrix is null)
            return;
        for (var i = 0; i < columns.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Math.Abs(matrix[i][j]) >= NearlySame)
                    add(columns[j], columns[i], matrix[i][j]);
            }
        }
    }
}
