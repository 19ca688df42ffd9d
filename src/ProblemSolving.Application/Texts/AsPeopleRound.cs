namespace ProblemSolving.Application.Texts;

/// <summary>
/// Half is rounded up, as people do it: 0.03 ÷ 8 is a little less than 0.00375 in binary and would be shown as 0.37 % where everybody
/// reckons 0.38 %. A decimal keeps the fifteen digits that a double means, so it is written in place of the double.
/// </summary>
internal static class AsPeopleRound
{
    private const double Most = 1e15;

    public static IFormattable Of(IFormattable number, string? format) =>
        format is not null && number is double value && Math.Abs(value) < Most ? (decimal)value : number;
}
