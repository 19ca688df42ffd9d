using System.Runtime.ExceptionServices;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Reports again and again while one long statement runs, which itself says nothing: whoever listens looks at the disk with every
/// report, and stops the statement by throwing.
/// </summary>
internal static class Pulse
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <param name="work">Gets the token that ends it when the listener throws.</param>
    /// <exception cref="Exception">What the listener threw, or the work.</exception>
    public static T Run<T>(IProgress<StageProgress>? progress, StageProgress stage, Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        if (progress is null)
            return work(cancellationToken);
        progress.Report(stage);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = new ManualResetEventSlim();
        ExceptionDispatchInfo? refused = null;
        var beats = Task.Run(() =>
        {
            while (refused is null && !done.Wait(Beat, CancellationToken.None))
            {
                try
                {
                    progress.Report(stage);
                }
                catch (Exception problem)
                {
                    refused = ExceptionDispatchInfo.Capture(problem);
                    stop.Cancel();
                }
            }
        }, CancellationToken.None);
        try
        {
            return work(stop.Token);
        }
        catch (OperationCanceledException) when (refused is not null && !cancellationToken.IsCancellationRequested)
        {
            refused.Throw();
            throw;
        }
        finally
        {
            done.Set();
            beats.Wait(CancellationToken.None);
        }
    }
}
