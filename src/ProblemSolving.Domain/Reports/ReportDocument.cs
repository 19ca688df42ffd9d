namespace ProblemSolving.Domain.Reports;

/// <summary>
/// A report as it will be read: every text is already in the reader's language, every value still has its type.
/// Writers (HTML, workbook) only lay it out.
/// </summary>
/// <param name="Language">BCP 47 name such as <c>ko</c> or <c>en</c>; decides number formats and line breaks.</param>
/// <param name="AsOf">The moment the numbers were read, as a text in the project's time zone.</param>
/// <param name="Author">Who asked for the report.</param>
/// <param name="Labels">The few words a writer adds itself.</param>
public sealed record ReportDocument(
    string Title,
    string Subtitle,
    string Language,
    string AsOf,
    string Author,
    ReportLabels Labels,
    IReadOnlyList<ReportSection> Sections);

/// <summary>Words a writer needs around the content, in the language of the report.</summary>
/// <param name="AsOf">"As of" / "기준 시각".</param>
/// <param name="Author">"Prepared by" / "작성자".</param>
/// <param name="Contents">Heading over the list of sections.</param>
/// <param name="FigureData">Opens the figure's values as a table.</param>
/// <param name="Incomplete">Legend entry for hatched values: the period is not over yet.</param>
/// <param name="Empty">Stands where a section or table has nothing yet.</param>
public sealed record ReportLabels(
    string AsOf,
    string Author,
    string Contents,
    string FigureData,
    string Incomplete,
    string Empty);

/// <summary>One step of the process in a report.</summary>
/// <param name="Id">Anchor, lower-case ASCII letters, digits and hyphens, unique in the report.</param>
/// <param name="Title">For example "1. Define".</param>
/// <param name="State">The step's state as a word; empty when there is none.</param>
/// <param name="Tone">How the state is marked besides its word.</param>
public sealed record ReportSection(
    string Id,
    string Title,
    string State,
    ReportTone Tone,
    IReadOnlyList<ReportBlock> Blocks);

/// <summary>Colour and sign of a state; the word beside it carries the meaning.</summary>
public enum ReportTone
{
    Neutral,

    /// <summary>Done, Go, significant.</summary>
    Good,

    /// <summary>Waiting, conditions, revise.</summary>
    Caution,

    /// <summary>Failed, Drop.</summary>
    Bad,
}
