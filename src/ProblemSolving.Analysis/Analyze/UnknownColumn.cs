using System.Text.RegularExpressions;
using ProblemSolving.Domain;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Says in our words that a query names a column that is not there, and which one may be meant.</summary>
internal static partial class UnknownColumn
{
    /// <summary>Null when the engine complains of something else.</summary>
    /// <param name="message">Of the engine.</param>
    /// <param name="columns">Of the tables that the query reads.</param>
    public static DomainRuleException? Of(string message, IReadOnlyList<string> columns)
    {
        if (Named().Match(message) is not { Success: true } match)
            return null;
        var name = match.Groups["name"].Value;
        // a third of the letters may be wrong; anything farther is another word
        var near = columns.Select(c => (Column: c, Steps: Steps(c.ToUpperInvariant(), name.ToUpperInvariant()))).OrderBy(c => c.Steps).FirstOrDefault();
        return near.Column is not null && near.Steps <= Math.Max(1, name.Length / 3)
            ? new DomainRuleException("query.no-column", name, near.Column)
            : new DomainRuleException("query.no-column-near", name, string.Join(", ", columns));
    }

    /// <summary>Letters to put in, take out or change (Levenshtein 1966).</summary>
    private static int Steps(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            above = row;
        }

        return above[^1];
    }

    [GeneratedRegex("Referenced column \"(?<name>[^\"]+)\" (was )?not found|does not have a column named \"(?<name>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
