using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Reviews;

/// <summary>What a manager who sent a question back wants mended, at the field it is about.</summary>
public sealed class FieldRemark
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public Guid ReviewId { get; init; }

    public SheetKind Sheet { get; init; }

    /// <summary>The row, or null for a sheet of its own.</summary>
    public Guid? RowId { get; init; }

    public required string Field { get; init; }

    public required string Text { get; init; }

    public Guid AuthorId { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    /// <summary>What the author of the sheet answered; while it is open, what they have written so far.</summary>
    public string Answer { get; private set; } = "";

    public Guid? ClosedById { get; private set; }

    public DateTime? ClosedAtUtc { get; private set; }

    public bool IsOpen => ClosedAtUtc is null;

    /// <summary>Keeps what is written so far; it goes along when the sheets are submitted again.</summary>
    /// <exception cref="DomainRuleException">It is closed already, or the answer is too long.</exception>
    public void Draft(string answer)
    {
        if (!IsOpen)
            throw new DomainRuleException("remark.closed");
        Answer = RemarkInput.Fit(answer);
    }

    /// <summary>Takes it off the sheet.</summary>
    /// <exception cref="DomainRuleException">It is closed already, or the answer is too long.</exception>
    public void Close(string answer, Guid userId, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!IsOpen)
            throw new DomainRuleException("remark.closed");
        (Answer, ClosedById, ClosedAtUtc) = (RemarkInput.Fit(answer), userId, nowUtc);
    }
}

/// <summary>A remark as the manager writes it.</summary>
public sealed record RemarkInput(SheetKind Sheet, Guid? RowId, string Field, string Text)
{
    public const int MostLetters = 2000;

    public const int MostRemarks = 50;

    /// <summary>The remark for a field that exists.</summary>
    /// <exception cref="DomainRuleException">No such field, no text, or a text too long.</exception>
    public void Check()
    {
        _ = WorksheetFields.Get(Sheet, Field);
        if (string.IsNullOrWhiteSpace(Text))
            throw new DomainRuleException("remark.no-text");
        _ = Fit(Text);
    }

    /// <exception cref="DomainRuleException">Too long.</exception>
    public static string Fit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return trimmed.Length <= MostLetters ? trimmed : throw new DomainRuleException("field.too-long", MostLetters, trimmed.Length);
    }
}
