using System.Text;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Decides whether the first row holds names or data.</summary>
internal static class HeaderGuess
{
    /// <param name="rows">The first rows of the file, blank ones left out.</param>
    public static bool HasHeader(IReadOnlyList<string[]> rows)
    {
        var first = rows[0];
        // a number, a date or the same text twice is data
        if (first.Any(IsValue) || first.All(c => c.Trim().Length == 0))
            return false;
        var named = first.Where(c => c.Trim().Length > 0).ToList();
        if (rows.Count == 1)
            return named.Count == first.Length;
        // a column of values under a word is the clearest sign of a header
        var width = first.Length;
        for (var i = 0; i < width; i++)
        {
            var below = rows.Skip(1).Where(r => i < r.Length && r[i].Trim().Length > 0).Select(r => r[i]).ToList();
            if (below.Count > 0 && below.Count(IsValue) >= below.Count * 0.8)
                return true;
        }
        // only text: names do not appear again further down, and are all there
        return named.Count == first.Length
            && named.Distinct(StringComparer.OrdinalIgnoreCase).Count() == named.Count
            && Enumerable.Range(0, width).All(i => rows.Skip(1).All(r => i >= r.Length || !string.Equals(r[i], first[i], StringComparison.Ordinal)));
    }

    private static bool IsValue(string cell)
    {
        var bytes = CellReader.Trim(Encoding.UTF8.GetBytes(cell));
        if (bytes.IsEmpty)
            return false;
        Span<byte> digits = stackalloc byte[CellReader.MaximumDigits + 3];
        if (CellReader.TryDecimal(bytes, DecimalMark.Point, digits, out _) || CellReader.TryDecimal(bytes, DecimalMark.Comma, digits, out _))
            return true;
        foreach (var format in Enum.GetValues<DateFormat>())
        {
            if (CellReader.TryDate(bytes, format, out _, out _))
                return true;
        }
        return false;
    }
}
