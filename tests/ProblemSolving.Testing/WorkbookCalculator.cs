using System.Globalization;
using System.Text.RegularExpressions;

namespace ProblemSolving.Testing;

/// <summary>Computes a workbook's formulas as a spreadsheet would, as far as the program writes them: operators, ranges and a few functions.</summary>
public sealed partial class WorkbookCalculator
{
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<WorkbookCell>>> _sheets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Sheet, string Cell), double> _typed = [];
    private readonly Dictionary<(string Sheet, string Cell), object?> _known = [];

    public WorkbookCalculator(Stream workbook)
    {
        var names = Workbooks.Names(workbook);
        for (var i = 0; i < names.Count; i++)
            _sheets[names[i]] = Workbooks.Rows(workbook, i + 1);
    }

    /// <summary>Every formula cell with its place.</summary>
    public IEnumerable<(string Sheet, string Cell, WorkbookCell Content)> Formulas() =>
        from sheet in _sheets
        from row in sheet.Value.Select((cells, i) => (cells, i))
        from cell in row.cells.Select((content, i) => (content, i))
        where cell.content.Formula is not null
        select (sheet.Key, $"{(char)('A' + cell.i)}{row.i + 1}", cell.content);

    /// <summary>The row whose first cell says this.</summary>
    public int RowOf(string sheet, string first) => _sheets[sheet].Select((r, i) => (r, i)).First(r => r.r[0].Value == first).i + 1;

    /// <summary>What somebody types over a cell.</summary>
    public void Type(string sheet, string cell, double value)
    {
        _typed[(sheet, cell)] = value;
        _known.Clear();
    }

    /// <returns>A number, a text, or null for an empty cell.</returns>
    public object? Value(string sheet, string cell)
    {
        if (_typed.TryGetValue((sheet, cell), out var typed))
            return typed;
        if (_known.TryGetValue((sheet, cell), out var known))
            return known;
        var (column, row) = (cell[0] - 'A', int.Parse(cell.AsSpan(1), CultureInfo.InvariantCulture) - 1);
        if (row >= _sheets[sheet].Count || column >= _sheets[sheet][row].Count)
            return null;
        var content = _sheets[sheet][row][column];
        return _known[(sheet, cell)] = content.Formula is { } formula ? new Reader(this, sheet, formula).All()
            : content.IsText ? content.Value
            : content.Value.Length == 0 ? null
            : double.Parse(content.Value, CultureInfo.InvariantCulture);
    }

    private sealed class Fault(string what) : Exception(what);

    private sealed partial class Reader(WorkbookCalculator book, string sheet, string text)
    {
        private int _at;

        public object? All()
        {
            var value = Compared();
            return _at == text.Length ? value() : throw new FormatException($"'{text}' at {_at}");
        }

        private Func<object?> Compared()
        {
            var left = Sum();
            foreach (var sign in new[] { "<=", ">=", "<>", "<", ">", "=" })
            {
                if (!Take(sign))
                    continue;
                var (a, b) = (left, Sum());
                return () => Each(a(), b(), (x, y) => sign switch { "<=" => Number(x) <= Number(y), ">=" => Number(x) >= Number(y), "<" => Number(x) < Number(y), ">" => Number(x) > Number(y), "=" => Same(x, y), _ => !Same(x, y) });
            }

            return left;
        }

        private Func<object?> Sum()
        {
            var left = Product();
            while (_at < text.Length && text[_at] is '+' or '-')
            {
                var (a, isPlus) = (left, text[_at++] == '+');
                var b = Product();
                left = () => Each(a(), b(), (x, y) => isPlus ? Number(x) + Number(y) : Number(x) - Number(y));
            }

            return left;
        }

        private Func<object?> Product()
        {
            var left = Power();
            while (_at < text.Length && text[_at] is '*' or '/')
            {
                var (a, isTimes) = (left, text[_at++] == '*');
                var b = Power();
                left = () => Each(a(), b(), (x, y) => isTimes ? Number(x) * Number(y) : Number(y) == 0 ? throw new Fault("#DIV/0!") : Number(x) / Number(y));
            }

            return left;
        }

        private Func<object?> Power()
        {
            var left = Signed();
            while (Take("^"))
            {
                var (a, b) = (left, Signed());
                left = () => Each(a(), b(), (x, y) => Math.Pow(Number(x), Number(y)));
            }

            return left;
        }

        private Func<object?> Signed()
        {
            if (Take("-"))
            {
                var of = Signed();
                return () => Each(of(), 0.0, (x, _) => -Number(x));
            }

            var value = Atom();
            while (Take("%"))
            {
                var of = value;
                value = () => Each(of(), 100.0, (x, y) => Number(x) / Number(y));
            }

            return value;
        }

        private Func<object?> Atom()
        {
            if (Take("("))
            {
                var inner = Compared();
                return Take(")") ? inner : throw new FormatException(text);
            }

            if (Match(QuotedText()) is { } quoted)
                return () => quoted.Groups[1].Value;
            if (Match(Call()) is { } call)
                return Function(call.Groups[1].Value);
            if (Match(Reference()) is { } cells)
                return Cells(cells);
            if (Take("TRUE"))
                return () => true;
            var number = double.Parse((Match(Digits()) ?? throw new FormatException($"'{text}' at {_at}")).Value, CultureInfo.InvariantCulture);
            return () => number;
        }

        private Func<object?> Cells(Match found)
        {
            var of = found.Groups[1].Success ? found.Groups[1].Value : sheet;
            var from = found.Groups[2].Value.Replace("$", "", StringComparison.Ordinal);
            if (!found.Groups[3].Success)
                return () => book.Value(of, from);
            var to = found.Groups[3].Value.Replace("$", "", StringComparison.Ordinal);
            var (first, last) = (int.Parse(from.AsSpan(1), CultureInfo.InvariantCulture), int.Parse(to.AsSpan(1), CultureInfo.InvariantCulture));
            return () => Enumerable.Range(first, last - first + 1).Select(row => book.Value(of, $"{from[0]}{row}")).ToArray();
        }

        private Func<object?> Function(string name)
        {
            List<Func<object?>> inputs = [];
            do
                inputs.Add(Compared());
            while (Take(","));
            if (!Take(")"))
                throw new FormatException(text);
            IEnumerable<double> Numbers() => inputs.SelectMany(i => i() is object?[] many ? many : [i()]).Where(v => v is double).Cast<double>();
            return name switch
            {
                "SUM" => () => Numbers().Sum(),
                "MIN" => () => Numbers().Min(),
                "MAX" => () => Numbers().Max(),
                "N" => () => inputs[0]() is double number ? number : 0.0,
                "SUMPRODUCT" => () => inputs[0]() is object?[] many ? many.Sum(Number) : Number(inputs[0]()),
                "IF" => () => Number(inputs[0]()) != 0 ? inputs[1]() : inputs[2](),
                "IFERROR" => () => Try(inputs[0], inputs[1]),
                "MATCH" => () => Array.FindIndex((object?[])inputs[1]()!, v => Same(v, inputs[0]())) is >= 0 and var place ? place + 1.0 : throw new Fault("#N/A"),
                "INDEX" => () => Number(inputs[1]()) == 0 ? inputs[0]() : ((object?[])inputs[0]()!)[(int)Number(inputs[1]()) - 1],
                _ => throw new FormatException(name),
            };
        }

        private static object? Try(Func<object?> work, Func<object?> otherwise)
        {
            try
            {
                return work();
            }
            catch (Fault)
            {
                return otherwise();
            }
        }

        private static object? Each(object? left, object? right, Func<object?, object?, object?> work) => (left, right) switch
        {
            (object?[] many, object?[] others) => many.Zip(others, work).ToArray(),
            (object?[] many, _) => many.Select(v => work(v, right)).ToArray(),
            (_, object?[] others) => others.Select(v => work(left, v)).ToArray(),
            _ => work(left, right),
        };

        private static double Number(object? value) => value switch
        {
            null => 0,
            double number => number,
            bool flag => flag ? 1 : 0,
            _ => throw new Fault("#VALUE!"),
        };

        // An empty cell equals an empty text and the number 0.
        private static bool Same(object? left, object? right) => (left, right) switch
        {
            (null, string text) => text.Length == 0,
            (string text, null) => text.Length == 0,
            (string a, string b) => a == b,
            (string, _) or (_, string) => false,
            _ => Number(left) == Number(right),
        };

        private bool Take(string sign)
        {
            if (!text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
                return false;
            _at += sign.Length;
            return true;
        }

        private Match? Match(Regex regex)
        {
            var match = regex.Match(text, _at, text.Length - _at);
            if (!match.Success)
                return null;
            _at += match.Length;
            return match;
        }

        [GeneratedRegex("\\G\"([^\"]*)\"")]
        private static partial Regex QuotedText();

        [GeneratedRegex("\\G([A-Z]+)\\(")]
        private static partial Regex Call();

        [GeneratedRegex("\\G(?:'([^']+)'!)?(\\$?[A-Z]\\$?\\d+)(?::(\\$?[A-Z]\\$?\\d+))?")]
        private static partial Regex Reference();

        [GeneratedRegex("\\G\\d+(?:\\.\\d+)?")]
        private static partial Regex Digits();
    }
}
