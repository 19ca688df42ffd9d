using ProblemSolving.Data.Analyze;
using ProblemSolving.Domain.Operate;

namespace ProblemSolving.Data.Operate;

/// <summary>
/// The model a slot scores with. It is written down before the scoring begins: the schedule may move on to another model meanwhile,
/// and the old one must not be removed under a running slot.
/// </summary>
public static class SlotModel
{
    /// <summary>Writes the model to the slot and saves.</summary>
    /// <param name="run">Tracked by <paramref name="db"/>.</param>
    /// <returns>False when the model is gone; nothing is written then.</returns>
    public static async Task<bool> TakeAsync(AppDbContext db, OperateRun run, Guid modelRunId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(run);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await RunHold.TakeAsync(db, modelRunId, cancellationToken))
            return false;
        run.ModelRunId = modelRunId;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
