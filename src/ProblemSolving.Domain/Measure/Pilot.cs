namespace ProblemSolving.Domain.Measure;

/// <summary>One round of a pilot: a locked plan, a random split, the responses and the verdict.</summary>
public sealed class Pilot
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    /// <summary>From 1 within a project.</summary>
    public int Round { get; init; }

    public required string Name { get; set; }

    public string Hypothesis { get; set; } = "";

    /// <summary>What the target group gets and the control group does not.</summary>
    public string Treatment { get; set; } = "";

    /// <summary>The option of step 3 that is tried.</summary>
    public Guid? OptionId { get; set; }

    /// <summary>The model run that ranks the customers; null takes every customer.</summary>
    public Guid? ModelRunId { get; set; }

    public Guid? DatasetVersionId { get; set; }

    /// <summary>Which customers the pilot is cut from, JSON of a <see cref="Domain.Measure.PopulationRule"/>; empty takes everybody.</summary>
    public string PopulationRuleJson { get; set; } = "";

    /// <summary>What becomes of customers who were in a round before; says nothing where there was none.</summary>
    public EarlierCustomers EarlierCustomers { get; set; }

    /// <summary>Share of the ranked customers taken into the pilot, best first, in (0, 1].</summary>
    public double SelectedShare { get; set; } = 0.2;

    /// <summary>Share of the selected put into the control group, in (0, 1).</summary>
    public double ControlShare { get; set; } = 0.5;

    /// <summary>Error rate of a false win, in (0, 1).</summary>
    public double Alpha { get; set; } = 0.05;

    /// <summary>Response rate expected without the treatment, in (0, 1); sizes the pilot before it starts. Null while it is not known.</summary>
    public double? BaseRate { get; set; }

    /// <summary>What contacting one customer costs, ≥ 0, in the project's currency.</summary>
    public decimal? CostPerContact { get; set; }

    /// <summary>What the round costs however many are contacted, ≥ 0, in the project's currency.</summary>
    public decimal? FixedCost { get; set; }

    /// <summary>Customers the plan meant to contact when it was locked; null before.</summary>
    public int? PlannedContacts { get; set; }

    /// <summary>Secret of the random split, fresh for each round.</summary>
    public string Salt { get; init; } = "";

    public PilotState State { get; set; }

    public DateTime? LockedAtUtc { get; set; }

    /// <summary>The plan as it was locked, JSON of <see cref="PilotPlan"/>; empty before.</summary>
    public string PlanJson { get; set; } = "";

    /// <summary>SHA-256 of <see cref="PlanJson"/> in UTF-8, lower-case hex.</summary>
    public string PlanSha256 { get; set; } = "";

    /// <summary>Why drawing failed: rule code, with arguments as a JSON array.</summary>
    public string? ErrorCode { get; set; }

    public string? ErrorArgumentsJson { get; set; }

    /// <summary>Customers the pilot was cut from, without those who were left out.</summary>
    public int PopulationCount { get; set; }

    /// <summary>Customers of earlier rounds that were left out before the draw.</summary>
    public int LeftOutCount { get; set; }

    public int TargetCount { get; set; }

    public int ControlCount { get; set; }

    /// <summary>SHA-256 of the list with its split.</summary>
    public string ListSha256 { get; set; } = "";

    public string ResponseFileName { get; set; } = "";

    public string ResponseSha256 { get; set; } = "";

    /// <summary>Tests, intervals and counts, JSON of <see cref="PilotResult"/>; null until evaluated.</summary>
    public string? ResultJson { get; set; }

    /// <summary>True when the primary metric is better in the target group and the test is significant at <see cref="Alpha"/>.</summary>
    public bool IsSignificantImprovement { get; set; }

    public string Conclusion { get; set; } = "";

    public Guid CreatedById { get; init; }

    public DateTime CreatedAtUtc { get; init; }

    public DateTime? EvaluatedAtUtc { get; set; }

    public int Version { get; set; }

    /// <summary>Cost of the round as planned, or as drawn when the split put more customers into the target group; null without one.</summary>
    public decimal? PlannedCost => CostOf(BoundContacts);

    /// <summary>Customers the planned cost is reckoned for: as planned, or as drawn when those are more.</summary>
    public int BoundContacts => Math.Max(PlannedContacts ?? 0, TargetCount);

    /// <summary>Cost of contacting so many customers; null while neither cost is given.</summary>
    public decimal? CostOf(int contacts) => CostPerContact is null && FixedCost is null ? null : (FixedCost ?? 0) + ((CostPerContact ?? 0) * contacts);

    /// <summary>True while nothing of the plan is frozen.</summary>
    public bool IsDraft => State == PilotState.Draft;

    /// <summary>True once customers are in its groups.</summary>
    public bool HasGroups => State is PilotState.Running or PilotState.Evaluated;

    /// <summary>True once the plan is frozen.</summary>
    public bool IsLocked => PlanJson.Length > 0;

    /// <summary>The plan as it was locked, or null before.</summary>
    public PilotPlan? ReadPlan() => IsLocked ? Analyze.ResultJson.Read<PilotPlan>(PlanJson) : null;

    /// <summary>Freezes the plan; from here on only the list, the responses and the conclusion are added.</summary>
    /// <param name="dataSha256">Content hash of the dataset version.</param>
    /// <param name="modelSha256">Hash of the model run's result; empty without a model.</param>
    /// <param name="plannedContacts">Customers that will be contacted, as far as is known before drawing.</param>
    /// <param name="yardstick">What the round will be judged by.</param>
    /// <param name="earlier">The rounds before it; null when there was none.</param>
    /// <exception cref="DomainRuleException">Already locked, or the plan is incomplete or out of range.</exception>
    public void Lock(string dataSha256, string modelSha256, DateTime nowUtc, int? plannedContacts = null, PilotYardstick? yardstick = null, EarlierRounds? earlier = null)
    {
        DemandDraft();
        if (PilotRules.Check(this, earlier).FirstOrDefault(f => f.Blocks) is { } finding)
            throw new DomainRuleException(finding.Code, finding.Arguments);
        PlannedContacts = plannedContacts;
        PlanJson = PilotPlan.Of(this, dataSha256, modelSha256, yardstick, earlier).ToJson();
        PlanSha256 = PilotPlan.Hash(PlanJson);
        State = PilotState.Drawing;
        LockedAtUtc = nowUtc;
        (ErrorCode, ErrorArgumentsJson) = (null, null);
        Version++;
    }

    /// <exception cref="DomainRuleException">The plan is locked.</exception>
    public void DemandDraft()
    {
        if (!IsDraft)
            throw new DomainRuleException("pilot.plan.locked", Round);
    }

    /// <summary>The list is drawn and can be handed out.</summary>
    /// <exception cref="DomainRuleException">The list is not being drawn, or a group is empty.</exception>
    /// <param name="population">Customers it was cut from, without those left out.</param>
    /// <param name="leftOut">Customers of earlier rounds that were left out.</param>
    public void Drawn(int population, int target, int control, string listSha256, int leftOut = 0)
    {
        if (State != PilotState.Drawing)
            throw new DomainRuleException("pilot.not-drawing", Round);
        EarlierRounds.DemandEnough(EarlierCustomers, leftOut, population, target, control);
        if (control == 0)
            throw new DomainRuleException("pilot.control-empty", target);
        if (target == 0)
            throw new DomainRuleException("pilot.target-empty", control);
        (PopulationCount, LeftOutCount, TargetCount, ControlCount, ListSha256) = (population, leftOut, target, control, listSha256);
        State = PilotState.Running;
        Version++;
    }

    /// <summary>The list could not be drawn; the reason stays with the round.</summary>
    public void DrawingFailed(string code, string argumentsJson)
    {
        (State, ErrorCode, ErrorArgumentsJson) = (PilotState.Failed, code, argumentsJson);
        Version++;
    }

    /// <summary>Opens the plan of a round whose list was never drawn, so that it can be mended.</summary>
    /// <exception cref="DomainRuleException">A list exists.</exception>
    public void Reopen()
    {
        if (State != PilotState.Failed)
            throw new DomainRuleException("pilot.plan.locked", Round);
        (State, LockedAtUtc, PlanJson, PlanSha256, PlannedContacts) = (PilotState.Draft, null, "", "", null);
        Version++;
    }

    /// <exception cref="DomainRuleException">There is no list yet that customers could have answered to.</exception>
    public void DemandAnswerable()
    {
        if (!HasGroups)
            throw new DomainRuleException("pilot.not-running", Round);
    }

    /// <summary>Stores what the responses showed; a corrected file replaces an earlier one.</summary>
    /// <exception cref="DomainRuleException">There is no list yet.</exception>
    public void Evaluate(string fileName, string fileSha256, string resultJson, Verdict verdict, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        DemandAnswerable();
        (ResponseFileName, ResponseSha256, ResultJson) = (fileName, fileSha256, resultJson);
        IsSignificantImprovement = verdict.IsSignificantImprovement;
        EvaluatedAtUtc = nowUtc;
        State = PilotState.Evaluated;
        Version++;
    }

    /// <summary>The next round with the same plan and a fresh split. What becomes of customers of earlier rounds is chosen anew.</summary>
    /// <param name="salt">Never that of an earlier round: the same customers would land in the same groups.</param>
    public Pilot Next(Guid id, int round, string salt, Guid authorId, DateTime nowUtc)
    {
        if (salt == Salt)
            throw new ArgumentException("A new round needs a new salt.", nameof(salt));
        return new Pilot
        {
            Id = id,
            ProjectId = ProjectId,
            Round = round,
            Name = Name,
            Hypothesis = Hypothesis,
            Treatment = Treatment,
            OptionId = OptionId,
            ModelRunId = ModelRunId,
            DatasetVersionId = DatasetVersionId,
            PopulationRuleJson = PopulationRuleJson,
            SelectedShare = SelectedShare,
            ControlShare = ControlShare,
            Alpha = Alpha,
            BaseRate = BaseRate,
            CostPerContact = CostPerContact,
            FixedCost = FixedCost,
            Salt = salt,
            CreatedById = authorId,
            CreatedAtUtc = nowUtc,
        };
    }
}

/// <summary>Where a pilot stands.</summary>
public enum PilotState
{
    /// <summary>The plan can still change.</summary>
    Draft,

    /// <summary>The plan is locked and the list is being drawn.</summary>
    Drawing,

    /// <summary>Lists can be downloaded; responses are awaited.</summary>
    Running,

    /// <summary>Responses are in and tested.</summary>
    Evaluated,

    /// <summary>Drawing the list failed; see the error.</summary>
    Failed,
}
