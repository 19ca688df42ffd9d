namespace ProblemSolving.Domain.Reports;

/// <summary>A piece of a section. The set is closed: a writer handles every kind.</summary>
public abstract record ReportBlock;

/// <summary>A heading inside a section.</summary>
public sealed record HeadingBlock(string Text) : ReportBlock;

/// <summary>Running text; a line break in it starts a new paragraph.</summary>
public sealed record ParagraphBlock(string Text) : ReportBlock;

/// <summary>Points, numbered when their order matters (ranking, causal chain).</summary>
public sealed record ListBlock(IReadOnlyList<string> Items, bool Ordered = false) : ReportBlock;

/// <summary>Names with values: headline metric, As-is, To-be.</summary>
public sealed record FactsBlock(IReadOnlyList<ReportFact> Facts) : ReportBlock;

/// <summary>One name with its value, unit included.</summary>
public sealed record ReportFact(string Name, string Value);

/// <summary>Rows under typed columns; each row is as long as <paramref name="Columns"/>.</summary>
/// <param name="Caption">What the table shows; may be empty.</param>
/// <param name="Rows">Cells in the order of the columns.</param>
/// <param name="Total">A last row set apart, or null.</param>
public sealed record TableBlock(
    string Caption,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyList<ReportCell>> Rows,
    IReadOnlyList<ReportCell>? Total = null) : ReportBlock;

/// <summary>A decision at a gate.</summary>
/// <param name="Outcome">"Go", "Drop" … in the reader's language.</param>
/// <param name="Decider">Display name of the manager.</param>
/// <param name="DecidedAt">Text in the project's time zone.</param>
/// <param name="Reason">As the manager wrote it.</param>
/// <param name="Facts">Conditions, money cap, end date, fingerprint of the packet.</param>
public sealed record DecisionBlock(
    string Outcome,
    ReportTone Tone,
    string Decider,
    string DecidedAt,
    string Reason,
    IReadOnlyList<ReportFact> Facts) : ReportBlock;

/// <summary>A remark set apart from the text.</summary>
public sealed record NoteBlock(string Text, ReportTone Tone = ReportTone.Neutral) : ReportBlock;
