using System.Diagnostics;
using System.Globalization;
using ProblemSolving.Analysis;

namespace ProblemSolving.Benchmarks.Scale;

/// <summary>Stops each long step at several moments: how long until it gives up, and what it leaves behind.</summary>
internal static class CancelRun
{
    private static readonly double[] MomentsInSeconds = [0.5, 2, 5, 8, 12];

    public static int Run(string log)
    {
        var settings = new AnalysisSettings(Path.Combine(Path.GetDirectoryName(log)!, "temp"), Environment.ProcessorCount);
        Directory.CreateDirectory(settings.TempDirectory);
        Console.WriteLine("| step | stopped after s | gave up after ms | files left in temp | MB in use afterwards |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (_, step, _) in ScaleSteps.Pairs)
        {
            foreach (var moment in MomentsInSeconds)
                Stop(step, log, settings, moment);
        }

        return 0;
    }

    private static void Stop(string step, string log, AnalysisSettings settings, double moment)
    {
        using var source = new CancellationTokenSource();
        var work = ScaleSteps.Prepare(step, log, settings, source.Token);
        var asked = 0L;
        source.Token.Register(() => asked = Stopwatch.GetTimestamp());
        source.CancelAfter(TimeSpan.FromSeconds(moment));
        try
        {
            work();
            Console.WriteLine($"| {step} | {moment} | it was over before | | |");
            return;
        }
        catch (OperationCanceledException)
        {
            var waited = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {step} | {moment} | {waited:F0} | {Directory.GetFileSystemEntries(settings.TempDirectory).Length} | {Environment.WorkingSet / 1048576.0:F0} |"));
        }
    }
}
