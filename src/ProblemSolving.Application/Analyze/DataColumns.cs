using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Analyze;

/// <summary>Columns of an imported version that questions can be asked about.</summary>
public static class DataColumns
{
    /// <summary>Columns whose value in the first order customers can be compared by.</summary>
    public static IReadOnlyList<TableColumn> Comparable(DatasetVersion version) => ColumnValues.Comparable(Source(version));

    /// <summary>Every column of a version.</summary>
    public static IReadOnlyList<TableColumn> All(DatasetVersion version) => Source(version).Columns;

    /// <summary>Columns of the tables <c>purchases</c> and <c>rows</c> of a query.</summary>
    public static (IReadOnlyList<string> Purchases, IReadOnlyList<string> Rows) Queryable(DatasetVersion version) => QueryAnalysis.Tables(Source(version));

    /// <summary>A column of a version by its name; null when the version or the column is gone.</summary>
    public static TableColumn? Find(IReadOnlyList<DatasetVersion> versions, Guid versionId, string name)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.FirstOrDefault(v => v.Id == versionId) is { } version ? Comparable(version).FirstOrDefault(c => c.Name == name) : null;
    }

    /// <summary>What the import noticed of rows that stand in the earlier version already, but for columns of one side; null when it noticed none.</summary>
    public static Finding? DoubledRows(IReadOnlyList<DatasetVersion> versions, Guid? versionId)
    {
        ArgumentNullException.ThrowIfNull(versions);
        // a version holds what it was put behind as well
        for (var at = versionId; versions.FirstOrDefault(v => v.Id == at) is { TableJson.Length: > 0 } version;)
        {
            if (ResultJson.Read<ImportedTable>(version.TableJson).Warnings.FirstOrDefault(w => w.Code is "data.append.agree" or "data.append.alike") is { } noticed)
                return noticed;
            at = DatasetVersions.PlanOf(version) is { } plan ? plan.RowsOf ?? plan.AppendTo : null;
        }

        return null;
    }

    /// <summary>Whom a value found in first orders is about, as a target rule of step 6; null when a rule cannot ask for the column.</summary>
    public static PopulationRule? RuleOf(IReadOnlyList<DatasetVersion> versions, Guid versionId, string columnName, string value) =>
        !string.IsNullOrEmpty(value) && Find(versions, versionId, columnName) is { } column ? new PopulationRule(column.Index, column.Name, value) : null;

    /// <summary>The same of a share that a comparison found; null for one that is no value of a column.</summary>
    public static PopulationRule? RuleOf(IReadOnlyList<DatasetVersion> versions, Guid versionId, ShareDifference share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return share.IsOfAValue ? RuleOf(versions, versionId, share.Name.Key, share.Value) : null;
    }

    private static TableSource Source(DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return new TableSource("", version.TableJson.Length == 0 ? [] : ResultJson.Read<ImportedTable>(version.TableJson).Columns);
    }
}
