using System.Text;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Finds the decimal mark from the numbers of a sample. <c>12.50</c>, <c>0,125</c> or <c>1,234,567</c> tell; <c>1.234</c> alone does not:
/// it may be one and a bit or more than a thousand.
/// </summary>
internal static class DecimalGuess
{
    private const int RowsTried = 5000;
    private const double NumberShare = 0.9;

    // money without smaller coins: what follows a mark must be thousands
    private static readonly string[] WholeMoney = ["원", "₩", "￦", "KRW", "¥", "JPY"];

    /// <param name="rows">Cells of the sampled rows without the header.</param>
    /// <param name="format">The kind decides too: a workbook keeps numbers as numbers.</param>
    /// <returns>The mark; and a place that can be read two ways when nothing decides.</returns>
    public static (DecimalMark Mark, (int Column, string Text)? Doubt) Guess(IReadOnlyList<string[]> rows, int width, FileFormat format)
    {
        long points = 0, commas = 0;
        (int, string)? doubt = null;
        for (var column = 0; column < width; column++)
        {
            var seen = Look(rows.Take(RowsTried).Where(r => column < r.Length).Select(r => r[column]));
            if (seen.Numbers < seen.Filled * NumberShare || seen.Numbers == 0)
                continue;
            points += seen.Points;
            commas += seen.Commas;
            var open = format.Kind is FileKind.Text or FileKind.GZip ? seen.PointDoubt : null;
            // also where the comma parts cells: a number with one in it stands in quotes there
            open ??= seen.CommaDoubt;
            if (open is not null)
                doubt ??= (column, open);
        }

        return commas > points ? (DecimalMark.Comma, null) : (DecimalMark.Point, points > commas ? null : doubt);
    }

    private static Evidence Look(IEnumerable<string> cells)
    {
        var seen = new Evidence();
        Span<byte> digits = stackalloc byte[CellReader.MaximumDigits + 3];
        foreach (var cell in cells)
        {
            var text = cell.Trim();
            var bytes = CellReader.Trim(Encoding.UTF8.GetBytes(text));
            if (CellReader.IsMissing(bytes))
                continue;
            seen.Filled++;
            var asPoint = CellReader.TryDecimal(bytes, DecimalMark.Point, digits, out _);
            var asComma = CellReader.TryDecimal(bytes, DecimalMark.Comma, digits, out _);
            if (!asPoint && !asComma)
                continue;
            seen.Numbers++;
            var (hasPoint, hasComma) = (text.Contains('.', StringComparison.Ordinal), text.Contains(',', StringComparison.Ordinal));
            if (!hasPoint && !hasComma || IsMonth(text))
                continue;
            if (asPoint != asComma)
                _ = asPoint ? seen.Points++ : seen.Commas++;
            else if (text.AsSpan().TrimStart("+-(").TrimStart() is ['0', ..])
                _ = hasPoint ? seen.Points++ : seen.Commas++;
            else if (WholeMoney.Any(sign => text.Contains(sign, StringComparison.Ordinal)))
                _ = hasComma ? seen.Points++ : seen.Commas++;
            else if (hasPoint)
                seen.PointDoubt ??= text;
            else
                seen.CommaDoubt ??= text;
        }

        return seen;
    }

    // 2023.08 is a month before it is a number
    private static bool IsMonth(string text) => text is [_, _, _, _, '.', _, _] or [_, _, _, _, ',', _, _];

    private sealed class Evidence
    {
        public long Filled { get; set; }

        public long Numbers { get; set; }

        public long Points { get; set; }

        public long Commas { get; set; }

        public string? PointDoubt { get; set; }

        public string? CommaDoubt { get; set; }
    }
}
