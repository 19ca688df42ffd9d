using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Operate;

namespace ProblemSolving.Web.Components.Operate;

/// <summary>What a delivery says of itself on a page.</summary>
public static class RunShow
{
    public static string Duration(ITexts texts, OperateRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run is { StartedAtUtc: { } start, FinishedAtUtc: { } end } ? Format.Duration(texts, end - start) : "–";
    }
}
