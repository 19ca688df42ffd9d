using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Define;

/// <summary>What stands for a letter; null while nothing is typed.</summary>
public readonly record struct LetterValue(decimal? Value);

/// <summary>Reckons a formula over letters and numbers: <c>+ − × ÷ * /</c>, parentheses, per cent (<c>12%</c> is 0.12). Products bind closer than sums.</summary>
public static class LetterFormula
{
    /// <param name="formula">At most a few hundred signs.</param>
    /// <param name="valueOf">For an upper-case letter A to Z; null when there is no such input.</param>
    /// <exception cref="DomainRuleException">
    /// The formula is not finished, has a sign it does not understand, an unknown letter or one without a value, divides by zero, or is beyond every number. Places count from 1.
    /// </exception>
    public static decimal Evaluate(string formula, Func<char, LetterValue?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(valueOf);
        var reader = new Reader(formula, valueOf);
        try
        {
            return reader.All();
        }
        catch (OverflowException)
        {
            throw new DomainRuleException("formula.too-large");
        }
    }

    private sealed class Reader(string text, Func<char, LetterValue?> valueOf)
    {
        private const int MostDepth = 50;
        private int _at;
        private int _depth;

        public decimal All()
        {
            var value = Sum();
            return Next() is { } sign ? throw Unexpected(sign) : value;
        }

        private decimal Sum()
        {
            var value = Product();
            while (true)
            {
                if (Take('+'))
                    value += Product();
                else if (Take('-', '−', '–'))
                    value -= Product();
                else
                    return value;
            }
        }

        private decimal Product()
        {
            var value = Factor();
            while (true)
            {
                if (Take('×', '*', '·'))
                {
                    value *= Factor();
                }
                else if (Take('÷', '/'))
                {
                    var place = _at;
                    var divisor = Factor();
                    value = divisor == 0 ? throw new DomainRuleException("formula.division-by-zero", place) : value / divisor;
                }
                else
                {
                    return value;
                }
            }
        }

        private decimal Factor()
        {
            if (++_depth > MostDepth)
                throw new DomainRuleException("formula.too-deep");
            var value = Take('-', '−', '–') ? -Factor() : Percent(Atom());
            _depth--;
            return value;
        }

        private decimal Percent(decimal value)
        {
            while (Take('%'))
                value /= 100;
            return value;
        }

        private decimal Atom()
        {
            if (Take('('))
            {
                var open = _at;
                var value = Sum();
                return Take(')') ? value : Next() is { } sign ? throw Unexpected(sign) : throw new DomainRuleException("formula.not-closed", open);
            }

            if (Next() is not { } next)
                throw new DomainRuleException("formula.unfinished");
            if (char.IsAsciiDigit(next) || next == '.')
                return Number();
            return char.IsAsciiLetter(next) ? Letter(char.ToUpperInvariant(next)) : throw Unexpected(next);
        }

        private decimal Letter(char letter)
        {
            _at++;
            var found = valueOf(letter) ?? throw new DomainRuleException("formula.unknown-letter", letter.ToString(), _at);
            return found.Value ?? throw new DomainRuleException("formula.no-value", letter.ToString());
        }

        private decimal Number()
        {
            var from = _at;
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or ','))
                _at++;
            return GroupedNumber.TryParse(text[from.._at], out var number) ? number : throw new DomainRuleException("formula.number", text[from.._at], from + 1);
        }

        private bool Take(params ReadOnlySpan<char> signs)
        {
            if (Next() is not { } next || !signs.Contains(next))
                return false;
            _at++;
            return true;
        }

        private char? Next()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            return _at < text.Length ? text[_at] : null;
        }

        private DomainRuleException Unexpected(char sign) => new("formula.unexpected", sign.ToString(), _at + 1);
    }
}
