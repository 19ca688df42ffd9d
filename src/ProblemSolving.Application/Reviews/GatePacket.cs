using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

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
    PacketPilot? Pilot,
    IReadOnlyList<CausalLink>? CausalLinks = null,
    EffectSimulationResult? Simulation = null,
    IReadOnlyList<EffectSwing>? Tornado = null,
    IReadOnlyList<DamageInput>? DamageInputs = null,
    IReadOnlyList<EvidencePin>? Evidence = null,
    MetricReading? Reading = null,
    DateTime? DamageStatedAtUtc = null,
    IReadOnlyList<PacketTable>? EvidenceTables = null,
    IReadOnlyList<OwnValue>? OwnValues = null,
    IReadOnlyList<CauseNote>? CauseNotes = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Freezes the project as it is.</summary>
    /// <param name="simulation">The draws of step 2; null where only the sheets are compared.</param>
    public static GatePacket Of(ProjectSnapshot snapshot, PacketPilot? pilot = null, EffectSimulationResult? simulation = null)
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
            pilot,
            snapshot.CausalLinks,
            simulation,
            EffectSensitivity.Tornado(new EffectModel(snapshot.Effects, snapshot.EffectLines)),
            snapshot.DamageInputs,
            snapshot.EvidencePins,
            snapshot.Reading,
            snapshot.DamageStatedAtUtc,
            OwnValues: snapshot.OwnValues.Count == 0 ? null : snapshot.OwnValues,
            CauseNotes: [.. snapshot.CauseNotes.Where(n => n.Text.Length > 0 || n.CounterText.Length > 0)]);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static GatePacket FromJson(string json) => JsonSerializer.Deserialize<GatePacket>(json, Options)!;

    /// <summary>Lower-case hex SHA-256 of a packet's text.</summary>
    public static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>True when the effects gate answered Go on exactly these sheets, so that a second question has nothing to decide. A Go with conditions may be asked about again: its conditions can change.</summary>
    public static bool IsSettled(ProjectSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot is { Project.Status: ProjectStatus.Active, EffectsGate: { Decision: GateDecision.Go } } && IsOnTheseSheets(snapshot);
    }

    /// <summary>True when nothing on the sheets changed since the newest question at the effects gate.</summary>
    public static bool IsOnTheseSheets(ProjectSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.EffectsGate is { } asked && FromJson(asked.PacketJson).DifferencesTo(Of(snapshot)).Count == 0;
    }

    /// <summary>Fields whose value today is not the one decided on.</summary>
    public IReadOnlyList<PacketDifference> DifferencesTo(GatePacket now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var differences = new List<PacketDifference>();
        Compare(SheetKind.Define, null, "", Define, now.Define, differences);
        Compare(SheetKind.Effects, null, "", Effects, now.Effects, differences);
        CompareRows(SheetKind.EffectLine, EffectLines, now.EffectLines, l => l.Name, differences);
        CompareRows(SheetKind.DamageInput, DamageInputs ?? now.DamageInputs ?? [], now.DamageInputs ?? [], i => i.Label, differences);
        CompareRows(SheetKind.EvidencePin, Evidence ?? now.Evidence ?? [], now.Evidence ?? [], p => p.Caption.Length > 0 ? p.Caption : p.FigureId, differences);
        CompareRows(SheetKind.CausalLink, CausalLinks ?? now.CausalLinks ?? [], now.CausalLinks ?? [], l => l.Cause, differences);
        CompareRows(SheetKind.CauseNote, CauseNotes ?? now.CauseNotes ?? [], now.CauseNotes ?? [], RowNames.Of, differences);
        return differences;
    }

    /// <summary>The planned one-off cost where a cap does not cover it. Not forbidden, since a first stage may cost less; but it should be meant.</summary>
    public decimal? CostBeyond(decimal cap) => Effects.OneOffCost > cap ? Effects.OneOffCost : null;

    /// <summary>True when the packet holds this sheet, or this row of it.</summary>
    public bool Has(SheetKind sheet, Guid? rowId) => Rows(sheet) is { } rows ? rows.Any(r => r.Id == rowId) : rowId is null && sheet is SheetKind.Define or SheetKind.Effects;

    /// <summary>The rows of a sheet in the packet; null for what has no rows or is not in it.</summary>
    public IReadOnlyList<IWorksheetRow>? Rows(SheetKind sheet) => sheet switch
    {
        SheetKind.EffectLine => EffectLines,
        SheetKind.CausalLink => CausalLinks ?? [],
        SheetKind.DamageInput => DamageInputs ?? [],
        SheetKind.EvidencePin => Evidence ?? [],
        SheetKind.CauseNote => CauseNotes ?? [],
        _ => null,
    };

    private static void CompareRows<T>(SheetKind kind, IReadOnlyList<T> then, IReadOnlyList<T> now, Func<T, string> name, List<PacketDifference> differences)
        where T : class, IWorksheetRow
    {
        foreach (var row in then)
        {
            if (now.FirstOrDefault(n => n.Id == row.Id) is { } other)
                Compare(kind, row.Id, name(row), row, other, differences);
            else
                differences.Add(new PacketDifference(kind, row.Id, name(row), "Row", name(row), ""));
        }

        foreach (var added in now.Where(n => then.All(t => t.Id != n.Id)))
            differences.Add(new PacketDifference(kind, added.Id, name(added), "Row", "", name(added)));
    }

    // A value that the chosen way of measuring has no box for stands nowhere on the sheet.
    private static string Asked(object sheet, WorksheetField field) => sheet is DefineSheet define && !MetricFields.IsAsked(define, field.Name) ? "" : field.Read(sheet);

    private static void Compare(SheetKind kind, Guid? rowId, string rowName, object then, object now, List<PacketDifference> differences)
    {
        foreach (var field in WorksheetFields.Of(kind))
        {
            var (old, current) = (Asked(then, field), Asked(now, field));
            if (old != current)
                differences.Add(new PacketDifference(kind, rowId, rowName, field.Name, old, current));
        }
    }
}

/// <summary>A run whose figures stood behind the numbers.</summary>
public sealed record PacketRun(Guid Id, AnalysisKind Kind, string DataSha256, string ResultSha256, string HeadlineJson);

/// <summary>A pinned table as it was when the question was put.</summary>
public sealed record PacketTable(Guid PinId, PinnedTable Table);

/// <summary>The pilot a Pilot gate is about.</summary>
/// <param name="Outlook">Null in packets from before it was frozen.</param>
/// <param name="Words">What the team says of the round; null in packets from before it was frozen.</param>
public sealed record PacketPilot(Guid Id, int Round, string Name, string PlanSha256, string ResponseSha256, string? ResultJson, PacketOutlook? Outlook = null, PacketPilotWords? Words = null)
{
    /// <summary>True when it is the same round with the same plan and result; where it leads and what is said of it may have changed.</summary>
    public static bool Same(PacketPilot? left, PacketPilot? right) => left is null ? right is null : right is not null && left with { Outlook = null, Words = null } == right with { Outlook = null, Words = null };
}

/// <summary>A round in the words of the team.</summary>
/// <param name="Treatment">What the target group got.</param>
/// <param name="Conclusion">Empty while the team draws none.</param>
public sealed record PacketPilotWords(string Hypothesis, string Treatment, string Conclusion);

/// <summary>A field that changed after the decision; texts in neutral form.</summary>
public sealed record PacketDifference(SheetKind Sheet, Guid? RowId, string RowName, string Field, string Then, string Now);
