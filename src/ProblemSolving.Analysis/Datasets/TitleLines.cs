using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Finds what stands before a table: a title, a period, remarks.</summary>
internal static class TitleLines
{
    private const int MostTitles = 50;

    /// <summary>How many of the first rows are no part of the table; 0 unless a header follows that is clearly wider.</summary>
    public static int Count(IReadOnlyList<string[]> rows)
    {
        if (rows.Count < 3)
            return 0;
        var usual = rows.GroupBy(r => r.Length).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;
        if (usual < 2)
            return 0;
        var count = 0;
        while (count < Math.Min(rows.Count - 2, MostTitles) && IsTitle(rows[count], usual))
            count++;
        // a header written twice
        while (count < rows.Count - 2 && usual > 1 && rows[count].Length == usual && rows[count].SequenceEqual(rows[count + 1], StringComparer.Ordinal) && HeaderGuess.HasHeader([.. rows.Skip(count + 1).Take(50)]))
            count++;
        return count > 0 && Filled(rows[count]) > usual / 2 && HeaderGuess.HasHeader([.. rows.Skip(count).Take(50)]) ? count : 0;
    }

    /// <summary>The sign that the first lines share although the table below does not have it; none when the last of them holds the names of the columns.</summary>
    public static CommentMark Comment(string head)
    {
        var lines = head.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Take(200).ToList();
        foreach (var (mark, sign) in Signs)
        {
            var remarks = lines.TakeWhile(l => l.StartsWith(sign, StringComparison.Ordinal)).Count();
            if (remarks == 0 || remarks == lines.Count)
                continue;
            // "#id,name" above "7,kim" is a header
            var (last, first) = (lines[remarks - 1], lines[remarks]);
            var isHeader = ",;\t|".Any(d => first.Contains(d, StringComparison.Ordinal) && last.Count(c => c == d) == first.Count(c => c == d));
            return isHeader ? CommentMark.None : mark;
        }

        return CommentMark.None;
    }

    /// <summary>The delimiter that a first line <c>sep=;</c> names, as some spreadsheet programs write it.</summary>
    public static FieldDelimiter? Separator(string head)
    {
        var end = head.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? head : head[..end]).Trim('"').ToLowerInvariant() switch
        {
            "sep=," => FieldDelimiter.Comma,
            "sep=;" => FieldDelimiter.Semicolon,
            "sep=\t" => FieldDelimiter.Tab,
            "sep=|" => FieldDelimiter.Pipe,
            _ => null,
        };
    }

    private static readonly (CommentMark, string)[] Signs = [(CommentMark.Hash, "#"), (CommentMark.Slashes, "//"), (CommentMark.Percent, "%")];

    private static bool IsTitle(string[] row, int usual) =>
        row.Length < usual ? Filled(row) <= Math.Max(1, usual / 2) : usual >= 3 && Filled(row) <= 1;

    private static int Filled(string[] row) => row.Count(c => c.Trim().Length > 0);
}
