using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Projects;

/// <summary>A project with everything in it at one moment; runs, pilots and schedules come without their heavy results.</summary>
public sealed record ProjectSnapshot(
    Project Project,
    DefineSheet Define,
    EffectsSheet Effects,
    IReadOnlyList<EffectLine> EffectLines,
    IReadOnlyList<CausalLink> CausalLinks,
    IReadOnlyList<SolutionOption> Options,
    IReadOnlyList<SolutionAssumption> Assumptions,
    PrioritizeSheet Prioritize,
    IReadOnlyList<GateReview> Reviews,
    IReadOnlyList<DatasetVersion> DatasetVersions,
    IReadOnlyList<AnalysisRun> Runs,
    IReadOnlyList<Pilot> Pilots,
    IReadOnlyList<OperateSchedule> Schedules,
    IReadOnlyList<OperateRun> OperateRuns,
    IReadOnlyDictionary<ProblemStep, DateTime> LastChanges)
{
    /// <summary>Open remarks of managers, oldest first.</summary>
    public IReadOnlyList<FieldRemark> Remarks { get; init; } = [];

    /// <summary>Money spent, newest day first.</summary>
    public IReadOnlyList<Spending> Spendings { get; init; } = [];

    /// <summary>What the money cap of a conditional Go leaves.</summary>
    public MoneyBudget Budget => MoneyBudget.Of(GateInForce, Pilots, Spendings);

    /// <summary>What the damage amount is worked out from, in order: A, B, C …</summary>
    public IReadOnlyList<DamageInput> DamageInputs { get; init; } = [];

    /// <summary>Figures of runs that show phenomenon or damage.</summary>
    public IReadOnlyList<EvidencePin> EvidencePins { get; init; } = [];

    /// <summary>Findings pinned in step 5, newest first.</summary>
    public IReadOnlyList<PinnedFinding> PinnedFindings { get; init; } = [];

    /// <summary>Names of the datasets by their ids.</summary>
    public IReadOnlyDictionary<Guid, string> DatasetNames { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Name of the dataset that a version belongs to; the name of its file where that is not known.</summary>
    public string DatasetName(DatasetVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return DatasetNames.GetValueOrDefault(version.DatasetId, version.FileName);
    }

    /// <summary>
    /// What the next question is asked of unless somebody chooses: the dataset that was worked with last, in its newest version. A file
    /// uploaded as another dataset takes nobody's place. Null without imported data.
    /// </summary>
    public DatasetVersion? UsualData
    {
        get
        {
            var run = Runs.MaxBy(r => r.QueuedAtUtc);
            var last = run is null || NewestReading?.AtUtc > run.QueuedAtUtc ? NewestReading?.DatasetVersionId : run.DatasetVersionId;
            return Datasets.DatasetVersions.NewestOfSame(DatasetVersions, last) ?? MetricData ?? Datasets.DatasetVersions.Newest(DatasetVersions);
        }
    }

    /// <summary>The newest version of the dataset that the headline metric was computed from; null before the first time.</summary>
    public DatasetVersion? MetricData => Datasets.DatasetVersions.NewestOfSame(DatasetVersions, NewestReading?.DatasetVersionId);

    /// <summary>What runs compared that were removed since, as the trail keeps it.</summary>
    public IReadOnlyList<ComparedSet> RemovedComparisons { get; init; } = [];

    /// <summary>Different comparisons with a p-value over all runs of the project, removed ones among them.</summary>
    public int Looks => Project.RemovedLooks + ComparedSet.Distinct(Runs.Select(ComparedSet.Of).OfType<ComparedSet>().Concat(RemovedComparisons));

    /// <summary>5 whys, fishbone and is / is-not.</summary>
    public IReadOnlyList<CauseNote> CauseNotes { get; init; } = [];

    /// <summary>The newest computation of the headline metric that set the As-is, or null.</summary>
    public MetricReading? Reading { get; init; }

    /// <summary>The newest computation of the headline metric, whether it set the As-is or watched operation; null when nothing was computed.</summary>
    public MetricReading? NewestReading { get; init; }

    /// <summary>The newest value of the headline metric that is known with its present definition; null while there is none.</summary>
    public MetricNow? MetricNow => Domain.Define.MetricNow.Of(Define, NewestReading);

    /// <summary>What the kill criteria of step 2 ask for by now; null while their day is far, or settled.</summary>
    public KillReminder? Kill(DateOnly today, TimeZoneInfo zone) => KillReminder.Of(Project.Status, Effects, Define, MetricNow, Reviews.Max(r => r.DecidedAtUtc), today, zone);

    /// <summary>When the damage got its first amount; null while it has none.</summary>
    public DateTime? DamageStatedAtUtc { get; init; }

    /// <summary>Values confirmed as the team's own although the form has the same as an example, oldest first.</summary>
    public IReadOnlyList<OwnValue> OwnValues { get; init; } = [];

    /// <summary>The one definition of the headline metric that every step uses.</summary>
    public MetricDefinition Metric => MetricDefinition.Of(Define);

    /// <summary>What was lost since the damage was stated, at one moment; null while no amount above 0 is known.</summary>
    public DamageCounter? DamageSince(DateTime nowUtc) => DamageCounter.Of(Define, DamageStatedAtUtc ?? Project.CreatedAtUtc, nowUtc);

    /// <summary>The newest question at the effects gate that was not withdrawn, answered or not; null before the first.</summary>
    public GateReview? EffectsGate => Gates.Latest(Reviews, Gate.Effects);

    /// <summary>The answer of the effects gate that steps 3 to 7 and the money cap go by, or null.</summary>
    public GateReview? GateInForce => Gates.InForce(Reviews);

    public EffectEstimate Estimate => EffectEstimate.From(Effects, EffectLines);

    /// <summary>The options in the order of the chosen method, places given by hand included.</summary>
    public IReadOnlyList<RankedOption> Ranking => Domain.Prioritize.Ranking.By(RankSettings, Options);

    /// <summary>How the options are ranked; the cost of delay is computed only where the method uses it.</summary>
    public RankSettings RankSettings => RankSettings.Of(Prioritize, Prioritize.RankBy == RankingMethod.Wsjf ? Estimate.CostOfDelay : null);

    /// <summary>The change to the next choice that the rules of step 4 ask for now, or null.</summary>
    public SwitchProposal? SwitchProposal(DateOnly today) =>
        Pilots.Count == 0 ? null : Domain.Prioritize.SwitchProposal.Of(Ranking, Pilots, Reviews, BreakEven, today);

    /// <summary>The rise of the rate that pays, as step 2 says now.</summary>
    public PilotBreakEven BreakEven => PilotBreakEven.From(Estimate, EffectLines);

    /// <summary>What a round locked now would be judged by.</summary>
    public PilotYardstick Yardstick(Guid? optionId) =>
        new(Metric, Options.FirstOrDefault(o => o.Id == optionId) is { } option ? SwitchTerms.Of(option) : null, BreakEven);

    /// <summary>What steps 1 and 2 still lack.</summary>
    public IReadOnlyList<Finding> GateFindings => [.. DefineRules.Check(Define), .. DamageInputs.SelectMany(i => i.Check()), .. DefineOrigin.Check(Define, Reading, DamageInputs), .. EffectsRules.Check(Effects, EffectLines, CausalLinks, Define.ImprovesByFalling()), .. Plausibility.CheckKill(Define, Effects), .. Plausibility.CheckKillReached(Define, Effects), .. Plausibility.Check(Define, Estimate, EffectLines)];

    /// <summary>What the rules notice on the page of a step; steps 5 to 7 have no sheets.</summary>
    public IReadOnlyList<Finding> StepFindings(ProblemStep step, DateOnly today) => step switch
    {
        ProblemStep.Define => [.. DefineRules.Check(Define), .. DamageInputs.SelectMany(i => i.Check()), .. DefineOrigin.Check(Define, Reading, DamageInputs), .. StatementLint.Check(Define), .. StatementLint.CheckName(Project.Name)],
        ProblemStep.Effects => [.. GateFindings, .. Plausibility.CheckKillDay(Effects, GateInForce, today)],
        ProblemStep.Solutions => SolutionRules.Check(Options, Assumptions, today),
        ProblemStep.Prioritize => [.. PrioritizeRules.Check(Ranking), .. PrioritizeRules.CheckDays(Ranking, Pilots, today)],
        ProblemStep.Analyze or ProblemStep.Measure or ProblemStep.Operate => [],
    };

    /// <summary>The sheet or row a field lives on, or null when the row is gone.</summary>
    public IWorksheet? Find(SheetKind sheet, Guid? rowId) => sheet switch
    {
        SheetKind.Define => Define,
        SheetKind.Effects => Effects,
        SheetKind.Prioritize => Prioritize,
        SheetKind.EffectLine => EffectLines.FirstOrDefault(l => l.Id == rowId),
        SheetKind.CausalLink => CausalLinks.FirstOrDefault(l => l.Id == rowId),
        SheetKind.Assumption => Assumptions.FirstOrDefault(a => a.Id == rowId),
        SheetKind.DamageInput => DamageInputs.FirstOrDefault(i => i.Id == rowId),
        SheetKind.EvidencePin => EvidencePins.FirstOrDefault(p => p.Id == rowId),
        SheetKind.CauseNote => CauseNotes.FirstOrDefault(n => n.Id == rowId),
        SheetKind.Solution => Options.FirstOrDefault(o => o.Id == rowId),
    };

    /// <summary>The seven steps with their states.</summary>
    /// <param name="withExamples">Steps whose sheets still hold an example of the form: what nobody wrote is not done.</param>
    public IReadOnlyList<StepStatus> Steps(DateOnly today, IReadOnlySet<ProblemStep> withExamples)
    {
        ArgumentNullException.ThrowIfNull(withExamples);
        return [.. Enum.GetValues<ProblemStep>().Select(step => Status(step, today, withExamples.Contains(step)))];
    }

    private StepStatus Status(ProblemStep step, DateOnly today, bool hasExamples)
    {
        var changed = LastChanges.TryGetValue(step, out var at) ? at : (DateTime?)null;
        var shut = StepAccess.ReasonShut(step, Project.Status, GateInForce, today);
        if (shut is not null && step > ProblemStep.Effects)
            return new StepStatus(step, StepAccess.IsOpenForData(step, Project.Status) ? StepState.DataOnly : StepState.Shut, shut, changed);
        return new StepStatus(step, State(step, hasExamples), null, changed);
    }

    // Step 2 is done by the manager's answer, who saw which values were examples.
    private StepState State(ProblemStep step, bool hasExamples)
    {
        static StepState Progress(bool started, bool done) => done ? StepState.Done : started ? StepState.InProgress : StepState.NotStarted;
        static bool Clean(IReadOnlyList<Finding> findings) => !findings.Any(f => f.Blocks);

        if (Project.Status != ProjectStatus.Closed && Remarks.Any(r => WorksheetFields.StepOf(r.Sheet, r.Field) == step))
            return StepState.Returned;
        return step switch
        {
            ProblemStep.Define => Progress(Define.Version > 0 || EvidencePins.Count > 0 || DamageInputs.Count > 0 || CauseNotes.Count > 0, !hasExamples && Clean(DefineRules.Check(Define))),
            ProblemStep.Effects when EffectsGate is { IsPending: true } => StepState.Waiting,
            ProblemStep.Effects when EffectsGate is { Decision: GateDecision.Hold } && Project.Status == ProjectStatus.OnHold => StepState.Held,
            ProblemStep.Effects => Progress(Effects.Version > 0 || EffectLines.Count > 0, EffectsGate is { Decision: GateDecision.Go or GateDecision.GoWithConditions or GateDecision.Drop }),
            ProblemStep.Solutions => Progress(Options.Count > 0, !hasExamples && Clean(SolutionRules.Check(Options))),
            ProblemStep.Prioritize => Progress(LastChanges.ContainsKey(ProblemStep.Prioritize), !hasExamples && Clean(PrioritizeRules.Check(Ranking))),
            ProblemStep.Analyze => Progress(DatasetVersions.Count > 0 || Runs.Count > 0, Runs.Any(r => r.State == RunState.Succeeded && !string.IsNullOrWhiteSpace(r.Conclusion))),
            ProblemStep.Measure when Gates.Latest(Reviews, Gate.Pilot) is { IsPending: true } => StepState.Waiting,
            ProblemStep.Measure => Progress(Pilots.Count > 0, Pilots.Any(p => p.IsSignificantImprovement) || Gates.Latest(Reviews, Gate.Pilot) is { Decision: not null }),
            ProblemStep.Operate => Progress(Schedules.Count > 0, OperateRuns.Any(r => r.State == RunState.Succeeded) && Gates.Latest(Reviews, Gate.Pilot) is { Decision: GateDecision.Operate }),
        };
    }
}
