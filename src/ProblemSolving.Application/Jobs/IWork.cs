namespace ProblemSolving.Application.Jobs;

/// <summary>What kinds of background work there are; each has one <see cref="IWork"/> registered under it.</summary>
public enum WorkKind
{
    /// <summary>A dataset version becomes a typed table; the id is the version's.</summary>
    Import,

    /// <summary>An analysis run; the id is the run's.</summary>
    Analysis,

    /// <summary>The list of a pilot is drawn; the id is the pilot's.</summary>
    PilotList,

    /// <summary>One slot of a schedule; the id is the operate run's.</summary>
    OperateRun,
}

/// <summary>
/// One kind of background work. Its own row in the database says how far it is and how it ended; the queue only wakes it.
/// It may be started again from the beginning after a crash, so it must replace what an earlier try left.
/// </summary>
public interface IWork
{
    /// <summary>Runs to an end and records it; throws only when even that failed.</summary>
    Task RunAsync(Guid id, CancellationToken cancellationToken);
}
