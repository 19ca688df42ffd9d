namespace ProblemSolving.Domain.Datasets;

/// <summary>What the user accepted: how the file is read and what its columns mean.</summary>
/// <param name="Columns">One for each column of the file, in file order.</param>
/// <param name="PurchaseLog">True when the roles of a purchase log (customer, time) must be there.</param>
/// <param name="SkipRaggedRows">Leave out rows with a wrong number of cells and list them, instead of refusing the file.</param>
/// <param name="MaximumFaultShare">Largest share of unreadable cells of a typed column, in [0, 1]; above it the file is refused.</param>
public sealed record ImportPlan(
    FileFormat Format,
    IReadOnlyList<PlannedColumn> Columns,
    bool PurchaseLog = true,
    bool SkipRaggedRows = false,
    double MaximumFaultShare = 0.05)
{
    /// <summary>Keys of the <see cref="FileQuestion"/>s that a person answered.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>One row for each customer, whose columns a purchase log can take over; <see cref="PurchaseLog"/> is then off.</summary>
    public bool CustomerAttributes { get; init; }

    /// <summary>Version of the same dataset whose rows come before those of the file; null replaces them.</summary>
    public Guid? AppendTo { get; init; }

    /// <summary>A person said that the rows of the earlier version are not wanted; where both would do, neither is taken for granted.</summary>
    public bool ReplacesEarlier { get; init; }

    /// <summary>What the version does otherwise than the one before, noted when it was accepted; told on its page.</summary>
    public IReadOnlyList<Finding> Notes { get; init; } = [];

    /// <summary>Version with customer attributes whose columns are joined by customer; null joins none.</summary>
    public Guid? AttributesOf { get; init; }

    /// <summary>Version of the same dataset whose stored rows are taken as they are: attributes are joined to them and no file is read. Null for a file.</summary>
    public Guid? RowsOf { get; init; }

    /// <summary>Code of the currency that amounts are in; a cell that says another one refuses the file. Null looks at none.</summary>
    public string? Currency { get; init; }

    /// <summary>Day of the project on which the plan was accepted: purchases after it are told. Null tells of none.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>A column says the currency of each row, and the rules leave out all but the project's.</summary>
    public static bool LeavesOutOthers(IEnumerable<ColumnRole> roles, PurchaseRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return !string.IsNullOrEmpty(rules.Currency) && roles.Contains(ColumnRole.Currency);
    }

    /// <summary>Everything that stops this plan, in column order; empty when it can run.</summary>
    public IReadOnlyList<Finding> Check()
    {
        var findings = new List<Finding>();
        foreach (var twins in Columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            findings.Add(new Finding("data.column-name-twice", twins.Key, true, twins.Key));
        foreach (var twins in Columns.Where(c => c.Role != ColumnRole.None).GroupBy(c => c.Role).Where(g => g.Count() > 1))
            findings.Add(new Finding("data.role-twice", twins.First().Name, true, twins.ElementAt(0).Name, twins.ElementAt(1).Name, twins.Key.ToString()));
        foreach (var column in Columns.Where(c => !c.Role.Accepts(c.Type)))
            findings.Add(new Finding(RoleTypeCode(column.Role), column.Name, true, column.Name));
        foreach (var column in Columns.Where(c => c.Pseudonymised && c.Type != ColumnType.Text))
            findings.Add(new Finding("data.pseudonym-needs-text", column.Name, true, column.Name));
        if ((PurchaseLog || CustomerAttributes || AttributesOf is not null) && Columns.All(c => c.Role != ColumnRole.Customer))
            findings.Add(new Finding("data.no-customer-column", "", true));
        if (PurchaseLog && Columns.All(c => c.Role != ColumnRole.Time))
            findings.Add(new Finding("data.no-time-column", "", true));
        return findings;
    }

    /// <summary>What stops this plan beside the stored tables it is put together with; empty when they fit as far as their columns tell.</summary>
    /// <param name="before">The table whose rows come first, or null.</param>
    /// <param name="attributes">The table whose columns are joined, or null.</param>
    public IReadOnlyList<Finding> CheckBeside(ImportedTable? before, ImportedTable? attributes)
    {
        var findings = new List<Finding>();
        foreach (var old in before?.Columns ?? [])
        {
            if (Columns.FirstOrDefault(c => string.Equals(c.Name, old.Name, StringComparison.OrdinalIgnoreCase)) is { } now && now.Pseudonymised != old.Pseudonymised && !(old.FromAttributes && attributes is not null))
                findings.Add(new Finding("data.append.pseudonym", now.Name, true, now.Name));
        }

        if (Columns.FirstOrDefault(c => c.Role == ColumnRole.Customer) is { } customer
            && attributes?.Columns.FirstOrDefault(c => c.Role == ColumnRole.Customer) is { } other
            && other.Pseudonymised != customer.Pseudonymised
            && findings.All(f => f.Place != customer.Name))
            findings.Add(new Finding("data.append.pseudonym", customer.Name, true, customer.Name));
        return findings;
    }

    private static string RoleTypeCode(ColumnRole role) => role switch
    {
        ColumnRole.Time => "data.role-needs-date",
        ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice => "data.role-needs-number",
        ColumnRole.Response => "data.role-needs-answer",
        ColumnRole.None or ColumnRole.Customer or ColumnRole.Order or ColumnRole.Product or ColumnRole.Category or ColumnRole.Channel or ColumnRole.Country or ColumnRole.Currency
            => "data.role-needs-text",
    };
}

/// <summary>A column as it will be stored.</summary>
/// <param name="Index">Place in the file, from 0.</param>
/// <param name="DateFormat">Needed for dates and times.</param>
public sealed record PlannedColumn(int Index, string Name, ColumnType Type, DateFormat? DateFormat, ColumnRole Role)
{
    /// <summary>Personal: only a keyed hash of each value is stored.</summary>
    public bool Pseudonymised { get; init; }
}
