using System.Security.Cryptography;
using System.Text;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Measure;

/// <summary>What is promised before the first customer is contacted: changing it afterwards would be choosing the result.</summary>
/// <param name="DataSha256">Content hash of the dataset version.</param>
/// <param name="PlannedContacts">Customers to contact; with the two costs it says what the round may cost. Plans from before these three lack them.</param>
/// <param name="Population">Which customers it is cut from; null for everybody.</param>
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
    PopulationRule? Population = null)
{
    public static PilotPlan Of(Pilot pilot, string dataSha256, string modelSha256)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return new PilotPlan(
            pilot.Round, pilot.Name, pilot.Hypothesis, pilot.Treatment, pilot.OptionId, pilot.ModelRunId, pilot.DatasetVersionId,
            dataSha256, modelSha256, pilot.SelectedShare, pilot.ControlShare, pilot.Alpha, pilot.BaseRate, pilot.Salt,
            pilot.CostPerContact, pilot.FixedCost, pilot.PlannedContacts, PopulationRule.Read(pilot.PopulationRuleJson));
    }

    /// <summary>The same plan always gives the same text.</summary>
    public string ToJson() => ResultJson.Write(this);

    /// <summary>Lower-case hex SHA-256 of a plan's text.</summary>
    public static string Hash(string planJson) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(planJson)));
}
