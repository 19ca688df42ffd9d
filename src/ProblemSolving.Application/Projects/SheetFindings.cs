using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Projects;

/// <summary>Everything noticed on the page of one step, and where.</summary>
public sealed class SheetFindings
{
    private readonly ILookup<FieldPlace, Finding> _places;

    private SheetFindings(ProjectSnapshot snapshot, IReadOnlyList<Finding> all)
    {
        All = all;
        _places = all.Select(f => (Place: FieldPlace.Of(snapshot, f.Place), Finding: f)).Where(f => f.Place is not null).ToLookup(f => f.Place!, f => f.Finding);
    }

    /// <summary>In the order of the sheets; values that are still examples come last.</summary>
    public IReadOnlyList<Finding> All { get; }

    /// <summary>What is about one field.</summary>
    public IEnumerable<Finding> At(SheetKind sheet, Guid? rowId, string field) => _places[new FieldPlace(sheet, rowId, field)];

    /// <summary>Of the sheets as they are; the page of step 2 speaks for step 1 too, since its gate decides on both.</summary>
    public static SheetFindings Of(ProjectSnapshot snapshot, ProblemStep step, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        IReadOnlyList<ProblemStep> steps = step == ProblemStep.Effects ? [ProblemStep.Define, ProblemStep.Effects] : [step];
        return new SheetFindings(snapshot, [.. snapshot.StepFindings(step, today), .. steps.SelectMany(s => ExampleCheck.Check(snapshot, s))]);
    }
}
