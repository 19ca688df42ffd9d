using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Define;

/// <summary>One number the damage is worked out from; its letter is its place: A, B, C …</summary>
public sealed class DamageInput : IWorksheetRow
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public int Position { get; set; }

    public string Label { get; set; } = "";

    /// <summary>As written beside <see cref="Unit"/>: 12 with the unit % counts as 0.12.</summary>
    public decimal? Value { get; set; }

    public string Unit { get; set; } = "";

    public string Source { get; set; } = "";

    /// <summary>What the formula reckons with; null while nothing is typed.</summary>
    public decimal? Amount => IsRate ? Value / 100 : Value;

    private bool IsRate => Unit.Trim().ToUpperInvariant() is "%" or "%P" or "퍼센트" or "퍼센트포인트" or "PERCENT" or "PER CENT" or "PERCENTAGE POINTS";

    /// <summary>Asks about 0.07 in a row of per cent, where 7 may be meant.</summary>
    public IEnumerable<Finding> Check() => IsRate ? TinyRate.Check(Amount, "define.damage.tiny-rate", FieldPlace.InRow(Id, nameof(Value)), Label) : [];
}
