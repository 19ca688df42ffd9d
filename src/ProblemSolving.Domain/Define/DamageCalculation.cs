namespace ProblemSolving.Domain.Define;

/// <summary>The damage amount that inputs and formula give.</summary>
/// <param name="Formula">The formula reckoned with: what was typed, or the product of all letters.</param>
/// <param name="Amount">Per period of the sheet; null while an input is missing or the formula does not work.</param>
/// <param name="Problem">Why there is no amount, or null.</param>
public sealed record DamageCalculation(string Formula, decimal? Amount, Finding? Problem)
{
    /// <summary>Most inputs: one for each letter.</summary>
    public const int MostInputs = 26;

    /// <summary>The letter of a place from 0; null beyond Z.</summary>
    public static char? LetterOf(int place) => place is >= 0 and < MostInputs ? (char)('A' + place) : null;

    /// <param name="inputs">In their order.</param>
    public static DamageCalculation Of(DefineSheet sheet, IReadOnlyList<DamageInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(inputs);
        var used = inputs.Take(MostInputs).ToList();
        var formula = string.IsNullOrWhiteSpace(sheet.DamageExpression) ? string.Join(" × ", used.Select((_, i) => LetterOf(i))) : sheet.DamageExpression.Trim();
        if (inputs.Count == 0)
            return new DamageCalculation(formula, null, null);
        if (inputs.Count > MostInputs)
            return new DamageCalculation(formula, null, new Finding("damage.too-many-inputs", "", Blocks: false, MostInputs));
        try
        {
            return new DamageCalculation(formula, LetterFormula.Evaluate(formula, letter => letter - 'A' < used.Count ? new LetterValue(used[letter - 'A'].Amount) : null), null);
        }
        catch (DomainRuleException rule)
        {
            return new DamageCalculation(formula, null, new Finding(rule.Code, nameof(sheet.DamageExpression), Blocks: false, [.. rule.Arguments]));
        }
    }
}
