using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Datasets;

/// <summary>What the next version of a dataset takes over from the one before, and what is told where it differs.</summary>
public static class NextVersion
{
    /// <summary>Rules to begin with: those of the version before, however clean the new rows look; without one, what the rows suggest.</summary>
    /// <param name="before">Rules of the version before; null when there is none with purchases.</param>
    /// <param name="hadCurrency">The version before had a column that says the currency, so its rule about it was chosen.</param>
    /// <param name="currency">Code of the project's currency.</param>
    public static PurchaseRules StartRules(PurchaseRules? before, bool hadCurrency, FilePreview preview, string currency)
    {
        ArgumentNullException.ThrowIfNull(preview);
        var only = preview.Columns.Any(c => c.Role == ColumnRole.Currency) ? currency : null;
        return before is null ? preview.SuggestedRules with { Currency = only }
            : before.Currency is null && !hadCurrency ? before with { Currency = only }
            : before;
    }

    /// <summary>Rules that were chosen otherwise before; empty when the same rows would count.</summary>
    /// <param name="number">Of the version before.</param>
    /// <param name="roles">Roles of either version; rules about others take no rows.</param>
    public static IReadOnlyList<Finding> Differences(int number, PurchaseRules before, PurchaseRules now, IReadOnlyCollection<ColumnRole> roles)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(roles);
        var found = new List<Finding>();
        Switch("no-customer", before.DropMissingCustomer, now.DropMissingCustomer);
        if (roles.Contains(ColumnRole.Currency))
            Text("currency", before.Currency, now.Currency);
        if (roles.Contains(ColumnRole.Order))
            Text("cancellation", before.CancellationPrefix, now.CancellationPrefix);
        if (roles.Contains(ColumnRole.Quantity))
            Switch("quantity", before.DropNonPositiveQuantity, now.DropNonPositiveQuantity);
        if (roles.Contains(ColumnRole.Amount) || roles.Contains(ColumnRole.UnitPrice))
            Switch("amount", before.DropNonPositiveAmount, now.DropNonPositiveAmount);
        Switch("duplicates", before.DropExactDuplicates, now.DropExactDuplicates);
        if (roles.Contains(ColumnRole.Order))
            Switch("same-day", before.MergeSameDayOrders, now.MergeSameDayOrders);
        return found;

        void Switch(string rule, bool was, bool @is)
        {
            if (was != @is)
                found.Add(new Finding($"data.next.{rule}.{(was ? "off" : "on")}", "", false, number));
        }

        void Text(string rule, string? was, string? @is)
        {
            if ((was ?? "") == (@is ?? ""))
                return;
            found.Add(was is not { Length: > 0 } ? new Finding($"data.next.{rule}.on", "", false, number, @is!)
                : @is is not { Length: > 0 } ? new Finding($"data.next.{rule}.off", "", false, number, was)
                : new Finding($"data.next.{rule}.other", "", false, number, was, @is));
        }
    }

    /// <summary>Rules that the new rows speak for and that are off: advice, since one file decides nothing for a dataset.</summary>
    public static IReadOnlyList<Finding> Advice(PurchaseRules chosen, FilePreview preview)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(preview);
        var suggested = preview.SuggestedRules;
        var found = new List<Finding>();
        if (suggested.CancellationPrefix is { Length: > 0 } prefix && chosen.CancellationPrefix != prefix)
            found.Add(new Finding("data.next.advice.cancellation", "", false, prefix));
        if (suggested.DropNonPositiveQuantity && !chosen.DropNonPositiveQuantity && preview.Columns.Any(c => c.Role == ColumnRole.Quantity))
            found.Add(new Finding("data.next.advice.quantity", "", false));
        if (suggested.DropNonPositiveAmount && !chosen.DropNonPositiveAmount && preview.Columns.Any(c => c.Role is ColumnRole.Amount or ColumnRole.UnitPrice))
            found.Add(new Finding("data.next.advice.amount", "", false));
        return found;
    }

    /// <summary>Can the rows of a file stand behind those of a table? Then a person must say whether they do or replace them.</summary>
    public static bool CanFollow(ImportedTable before, ImportPlan plan)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(plan);
        return before.CustomerAttributes == plan.CustomerAttributes
            && before.Columns.Any(old => plan.Columns.Any(c => string.Equals(c.Name, old.Name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Columns of the earlier rows that mean something and are not in the file, most likely since they are called otherwise there.</summary>
    public static IReadOnlyList<LostColumn> Lost(ImportedTable before, ImportPlan plan)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(plan);
        bool IsOld(PlannedColumn column) => before.Columns.Any(o => string.Equals(o.Name, column.Name, StringComparison.OrdinalIgnoreCase));
        return
        [
            .. before.Columns.Where(o => o.Role != ColumnRole.None && !(o.FromAttributes && plan.AttributesOf is not null) && !plan.Columns.Any(c => string.Equals(c.Name, o.Name, StringComparison.OrdinalIgnoreCase)))
                .Select(o => new LostColumn(o, plan.Columns.FirstOrDefault(c => c.Role == o.Role), [.. plan.Columns.Where(c => !IsOld(c) && (o.Role.Accepts(c.Type) || o.Role.IsName()))])),
        ];
    }

    /// <summary>
    /// A role that would leave the earlier rows without a word: its old column is not in the file, and another one has it now. Each analysis
    /// would see half of the values.
    /// </summary>
    public static IReadOnlyList<Finding> MovedRoles(ImportedTable before, ImportPlan plan) =>
    [
        .. Lost(before, plan).Where(l => l.TakenBy is not null)
            .Select(l => new Finding("data.append.role-moved", l.TakenBy!.Name, true, l.TakenBy.Name, l.Old.Name, new FigureText("column-role." + l.Old.Role))),
    ];

    /// <summary>Columns that only the earlier rows or only the new ones have: one side stays empty there.</summary>
    public static IReadOnlyList<Finding> ColumnsOfOneSide(ImportedTable before, ImportPlan plan)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(plan);
        bool Has(IEnumerable<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
        var old = before.Columns.Where(c => !(c.FromAttributes && plan.AttributesOf is not null)).Select(c => c.Name).ToList();
        var now = plan.Columns.Select(c => c.Name).ToList();
        return
        [
            .. old.Where(name => !Has(now, name)).Select(name => before.Columns.First(c => c.Name == name) is { Role: not ColumnRole.None } meant && plan.Columns.All(c => c.Role != meant.Role)
                ? new Finding("data.append.only-before-role", name, false, name, new FigureText("column-role." + meant.Role))
                : new Finding("data.append.only-before", name, false, name)),
            .. now.Where(name => !Has(old, name)).Select(name => new Finding("data.append.only-added", name, false, name)),
        ];
    }
}

/// <summary>A column of the earlier rows with a role that the new file does not have.</summary>
/// <param name="TakenBy">The column of the file that has its role now; null when none does.</param>
/// <param name="Candidates">New columns of the file that can be the old one under another name.</param>
public sealed record LostColumn(TableColumn Old, PlannedColumn? TakenBy, IReadOnlyList<PlannedColumn> Candidates);
