using System.Globalization;

namespace ProblemSolving.Domain.Datasets;

/// <summary>Names of datasets: within a project no two are called alike, so that a list tells them apart.</summary>
public static class DatasetNames
{
    public const int MostLetters = 200;

    /// <summary>The name, or with the first free number behind it: <c>orders (2)</c>.</summary>
    public static string Free(string wanted, IEnumerable<string> taken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var known = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Cut(wanted, "");
        for (var n = 2; known.Contains(name); n++)
            name = Cut(wanted, string.Create(CultureInfo.InvariantCulture, $" ({n})"));
        return name;
    }

    /// <summary>What a person calls a dataset, without blanks around it.</summary>
    /// <param name="others">Names of the other datasets of the project.</param>
    /// <exception cref="DomainRuleException">Empty, too long, or another dataset is called so.</exception>
    public static string Demand(string wanted, IEnumerable<string> others)
    {
        var name = (wanted ?? "").Trim();
        if (name.Length == 0)
            throw new DomainRuleException("dataset.name-empty");
        if (name.Length > MostLetters)
            throw new DomainRuleException("field.too-long", MostLetters, name.Length);
        return others.Contains(name, StringComparer.OrdinalIgnoreCase) ? throw new DomainRuleException("dataset.name-taken", name) : name;
    }

    private static string Cut(string name, string end) => (name.Length + end.Length > MostLetters ? name[..(MostLetters - end.Length)] : name) + end;
}
