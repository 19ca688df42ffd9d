using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Application.Formatting;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>How long a run took.</summary>
public static class RunTimes
{
    /// <returns>Tenths of a second below a minute; a dash while it has no end.</returns>
    public static string Duration(ITexts texts, AnalysisRun run)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(run);
        if (run is not { StartedAtUtc: { } start, FinishedAtUtc: { } end })
            return "–";
        var span = end - start;
        return span.TotalMinutes < 1 ? texts.Get("time.seconds", span.TotalSeconds.ToString("F1", texts.Culture)) : Format.Duration(texts, span);
    }
}
