using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Proposes purchase rules from a sample: a log without returns or cancellations keeps all of its rows.</summary>
internal static class PurchaseRuleGuess
{
    private const double MostlyReturns = 0.9;

    public static PurchaseRules Guess(IReadOnlyList<PreviewColumn> columns, IEnumerable<string[]> rows)
    {
        int order = Index(columns, ColumnRole.Order), quantity = Index(columns, ColumnRole.Quantity), amount = Index(columns, ColumnRole.Amount);
        var prefixes = new Dictionary<string, (int Rows, int Returns)>(StringComparer.Ordinal);
        var (plain, returns) = (0, 0);
        foreach (var row in rows)
        {
            var isReturn = IsNegative(row, quantity) || IsNegative(row, amount);
            if (isReturn)
                returns++;
            if (order < 0 || order >= row.Length)
                continue;
            var id = row[order].Trim();
            var letters = id.AsSpan().IndexOfAnyExcept(Letters);
            if (letters == 0)
                plain++;
            else if (letters is > 0 and <= 3 && id.AsSpan(letters).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                var seen = prefixes.GetValueOrDefault(id[..letters]);
                prefixes[id[..letters]] = (seen.Rows + 1, seen.Returns + (isReturn ? 1 : 0));
            }
        }

        // ids that mostly start with letters are simply ids; a prefix on few of them, nearly all returns, marks cancellations
        var prefix = prefixes
            .Where(p => p.Value.Rows < plain && p.Value.Returns >= MostlyReturns * p.Value.Rows)
            .OrderByDescending(p => p.Value.Rows).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => p.Key).FirstOrDefault();
        return prefix is null && returns == 0 ? PurchaseRules.KeepAll : PurchaseRules.Usual with { CancellationPrefix = prefix };
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static int Index(IReadOnlyList<PreviewColumn> columns, ColumnRole role) => columns.FirstOrDefault(c => c.Role == role)?.Index ?? -1;

    private static bool IsNegative(string[] row, int column) =>
        column >= 0 && column < row.Length && row[column].AsSpan().TrimStart() is ['-', .. var rest] && rest.IndexOfAnyInRange('0', '9') >= 0;
}
