using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Jobs;
using ProblemSolving.Application.Measure;
using ProblemSolving.Data;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Sample;

namespace ProblemSolving.Application.Projects;

/// <summary>Runs the pilot of the sample: plan, lock, list, generated answers with a true effect, evaluation.</summary>
internal sealed class SamplePilotRound(IDbContextFactory<AppDbContext> contexts, PilotService pilots, PilotResponseService responses, SpendingService spending, DataDirectory data, InlineWork inline)
{
    /// <returns>The evaluated pilot.</returns>
    public async Task<Guid> RunAsync(Actor actor, Guid projectId, Guid version, Guid model, SamplePilot texts, CancellationToken cancellationToken)
    {
        var id = await pilots.CreateAsync(actor, projectId, cancellationToken);
        // The split is fixed, so that everybody's example tells the same story.
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            await db.Pilots.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Salt, texts.Salt), cancellationToken);

        await SaveAsync(actor, id, PilotField.DatasetVersionId, version.ToString("D"), cancellationToken);
        await SaveAsync(actor, id, PilotField.ModelRunId, model.ToString("D"), cancellationToken);
        await SaveAsync(actor, id, PilotField.Name, texts.Name, cancellationToken);
        await SaveAsync(actor, id, PilotField.Hypothesis, texts.Hypothesis, cancellationToken);
        await SaveAsync(actor, id, PilotField.Treatment, texts.Treatment, cancellationToken);
        await SaveAsync(actor, id, PilotField.ControlShare, Number(texts.ControlShare), cancellationToken);
        await SaveAsync(actor, id, PilotField.Alpha, Number(texts.Alpha), cancellationToken);
        await SaveAsync(actor, id, PilotField.BaseRate, Number(PilotResponseGenerator.ControlRate), cancellationToken);
        await SaveAsync(actor, id, PilotField.CostPerContact, WorksheetField.Neutral(texts.CostPerContact), cancellationToken);
        await SaveAsync(actor, id, PilotField.FixedCost, WorksheetField.Neutral(texts.FixedCost), cancellationToken);
        var forecast = await pilots.ForecastAsync(actor, id, cancellationToken) ?? throw new InvalidOperationException("The sample's pilot has nobody to choose from.");
        await SaveAsync(actor, id, PilotField.SelectedShare, Number(Math.Round((double)texts.Customers / forecast.Population, 4)), cancellationToken);

        await pilots.LockAsync(actor, id, cancellationToken);
        await inline.FinishAsync(WorkKind.PilotList, id, async () => await StateAsync(id, cancellationToken) != PilotState.Drawing, cancellationToken);
        var assignment = await PilotAssignment.ReadAsync(data.Pilot(id), cancellationToken);
        var members = assignment.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new PilotMember(a.Key, a.Value == PilotGroup.Target));
        var file = new StringBuilder().AppendJoin(',', PilotResponseGenerator.Columns).Append('\n');
        foreach (var answer in PilotResponseGenerator.Generate(members, texts.ResponseSeed, texts.FirstDay, texts.Days))
            file.Append(CultureInfo.InvariantCulture, $"{answer.CustomerId},{(answer.Responded ? 1 : 0)},{answer.AmountWon},{answer.RespondedOn:yyyy-MM-dd}\n");
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file.ToString()));
        await responses.EvaluateAsync(actor, id, "responses.csv", content, new ResponseReading(), cancellationToken);
        await spending.AddAsync(actor, projectId, new SpendingInput(texts.FirstDay, texts.SpendingText, texts.FixedCost, id), cancellationToken);
        await SaveAsync(actor, id, PilotField.Conclusion, texts.Conclusion, cancellationToken);
        return id;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private async Task SaveAsync(Actor actor, Guid id, PilotField field, string text, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var current = PilotFields.Read(await db.Pilots.AsNoTracking().SingleAsync(p => p.Id == id, cancellationToken), field);
        await pilots.SaveAsync(actor, id, field, current, text, cancellationToken);
    }

    private async Task<PilotState> StateAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Pilots.Where(p => p.Id == id).Select(p => p.State).SingleAsync(cancellationToken);
    }
}
