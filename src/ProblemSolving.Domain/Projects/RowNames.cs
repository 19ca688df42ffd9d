using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Projects;

/// <summary>What people call a row of a worksheet, in the words they gave it.</summary>
public static class RowNames
{
    /// <returns>Empty while nobody named it.</returns>
    public static string Of(IWorksheet? row) => row switch
    {
        EffectLine line => line.Name,
        CausalLink link => link.Cause.Length > 0 || link.Effect.Length > 0 ? link.Cause + " → " + link.Effect : "",
        SolutionOption option => option.Name,
        SolutionAssumption assumption => assumption.Claim,
        DamageInput input => input.Label,
        EvidencePin pin => pin.Caption,
        CauseNote note => note.Text,
        _ => "",
    };

    /// <summary>The field that names a row of this sheet; null where it has none of its own.</summary>
    public static string? FieldOf(SheetKind sheet) => sheet switch
    {
        SheetKind.EffectLine or SheetKind.Solution => nameof(EffectLine.Name),
        SheetKind.CausalLink => nameof(CausalLink.Cause),
        SheetKind.Assumption => nameof(SolutionAssumption.Claim),
        SheetKind.DamageInput => nameof(DamageInput.Label),
        SheetKind.EvidencePin => nameof(EvidencePin.Caption),
        SheetKind.CauseNote => nameof(CauseNote.Text),
        SheetKind.Define or SheetKind.Effects or SheetKind.Prioritize => null,
    };
}
