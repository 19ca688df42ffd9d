using ProblemSolving.Application.Access;
using ProblemSolving.Application.Define;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Sample;

namespace ProblemSolving.Application.Projects;

/// <summary>Fills what stands behind step 1 of the worked example: inputs of the damage, the computed As-is, a pinned figure, and is / is-not.</summary>
internal sealed class SampleEvidence(WorksheetService worksheets, MetricService metrics, EvidenceService evidence, CauseService causes)
{
    private const string TrendFigure = "repurchase-trend";

    public async Task FillAsync(Actor actor, Guid projectId, Guid exploreRun, SampleDefine define, CancellationToken cancellationToken)
    {
        async Task Set(SheetKind sheet, Guid row, string field, string text) =>
            await worksheets.SaveFieldAsync(actor, new FieldEdit(projectId, sheet, row, field, "", text), cancellationToken);

        foreach (var input in define.Inputs)
        {
            var row = await worksheets.AddRowAsync(actor, projectId, SheetKind.DamageInput, cancellationToken);
            await Set(SheetKind.DamageInput, row, nameof(DamageInput.Label), input.Label);
            await Set(SheetKind.DamageInput, row, nameof(DamageInput.Value), WorksheetField.Neutral(input.Value));
            await Set(SheetKind.DamageInput, row, nameof(DamageInput.Unit), input.Unit);
            await Set(SheetKind.DamageInput, row, nameof(DamageInput.Source), input.Source);
        }

        await metrics.ComputeAsync(actor, projectId, null, cancellationToken);
        var pin = await evidence.PinAsync(actor, projectId, exploreRun, TrendFigure, EvidenceSection.Phenomenon, cancellationToken);
        await Set(SheetKind.EvidencePin, pin, nameof(EvidencePin.Caption), define.EvidenceCaption);
        await causes.AddAsync(actor, projectId, CauseTool.IsIsNot, [.. define.IsIsNot.Select(c => c.Group)], cancellationToken);
        var notes = (await worksheets.ReadAsync(actor, projectId, cancellationToken)).CauseNotes;
        foreach (var (contrast, note) in define.IsIsNot.Zip(notes))
        {
            await Set(SheetKind.CauseNote, note.Id, nameof(CauseNote.Text), contrast.Text);
            await Set(SheetKind.CauseNote, note.Id, nameof(CauseNote.CounterText), contrast.CounterText);
        }
    }
}
