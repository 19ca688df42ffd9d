using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Finds delimiter, quote and decimal mark by reading the head of a file in each way and keeping the one with the most even rows.</summary>
internal static class FormatDetector
{
    private const int RowsTried = 200;

    private static readonly FieldDelimiter[] Delimiters = [FieldDelimiter.Comma, FieldDelimiter.Semicolon, FieldDelimiter.Tab, FieldDelimiter.Pipe, FieldDelimiter.Spaces];

    /// <summary>The best reading of the head; the first error when none can read it.</summary>
    public static (FieldDelimiter Delimiter, QuoteMark Quote) Detect(UploadedFile file, FileFormat shape, FileFormatChoice choice)
    {
        var quotes = choice.Quote is { } quote ? [quote] : new[] { QuoteMark.Double, QuoteMark.Single };
        var delimiters = choice.Delimiter is { } delimiter ? [delimiter] : Delimiters;
        (FieldDelimiter, QuoteMark)? best = null;
        var bestScore = double.MinValue;
        Domain.DomainRuleException? refusal = null;
        foreach (var q in quotes)
        {
            foreach (var d in delimiters)
            {
                try
                {
                    var score = Score(file, shape with { Delimiter = d, Quote = q }, goesOn: false);
                    if (score > bestScore)
                        (best, bestScore) = ((d, q), score);
                }
                catch (Domain.DomainRuleException e) when (e.Code is "data.quote-misplaced" or "data.quote-escaped" or "data.quote-not-closed" or "data.too-many-columns")
                {
                    refusal ??= e;
                }
            }
        }
        // a comma file with a broken quote must not pass as something else just because that reads without an error
        return best is null || (refusal is not null && bestScore <= 1) ? DetectBroken(file, shape, choice.Quote ?? QuoteMark.Double, delimiters) ?? throw refusal! : best.Value;
    }

    /// <summary>The delimiter of a file with some broken quotes, by the rows that can be read; null where half of the rows cannot: then the quotes are not what the file means by them.</summary>
    private static (FieldDelimiter Delimiter, QuoteMark Quote)? DetectBroken(UploadedFile file, FileFormat shape, QuoteMark quote, FieldDelimiter[] delimiters)
    {
        (FieldDelimiter, QuoteMark)? best = null;
        var bestScore = double.MinValue;
        foreach (var d in delimiters)
        {
            try
            {
                var score = Score(file, shape with { Delimiter = d, Quote = quote }, goesOn: true);
                if (score > bestScore)
                    (best, bestScore) = ((d, quote), score);
            }
            catch (Domain.DomainRuleException e) when (e.Code is "data.quote-not-closed" or "data.too-many-columns")
            {
            }
        }

        // one cell a row is no sign that the delimiter is right
        return bestScore > 1 ? best : null;
    }

    /// <summary>Share of rows with the commonest number of cells, plus a little for more cells and for quotes that wrap whole cells; at most 1 when rows have one cell.</summary>
    private static double Score(UploadedFile file, FileFormat format, bool goesOn)
    {
        using var source = new Utf8Source(file, format.Encoding, hashOriginal: false);
        var scanner = new RecordScanner(source, file.Name, format, goesOn);
        var counts = new Dictionary<int, int>();
        var rows = 0;
        var wrapped = 0;
        while (rows < RowsTried && scanner.Read())
        {
            if (scanner.IsBlank)
                continue;
            rows++;
            if (scanner.Broken is not null)
                continue;
            counts[scanner.CellCount] = counts.GetValueOrDefault(scanner.CellCount) + 1;
            for (var i = 0; i < scanner.CellCount && format.Quote == QuoteMark.Single; i++)
            {
                var cell = scanner.Cell(i);
                if (cell is [(byte)'"', .., (byte)'"'])
                    wrapped--;
                else if (cell is not [] && scanner.WasQuoted(i))
                    wrapped++;
            }
        }
        if (counts.Count == 0)
            return 0;
        if (rows - counts.Values.Sum() is > 0 and var broken && broken * 2 >= rows - 1)
            return double.MinValue;
        var (cells, most) = counts.OrderByDescending(c => c.Value).ThenByDescending(c => c.Key).First();
        if (cells == 1)
            return 1 - (format.Delimiter == FieldDelimiter.Comma ? 0 : 0.1) - (format.Quote == QuoteMark.Single ? 0.05 : 0);
        var even = (double)most / rows;
        var score = 1 + even * even + 0.02 * Math.Min(cells, 20) * even;
        // blanks also stand between the words of a text
        if (format.Delimiter == FieldDelimiter.Spaces)
            score = even < 0.98 ? 0.5 : 1 + (score - 1) * 0.5;
        if (format.Quote != QuoteMark.Single)
            return score;
        // apostrophes are everywhere; they count as quotes only where they wrap whole cells and nothing else does
        return wrapped > 0 ? score + 0.01 : double.MinValue / 2;
    }
}
