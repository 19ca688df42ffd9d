using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>The smallest and the largest value of a column. They are kept as text, so that no digit of a long number is lost.</summary>
internal static class ColumnEnds
{
    private const double Exact = 1e15;

    /// <summary>A number as the quartiles beside it are written; what is no number, or too long to be one exactly, as it stands.</summary>
    public static string? Written(ColumnProfile column, string? end, CultureInfo culture) =>
        column.Type is ColumnType.Integer or ColumnType.Decimal && double.TryParse(end, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < Exact
            ? Format.Number(number, 4, culture)
            : end;
}
