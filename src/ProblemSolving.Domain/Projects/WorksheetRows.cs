using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Projects;

/// <summary>The lists of rows on the worksheets.</summary>
public static class WorksheetRows
{
    /// <summary>An empty row.</summary>
    /// <exception cref="DomainRuleException">The sheet exists once per project and has no rows.</exception>
    public static IWorksheetRow Create(SheetKind sheet, Guid id, Guid projectId, int position) => sheet switch
    {
        SheetKind.EffectLine => new EffectLine { Id = id, ProjectId = projectId, Position = position },
        SheetKind.CausalLink => new CausalLink { Id = id, ProjectId = projectId, Position = position },
        SheetKind.Solution => new SolutionOption { Id = id, ProjectId = projectId, Position = position },
        SheetKind.Assumption => new SolutionAssumption { Id = id, ProjectId = projectId, Position = position },
        SheetKind.DamageInput => new DamageInput { Id = id, ProjectId = projectId, Position = position },
        SheetKind.CauseNote => new CauseNote { Id = id, ProjectId = projectId, Position = position },
        SheetKind.EvidencePin or SheetKind.Define or SheetKind.Effects or SheetKind.Prioritize => throw new DomainRuleException("row.no-rows", sheet.ToString()),
    };
}
