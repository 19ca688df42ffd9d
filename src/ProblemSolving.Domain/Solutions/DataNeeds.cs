using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Solutions;

/// <summary>What an option needs of its data.</summary>
/// <param name="Roles">Columns by meaning.</param>
/// <param name="Rows">Fewest rows; null for no limit.</param>
/// <param name="Months">Shortest history in months; null for no limit.</param>
public sealed record DataNeeds(IReadOnlyList<ColumnRole> Roles, decimal? Rows, decimal? Months)
{
    public bool IsEmpty => Roles.Count == 0 && Rows is null && Months is null;

    /// <summary>Reads what was written on the option; unknown names are passed over.</summary>
    public static DataNeeds Of(SolutionOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return new DataNeeds(ReadRoles(option.NeedRoles), option.NeedRows, option.NeedMonths);
    }

    /// <summary>The neutral text of a choice of roles, in the order of the roles.</summary>
    public static string WriteRoles(IEnumerable<ColumnRole> roles) => string.Join(", ", roles.Where(r => r != ColumnRole.None).Distinct().Order());

    /// <summary>The roles that a neutral text names, each once, in the order of the roles; unknown names are passed over.</summary>
    public static IReadOnlyList<ColumnRole> ReadRoles(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(n => Enum.TryParse<ColumnRole>(n, out var role) && Enum.IsDefined(role) ? role : ColumnRole.None)
            .Where(r => r != ColumnRole.None)
            .Distinct()
            .Order()];
    }

    /// <summary>Holds the needs against one table.</summary>
    public DataAvailability Against(DataFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var lacks = new List<FigureText>();
        foreach (var role in Roles.Where(r => !facts.Roles.Contains(r)))
            lacks.Add(new FigureText("solutions.data.lack.column", new FigureText("column-role." + role)));
        if (Rows is { } rows && facts.Rows < rows)
            lacks.Add(new FigureText("solutions.data.lack.rows", facts.Rows, rows));
        if (Months is { } months && facts.Months is { } has && has < months)
            lacks.Add(new FigureText("solutions.data.lack.months", has, months));
        if (Months is not null && facts.Months is null)
            lacks.Add(new FigureText("solutions.data.lack.history"));
        return new DataAvailability(facts.Name, lacks);
    }

    /// <summary>The table that comes closest; the newest of equals. Null without tables.</summary>
    /// <param name="tables">Oldest first.</param>
    public DataAvailability? Best(IEnumerable<DataFacts> tables) =>
        tables.Reverse().Select(Against).MinBy(a => a.Lacks.Count);
}

/// <summary>What is known of an imported table.</summary>
/// <param name="Name">The user's file name.</param>
/// <param name="Months">Whole months from the first to the last day; null when not known.</param>
public sealed record DataFacts(string Name, IReadOnlySet<ColumnRole> Roles, long Rows, int? Months)
{
    /// <returns>Null while the version is not imported.</returns>
    public static DataFacts? Of(DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version is not { State: DatasetState.Ready, TableJson.Length: > 0 })
            return null;
        var table = ResultJson.Read<ImportedTable>(version.TableJson);
        return new DataFacts(version.FileName, table.Columns.Select(c => c.Role).ToHashSet(), table.Rows, WholeMonths(table.FirstDay, table.LastDay));
    }

    /// <summary>Whole months covered, both days included: 1 January to 31 December is twelve.</summary>
    public static int? WholeMonths(DateOnly? first, DateOnly? last)
    {
        if (first is not { } from || last is not { } to || to < from)
            return null;
        var end = to == DateOnly.MaxValue ? to : to.AddDays(1);
        var months = ((end.Year - from.Year) * 12) + end.Month - from.Month;
        return end.Day < from.Day ? months - 1 : months;
    }
}

/// <summary>How one table meets the needs.</summary>
/// <param name="Lacks">What is missing, in words; empty when everything is there.</param>
public sealed record DataAvailability(string TableName, IReadOnlyList<FigureText> Lacks)
{
    public bool IsThere => Lacks.Count == 0;
}
