using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain;

namespace ProblemSolving.Application.Lists;

/// <summary>Opens stored customer lists for a download, as they are or as a workbook.</summary>
public sealed class ListFiles(DataDirectory data)
{
    /// <summary>Rows a workbook can hold; a longer list is handed out as CSV only.</summary>
    public const int WorkbookRows = ListWorkbook.MaxRows;

    /// <summary>Code of the refusal to make a workbook of a longer list.</summary>
    public const string TooLong = "list.too-long-for-workbook";

    private static readonly Dictionary<string, int> s_numbers = new(StringComparer.Ordinal) { ["rank"] = 0, ["score"] = 6 };

    /// <summary>The name of a stored list in another format.</summary>
    internal static string NameIn(ListFormat format, string csvName) => format switch
    {
        ListFormat.Csv => csvName,
        ListFormat.Xlsx => Path.ChangeExtension(csvName, ".xlsx"),
    };

    /// <summary>Opens the list; the caller disposes the stream. A workbook lies in the scratch folder until then.</summary>
    /// <param name="rows">Rows of the list, header not counted.</param>
    /// <exception cref="DomainRuleException">The list is too long for a workbook.</exception>
    internal async Task<Stream> OpenAsync(string path, int rows, ListFormat format, CancellationToken cancellationToken)
    {
        if (format == ListFormat.Xlsx && rows > WorkbookRows)
            throw new DomainRuleException(TooLong, rows, WorkbookRows);
        var list = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (format == ListFormat.Csv)
            return list;
        await using (list)
            return await Task.Run(() => Workbook(list, Path.GetFileNameWithoutExtension(path), cancellationToken), cancellationToken);
    }

    private FileStream Workbook(Stream list, string sheetName, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(data.Temp);
        var path = Path.Combine(data.Temp, $"list-{Guid.NewGuid():N}.xlsx");
        var workbook = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            ListWorkbook.Write(list, workbook, sheetName, s_numbers, cancellationToken);
            workbook.Position = 0;
            return workbook;
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }
}
