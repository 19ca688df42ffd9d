namespace ProblemSolving.Domain.Datasets;

/// <summary>A file that became a table.</summary>
/// <param name="OriginalSha256">Hash of the uploaded bytes, lower-case hex.</param>
/// <param name="ContentSha256">Hash of column names, types and cell values; the same content gives the same hash whatever its encoding or delimiter was.</param>
/// <param name="ParquetSha256">Hash of the stored file.</param>
/// <param name="Rows">Rows stored.</param>
/// <param name="BlankRows">Empty rows passed over.</param>
/// <param name="RaggedRows">Rows left out because they have a wrong number of cells.</param>
/// <param name="Faults">The first cells or rows that could not be read, at most 200.</param>
/// <param name="FaultCount">All of them.</param>
/// <param name="FirstDay">Earliest day of the column with the role time; null without such a column, and for tables stored before it was noted.</param>
/// <param name="LastDay">Latest day of the same column.</param>
public sealed record ImportedTable(
    string OriginalSha256,
    string ContentSha256,
    string ParquetSha256,
    long Rows,
    long BlankRows,
    long RaggedRows,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<ImportFault> Faults,
    long FaultCount,
    IReadOnlyList<Finding> Warnings,
    DateOnly? FirstDay = null,
    DateOnly? LastDay = null)
{
    /// <summary>One row for each customer.</summary>
    public bool CustomerAttributes { get; init; }
}

/// <summary>A column of a stored table.</summary>
/// <param name="Index">Place in the table, from 0; the stored column is called <c>c{Index}</c>, so that no name typed by a user reaches a query.</param>
/// <param name="Missing">Rows without a value.</param>
public sealed record TableColumn(int Index, string Name, ColumnType Type, ColumnRole Role, long Missing)
{
    /// <summary>Holds keyed hashes in place of personal values.</summary>
    public bool Pseudonymised { get; init; }

    /// <summary>Taken over from a table of customer attributes.</summary>
    public bool FromAttributes { get; init; }
}

/// <summary>A table that is stored already.</summary>
/// <param name="ParquetPath">Full path, made by the program and never from what a user typed.</param>
public sealed record StoredTable(string ParquetPath, ImportedTable Table);

/// <summary>One place of a file that could not be read; the cell is stored as missing.</summary>
/// <param name="Row">Row of the file, counted from 1 with the header.</param>
/// <param name="Column">Column name; empty when the whole row is meant.</param>
/// <param name="Text">What stands there, at most 80 characters.</param>
/// <param name="Code">Text key without the prefix <c>rule.</c>.</param>
public sealed record ImportFault(long Row, string Column, string Text, string Code)
{
    /// <summary>Places kept for download; the count goes on beyond.</summary>
    public const long Kept = 1_000_000;
}

/// <summary>Where a stored table lies and what its columns mean: the input of every analysis.</summary>
/// <param name="ParquetPath">Full path, made by the program and never from what a user typed.</param>
public sealed record TableSource(string ParquetPath, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>The column with a role, or null.</summary>
    public TableColumn? With(ColumnRole role) => Columns.FirstOrDefault(c => c.Role == role);
}
