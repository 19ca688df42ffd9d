namespace ProblemSolving.Domain.Measure;

/// <summary>What came back from a pilot, by intention to treat: every assigned customer counts, one who is not in the file as 0.</summary>
/// <param name="FileSha256">Hash of the response file, lower-case hex.</param>
/// <param name="IgnoredRows">Rows of customers who were never assigned, when the user chose to pass over them.</param>
/// <param name="Warnings">What to know before reading the result.</param>
public sealed record PilotResponses(
    string FileSha256,
    GroupResponses Control,
    GroupResponses Target,
    bool HasAmount,
    long IgnoredRows,
    IReadOnlyList<Finding> Warnings);

/// <summary>Responses of one group.</summary>
/// <param name="Assigned">Customers of the group.</param>
/// <param name="Missing">Assigned customers without a row in the file; they count as no response and amount 0.</param>
/// <param name="Responders">Customers who responded.</param>
/// <param name="Amount">Money of the group, exact; 0 without an amount column.</param>
/// <param name="Response">0/1 per customer.</param>
/// <param name="AmountPerCustomer">Money per assigned customer.</param>
public sealed record GroupResponses(
    PilotGroup Group,
    long Assigned,
    long Missing,
    long Responders,
    decimal Amount,
    GroupSummary Response,
    GroupSummary AmountPerCustomer);

/// <summary>What a reader of response files may pass over; each has to be chosen by the user.</summary>
/// <param name="IgnoreUnknown">Leave out rows of customers who were never assigned.</param>
/// <param name="AcceptAllZero">Accept a file in which nobody responded.</param>
/// <param name="AcceptAbsentGroup">Accept a file without a single row of one group, as when only responders are listed.</param>
public sealed record ResponseReading(bool IgnoreUnknown = false, bool AcceptAllZero = false, bool AcceptAbsentGroup = false);
