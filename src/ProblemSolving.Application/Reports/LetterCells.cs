using System.Text;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Application.Reports;

/// <summary>A formula over letters as a workbook formula over cells.</summary>
internal static class LetterCells
{
    /// <param name="formula">One that <see cref="LetterFormula"/> reckoned; only signs it knows are written, so a person's text never becomes a formula.</param>
    /// <param name="cellOf">For an upper-case letter: the cell, with whatever makes its value count as in the product.</param>
    /// <returns>Without the leading <c>=</c>; null when there is a sign that has no meaning in a workbook.</returns>
    public static string? Of(string formula, Func<char, string> cellOf)
    {
        var cells = new StringBuilder();
        foreach (var sign in formula)
        {
            switch (sign)
            {
                case '×' or '*' or '·':
                    cells.Append('*');
                    break;
                case '÷' or '/':
                    cells.Append('/');
                    break;
                case '-' or '−' or '–':
                    cells.Append('-');
                    break;
                case '+' or '(' or ')' or '%' or '.':
                    cells.Append(sign);
                    break;
                case ',':   // groups the digits of a number, which a workbook formula may not
                    break;
                case var c when char.IsAsciiDigit(c):
                    cells.Append(c);
                    break;
                case var c when char.IsAsciiLetter(c):
                    cells.Append(cellOf(char.ToUpperInvariant(c)));
                    break;
                case var c when char.IsWhiteSpace(c):
                    break;
                default:
                    return null;
            }
        }

        return cells.ToString();
    }
}
