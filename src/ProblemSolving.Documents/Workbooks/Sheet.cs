using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Workbooks;

/// <summary>One sheet of a workbook; the first row is the header.</summary>
/// <param name="Name">Shortened to 31 characters and cleaned of signs a workbook refuses; made unique when repeated.</param>
/// <param name="Rows">Read once, row by row, so a long list need not be in memory. Each row is as long as <paramref name="Columns"/>.</param>
public sealed record Sheet(string Name, IReadOnlyList<ReportColumn> Columns, IEnumerable<IReadOnlyList<ReportCell>> Rows);
