using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Prioritize;

namespace ProblemSolving.Domain.Measure;

/// <summary>What is promised before the first customer is contacted: changing it afterwards would be choosing the result.</summary>
/// <param name="DataSha256">Content hash of the dataset version.</param>
/// <param name="PlannedContacts">Customers to contact; with the two costs it says what the round may cost. Plans from before these three lack them.</param>
/// <param name="Metric">The headline metric as step 1 defined it; null in older plans.</param>
/// <param name="MetricSha256"><see cref="MetricDefinition.Sha256"/> at that time.</param>
/// <param name="Switch">When the choice is given up for the next; null without a choice.</param>
/// <param name="BreakEven">The rise that pays, as step 2 said it.</param>
/// <param name="Population">Which customers it is cut from; null for everybody.</param>
/// <param name="Earlier">The rounds before it, and what becomes of their customers; null without any, and in older plans.</param>
/// <param name="ModelSha256">Hash of the model run's result; empty when no model ranks.</param>
public sealed record PilotPlan(
    int Round,
    string Name,
    string Hypothesis,
    string Treatment,
    Guid? OptionId,
    Guid? ModelRunId,
    Guid? DatasetVersionId,
    string DataSha256,
    string ModelSha256,
    double SelectedShare,
    double ControlShare,
    double Alpha,
    double? BaseRate,
    string Salt,
    decimal? CostPerContact = null,
    decimal? FixedCost = null,
    int? PlannedContacts = null,
    MetricDefinition? Metric = null,
    string MetricSha256 = "",
    SwitchTerms? Switch = null,
    PilotBreakEven? BreakEven = null,
    PopulationRule? Population = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EarlierRounds? Earlier = null)
{
    public static PilotPlan Of(Pilot pilot, string dataSha256, string modelSha256, PilotYardstick? yardstick = null, EarlierRounds? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return new PilotPlan(
            pilot.Round, pilot.Name, pilot.Hypothesis, pilot.Treatment, pilot.OptionId, pilot.ModelRunId, pilot.DatasetVersionId,
            dataSha256, modelSha256, pilot.SelectedShare, pilot.ControlShare, pilot.Alpha, pilot.BaseRate, pilot.Salt,
            pilot.CostPerContact, pilot.FixedCost, pilot.PlannedContacts,
            yardstick?.Metric, yardstick?.Metric.Sha256 ?? "", yardstick?.Switch, yardstick?.BreakEven, PopulationRule.Read(pilot.PopulationRuleJson), earlier);
    }

    /// <summary>True when a response is what the metric counts and should become rarer, such as a return; false in plans without a metric.</summary>
    [JsonIgnore]
    public bool Falls => Metric?.ImprovesByFalling ?? false;

    /// <summary>The same plan always gives the same text.</summary>
    public string ToJson() => ResultJson.Write(this);

    /// <summary>Lower-case hex SHA-256 of a plan's text.</summary>
    public static string Hash(string planJson) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(planJson)));
}

/// <summary>What a round is judged by, from the steps before: it is frozen with the plan, since a yardstick moved afterwards measures nothing.</summary>
/// <param name="Switch">Null without a choice of step 4.</param>
public sealed record PilotYardstick(MetricDefinition Metric, SwitchTerms? Switch, PilotBreakEven BreakEven);
