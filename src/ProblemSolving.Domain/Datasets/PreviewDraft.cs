namespace ProblemSolving.Domain.Datasets;

/// <summary>What a person has chosen in a preview and not imported yet: stored with the version, so that leaving the page loses nothing.</summary>
/// <param name="Format">What was said about the file; null leaves a property to detection.</param>
/// <param name="Columns">Corrected columns.</param>
/// <param name="Personal">Places of the columns that are to be pseudonymised.</param>
/// <param name="Kind">What the rows are; null while nobody has chosen.</param>
/// <param name="Keeps">What becomes of the rows of the earlier version; null while nobody has said it.</param>
/// <param name="AttributesOf">Version with customer attributes to join.</param>
/// <param name="Rules">Purchase rules; null while they follow what the rows suggest.</param>
/// <param name="GoesOn">Leave out what does not fit.</param>
public sealed record PreviewDraft(
    FileFormatChoice Format,
    IReadOnlyList<ColumnChoice> Columns,
    IReadOnlyList<int> Personal,
    TableKind? Kind,
    bool? Keeps,
    Guid? AttributesOf,
    PurchaseRules? Rules,
    bool GoesOn)
{
    /// <summary>Letters of a stored draft at most: a thousand columns with long names need less.</summary>
    public const int MostLetters = 1_000_000;

    /// <summary>Everything is left to detection.</summary>
    public static PreviewDraft Detected { get; } = new(FileFormatChoice.Detect, [], [], null, null, null, null, false);
}

/// <summary>What the rows of a file are.</summary>
public enum TableKind
{
    PurchaseLog,
    CustomerAttributes,
    Other,
}
