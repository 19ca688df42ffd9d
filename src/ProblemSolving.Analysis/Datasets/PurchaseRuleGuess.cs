using System.Text;
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

    /// <summary>The rows as the rules see them, so that the page can count what each takes while they are chosen; empty without a customer and a time.</summary>
    public static IReadOnlyList<RuleCells> CellsOf(IReadOnlyList<PreviewColumn> columns, IEnumerable<string[]> rows, DecimalMark mark)
    {
        PreviewColumn? With(ColumnRole role) => columns.FirstOrDefault(c => c.Role == role);
        if (With(ColumnRole.Customer) is not { } customer || With(ColumnRole.Time) is not { } time)
            return [];
        var (currency, order, quantity, money) = (With(ColumnRole.Currency), With(ColumnRole.Order), With(ColumnRole.Quantity), With(ColumnRole.Amount) ?? With(ColumnRole.UnitPrice));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. rows.Select(row => new RuleCells(
                HasDay(Cell(row, time)!, time.DateFormat),
                !IsEmpty(Cell(row, customer)!, customer.Type),
                Cell(row, currency) is { } code ? CurrencyCode(code) : null,
                Cell(row, order) is { } id ? id[..Math.Min(id.Length, RuleCells.OrderLetters)] : null,
                Cell(row, quantity) is { } number ? IsPositive(number, mark) : null,
                Cell(row, money) is { } amount ? IsPositive(amount, mark) : null,
                !seen.Add(string.Join('\u001f', row.Take(columns.Count).Select(c => c.Trim()))))),
        ];
    }

    private static string? Cell(string[] row, PreviewColumn? column) => column is null ? null : column.Index < row.Length ? row[column.Index].Trim() : "";

    private static bool IsEmpty(string cell, ColumnType type) => type == ColumnType.Text ? cell.Length == 0 : CellReader.IsMissing(Encoding.UTF8.GetBytes(cell));

    private static bool HasDay(string cell, DateFormat? format) => format is { } known && CellReader.TryDate(CellReader.Trim(Encoding.UTF8.GetBytes(cell)), known, out _, out _);

    private static bool IsPositive(string cell, DecimalMark mark)
    {
        Span<byte> digits = stackalloc byte[CellReader.MaximumDigits + 3];
        return CellReader.TryDecimal(CellReader.Trim(Encoding.UTF8.GetBytes(cell)), mark, digits, out var shape)
            && digits[0] != (byte)'-' && digits[..shape.Length].IndexOfAnyInRange((byte)'1', (byte)'9') >= 0;
    }

    // as the analysis reads it
    private static string CurrencyCode(string text) => text.ToUpperInvariant() switch
    {
        "₩" or "￦" or "원" => "KRW",
        "€" => "EUR",
        "£" => "GBP",
        "US$" => "USD",
        var code => code,
    };

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static int Index(IReadOnlyList<PreviewColumn> columns, ColumnRole role) => columns.FirstOrDefault(c => c.Role == role)?.Index ?? -1;

    private static bool IsNegative(string[] row, int column) =>
        column >= 0 && column < row.Length && row[column].AsSpan().TrimStart() is ['-', .. var rest] && rest.IndexOfAnyInRange('0', '9') >= 0;
}
