using System.Globalization;
using ProblemSolving.Documents.Workbooks;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Lists;

/// <summary>
/// A stored CSV list as a workbook with one sheet. Named columns become numbers; every other column stays text, so that a
/// customer id keeps its leading zeros and never becomes a formula.
/// </summary>
public static class ListWorkbook
{
    /// <summary>Rows a workbook can hold, header not counted.</summary>
    public const int MaxRows = XlsxWriter.MaxListRows;

    /// <param name="list">What <see cref="CsvWriter"/> wrote; read once, row by row.</param>
    /// <param name="workbook">Writable; stays open.</param>
    /// <param name="decimals">Digits shown after the point, for each column that holds numbers.</param>
    /// <exception cref="ArgumentException">A row of another length than the header, or more than <see cref="MaxRows"/> rows.</exception>
    /// <exception cref="InvalidDataException">The list is empty or cut off.</exception>
    public static void Write(Stream list, Stream workbook, string sheetName, IReadOnlyDictionary<string, int> decimals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decimals);
        using var rows = CsvReader.Rows(list).GetEnumerator();
        if (!rows.MoveNext())
            throw new InvalidDataException("The list has no header.");
        var header = rows.Current;
        var digits = header.Select(name => decimals.TryGetValue(name, out var places) ? places : (int?)null).ToArray();
        var columns = header.Select((name, i) => new ReportColumn(name, digits[i] is null ? ColumnKind.Text : ColumnKind.Number)).ToList();
        XlsxWriter.Write(workbook, [new Sheet(sheetName, columns, Cells())]);

        IEnumerable<IReadOnlyList<ReportCell>> Cells()
        {
            while (rows.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return [.. rows.Current.Select((text, i) => i < digits.Length && digits[i] is { } places ? Number(text, places) : ReportCell.Text(text))];
            }
        }
    }

    private static ReportCell Number(string text, int decimals) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? ReportCell.Number(value, decimals) : ReportCell.Text(text);
}
