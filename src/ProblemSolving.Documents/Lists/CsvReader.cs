using System.Text;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Lists;

/// <summary>Reads back what <see cref="CsvWriter"/> wrote, row by row: quotes undone and the apostrophes before formulas taken off.</summary>
internal static class CsvReader
{
    private const char Quote = '"';

    /// <exception cref="InvalidDataException">The text ends within quotes, so the list was cut off.</exception>
    public static IEnumerable<IReadOnlyList<string>> Rows(Stream list)
    {
        using var reader = new StreamReader(list, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        int next;
        while ((next = reader.Read()) >= 0)
        {
            var c = (char)next;
            if (quoted)
            {
                if (c != Quote)
                    field.Append(c);
                else if (reader.Peek() == Quote)
                    field.Append((char)reader.Read());
                else
                    quoted = false;
            }
            else if (c == Quote)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                End();
            }
            else if (c == '\n')
            {
                End();
                yield return row;
                row = [];
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (quoted)
            throw new InvalidDataException("The list ends within quotes.");
        if (field.Length > 0 || row.Count > 0)
        {
            End();
            yield return row;
        }

        void End()
        {
            row.Add(FormulaText.Restore(field.ToString()));
            field.Clear();
        }
    }
}
