using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Benchmarks.Scale;

/// <summary>
/// The scale run: every step of our own and the bare engine's work beside it, each in a process of its own, so that the peak
/// memory is that of the step. Steps follow each other in the same run on the same file.
/// </summary>
internal static class ScaleRun
{
    /// <param name="rows">Rows of the generated log.</param>
    /// <param name="folder">Where the log and the stored tables lie; kept for the next run.</param>
    public static int Run(long rows, string folder)
    {
        Directory.CreateDirectory(folder);
        var log = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"log-{rows}.csv"));
        LargeLog.Write(log, rows, Math.Max(10, rows / 20));
        Console.WriteLine($"{rows:N0} rows, {new FileInfo(log).Length / 1e6:F0} MB, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC");
        Console.WriteLine();
        Console.WriteLine("| step | s | peak MB | bare engine s | peak MB | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, ours, bare) in ScaleSteps.Pairs)
        {
            var b = Child(bare, log);
            var o = Child(ours, log);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {o.Seconds:F2} | {o.PeakMegabytes:F0} | {b.Seconds:F2} | {b.PeakMegabytes:F0} | {o.Seconds / b.Seconds:F2} |"));
        }

        return 0;
    }

    /// <summary>Runs one step in this process and prints what it took.</summary>
    public static int Part(string step, string log)
    {
        var settings = new AnalysisSettings(Path.Combine(Path.GetDirectoryName(log)!, "temp"), Environment.ProcessorCount);
        if (Environment.GetEnvironmentVariable("SCALE_MEMORY_MB") is { Length: > 0 } memory)
            settings = settings with { MemoryMegabytes = int.Parse(memory, CultureInfo.InvariantCulture) };
        Directory.CreateDirectory(settings.TempDirectory);
        var work = ScaleSteps.Prepare(step, log, settings);
        var watch = Stopwatch.StartNew();
        work();
        Console.WriteLine(JsonSerializer.Serialize(new StepCost(watch.Elapsed.TotalSeconds, PeakMegabytes())));
        return 0;
    }

    private static StepCost Child(string step, string log)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ScaleRun).Assembly.Location);
        foreach (var argument in new[] { "scale-part", step, log })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<StepCost>(output.Trim().Split('\n')[^1])! : throw new InvalidOperationException($"{step} ended with {process.ExitCode}: {output}");
    }

    // The highest resident size so far, as the kernel kept it.
    private static double PeakMegabytes()
    {
        const string key = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line is null ? double.NaN : double.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}

/// <summary>What a step took.</summary>
internal sealed record StepCost(double Seconds, double PeakMegabytes);
