namespace ProblemSolving.Documents.Workbooks;

/// <summary>Sheet names a workbook accepts: 1 to 31 characters, none of <c>[ ] : * ? / \</c>, no apostrophe at the ends, unique without case.</summary>
internal static class SheetNames
{
    private const int MaxLength = 31;
    private const string Refused = "[]:*?/\\";

    public static IReadOnlyList<string> For(IEnumerable<string> wanted)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        foreach (var name in wanted)
        {
            var clean = string.Concat(name.Select(c => Refused.Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? ' ' : c)).Trim().Trim('\'');
            if (clean.Length == 0)
                clean = "Sheet";
            var candidate = Cut(clean, MaxLength);
            for (var n = 2; !used.Add(candidate); n++)
                candidate = Cut(clean, MaxLength - 3 - n.ToString(System.Globalization.CultureInfo.InvariantCulture).Length) + $" ({n})";
            names.Add(candidate);
        }

        return names;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd();
}
