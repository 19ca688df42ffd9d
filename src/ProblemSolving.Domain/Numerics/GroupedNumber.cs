using System.Globalization;
using System.Text.RegularExpressions;

namespace ProblemSolving.Domain.Numerics;

/// <summary>Digits as people write them: 1250, 1,250 and 0.5. A comma anywhere but between thousands may be meant as a point, so 4,5 is no number instead of 45.</summary>
public static partial class GroupedNumber
{
    /// <param name="text">Without a sign and without blanks.</param>
    public static bool TryParse(string text, out decimal number)
    {
        ArgumentNullException.ThrowIfNull(text);
        number = 0;
        return Form().IsMatch(text) && decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The same with a sign before it; a minus as pages write it is one too.</summary>
    public static bool TryParseSigned(string text, out decimal number)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isNegative = text.StartsWith('-') || text.StartsWith('−');
        if (!TryParse(isNegative || text.StartsWith('+') ? text[1..] : text, out number))
            return false;
        if (isNegative)
            number = -number;
        return true;
    }

    [GeneratedRegex(@"^([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]*)?$|^\.[0-9]+$")]
    private static partial Regex Form();
}
