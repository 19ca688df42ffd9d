namespace ProblemSolving.Domain.Analyze;

/// <summary>A query of one's own over a dataset version.</summary>
public sealed record QueryParameters(string Sql)
{
    public const int LongestSql = 20_000;

    /// <summary>Rows kept; a longer answer is cut there and says so.</summary>
    public const int MostRows = 1_000;

    /// <summary>Columns kept.</summary>
    public const int MostColumns = 100;

    /// <summary>Characters of a cell kept; a longer one ends with “…”.</summary>
    public const int LongestCell = 500;

    /// <summary>Characters of all cells kept together.</summary>
    public const int MostCharacters = 2_000_000;

    /// <exception cref="DomainRuleException">Empty or too long.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Sql))
            throw new DomainRuleException("query.empty");
        if (Sql.Contains('\0', StringComparison.Ordinal))
            throw new DomainRuleException("query.zero-character");
        if (Sql.Length > LongestSql)
            throw new DomainRuleException("query.too-long-text", LongestSql, Sql.Length);
    }
}

/// <summary>The answer of a query, every cell as neutral text.</summary>
/// <param name="Rows">At most <see cref="QueryParameters.MostRows"/>; a missing value is null.</param>
/// <param name="IsCut">There were more rows, more columns, longer cells or more characters in all.</param>
public sealed record QueryResult(string Version, string Sql, IReadOnlyList<QueryColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, bool IsCut)
{
    /// <summary>What exactly was left out; null in results before version <c>query-3</c>, which know <see cref="IsCut"/> only.</summary>
    public IReadOnlyList<QueryCut>? Cuts { get; init; }
}

/// <summary>Something an answer had and the kept one has not; text keys <c>query.cut.{name}</c>.</summary>
public enum QueryCut
{
    /// <summary>More rows than are kept.</summary>
    Rows,

    /// <summary>Rows beyond the characters kept together.</summary>
    Characters,

    /// <summary>More columns than are kept.</summary>
    Columns,

    /// <summary>Ends of long cells.</summary>
    Cells,
}

/// <summary>A column of an answer.</summary>
/// <param name="IsNumber">Shown to the right.</param>
public sealed record QueryColumn(string Name, string Type, bool IsNumber);
