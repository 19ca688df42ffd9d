using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Reviews;

/// <summary>What a manager decides on, frozen: the sheets, the computed numbers and the fingerprints of the data behind them.</summary>
public sealed record GatePacket(
    string ProjectKey,
    string ProjectName,
    string CurrencyCode,
    DefineSheet Define,
    EffectsSheet Effects,
    IReadOnlyList<EffectLine> EffectLines,
    EffectEstimate Estimate,
    IReadOnlyList<PacketRun> Runs,
    PacketPilot? Pilot)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Freezes the project as it is.</summary>
    public static GatePacket Of(ProjectSnapshot snapshot, PacketPilot? pilot = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new GatePacket(
            snapshot.Project.Key,
            snapshot.Project.Name,
            snapshot.Project.CurrencyCode,
            snapshot.Define,
            snapshot.Effects,
            snapshot.EffectLines,
            snapshot.Estimate,
            [.. snapshot.Runs.Where(r => r.State == RunState.Succeeded).OrderBy(r => r.QueuedAtUtc).Select(r => new PacketRun(r.Id, r.Kind, r.DataSha256, r.ResultSha256 ?? "", r.HeadlineJson))],
            pilot);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static GatePacket FromJson(string json) => JsonSerializer.Deserialize<GatePacket>(json, Options)!;

    /// <summary>Lower-case hex SHA-256 of a packet's text.</summary>
    public static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>Fields whose value today is not the one decided on.</summary>
    public IReadOnlyList<PacketDifference> DifferencesTo(GatePacket now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var differences = new List<PacketDifference>();
        Compare(SheetKind.Define, null, "", Define, now.Define, differences);
        Compare(SheetKind.Effects, null, "", Effects, now.Effects, differences);
        foreach (var line in EffectLines)
        {
            var other = now.EffectLines.FirstOrDefault(l => l.Id == line.Id);
            if (other is null)
                differences.Add(new PacketDifference(SheetKind.EffectLine, line.Id, line.Name, "Row", line.Name, ""));
            else
                Compare(SheetKind.EffectLine, line.Id, line.Name, line, other, differences);
        }

        foreach (var added in now.EffectLines.Where(l => EffectLines.All(o => o.Id != l.Id)))
            differences.Add(new PacketDifference(SheetKind.EffectLine, added.Id, added.Name, "Row", "", added.Name));
        return differences;
    }

    private static void Compare(SheetKind kind, Guid? rowId, string rowName, object then, object now, List<PacketDifference> differences)
    {
        foreach (var field in WorksheetFields.Of(kind))
        {
            var (old, current) = (field.Read(then), field.Read(now));
            if (old != current)
                differences.Add(new PacketDifference(kind, rowId, rowName, field.Name, old, current));
        }
    }
}

/// <summary>A run whose figures stood behind the numbers.</summary>
public sealed record PacketRun(Guid Id, AnalysisKind Kind, string DataSha256, string ResultSha256, string HeadlineJson);

/// <summary>The pilot a Pilot gate is about.</summary>
public sealed record PacketPilot(Guid Id, int Round, string Name, string PlanSha256, string ResponseSha256, string? ResultJson);

/// <summary>A field that changed after the decision; texts in neutral form.</summary>
public sealed record PacketDifference(SheetKind Sheet, Guid? RowId, string RowName, string Field, string Then, string Now);
