using System.Globalization;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain.Operate;

namespace ProblemSolving.Application.Operate;

/// <summary>Names of the files in the outbox: project key, slot in UTC, which list. The same slot always has the same names.</summary>
internal static class OutboxFiles
{
    private const string Target = "-target.csv";
    private const string Holdout = "-holdout.csv";

    public static string TargetOf(string projectKey, DateTime slotUtc) => $"{projectKey}-{slotUtc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}{Target}";

    public static string HoldoutOf(string targetName) => targetName[..^Target.Length] + Holdout;

    public static string NameOf(OperateRun run, DeliveredPart part) => part switch
    {
        DeliveredPart.Target => run.FileName,
        DeliveredPart.Holdout => HoldoutOf(run.FileName),
        DeliveredPart.Manifest => ListManifest.NameFor(run.FileName),
    };
}
