using System.Buffers;
using System.Text;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Writes one cell as CSV: in quotes where it holds a comma, a quote, a line break or blanks at an end.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\n\r\0");

    public static void Write(IBufferWriter<byte> target, string cell)
    {
        if (cell.Length > 0 && (cell.AsSpan().IndexOfAny(NeedsQuotes) >= 0 || cell[0] == ' ' || cell[^1] == ' '))
            cell = '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        Encoding.UTF8.GetBytes(cell, target);
    }
}
