using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Application.Measure;

/// <summary>The sentences of a verdict in the project's currency: what was tested knows amounts, not money.</summary>
public static class VerdictTexts
{
    private const string Amount = "verdict.amount-";

    /// <summary>The sentence with its amounts written as money; any other sentence as it is.</summary>
    public static FigureText InMoney(FigureText sentence, Currency currency, ITexts texts)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(currency);
        ArgumentNullException.ThrowIfNull(texts);
        return sentence.Key.StartsWith(Amount, StringComparison.Ordinal)
            ? new FigureText(sentence.Key, [.. sentence.Arguments.Select(a => a switch
            {
                double value => Written((decimal)value),
                long value => Written(value),
                _ => a,
            })])
            : sentence;

        string Written(decimal value) => MoneyText.Exact(Math.Round(value, currency.Decimals, MidpointRounding.AwayFromZero), currency, texts.IsKorean);
    }
}
