using System.Globalization;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>The smallest and the largest value of a column. They are kept as text, so that no digit of a long number is lost.</summary>
internal static class ColumnEnds
{
    private const double Exact = 1e15;

    /// <summary>A number as the quartiles beside it are written, one too long to be exact with all its digits; what is no number as it stands.</summary>
    public static string? Written(ColumnProfile column, string? end, CultureInfo culture)
    {
        if (column.Type is not (ColumnType.Integer or ColumnType.Decimal) || !double.TryParse(end, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return end;
        return Math.Abs(number) < Exact ? Format.Number(number, 4, culture)
            : end.StartsWith('-') ? culture.NumberFormat.NegativeSign + end[1..]
            : end;
    }
}
