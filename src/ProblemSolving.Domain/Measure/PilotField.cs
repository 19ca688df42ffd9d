using System.Globalization;

namespace ProblemSolving.Domain.Measure;

/// <summary>A field of a plan that is saved by itself.</summary>
public enum PilotField
{
    Name,
    Hypothesis,
    Treatment,
    OptionId,
    DatasetVersionId,
    ModelRunId,
    Population,
    EarlierCustomers,
    SelectedShare,
    ControlShare,
    Alpha,
    BaseRate,
    CostPerContact,
    FixedCost,
    Conclusion,
}

/// <summary>Reads and writes fields as neutral text: ids without braces, numbers in the invariant culture, empty for nothing.</summary>
public static class PilotFields
{
    private const decimal MostCost = 1_000_000_000_000m;
    private const int Line = 200;
    private const int Paragraph = 4000;

    public static string Read(Pilot pilot, PilotField field)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        return field switch
        {
            PilotField.Name => pilot.Name,
            PilotField.Hypothesis => pilot.Hypothesis,
            PilotField.Treatment => pilot.Treatment,
            PilotField.OptionId => Text(pilot.OptionId),
            PilotField.DatasetVersionId => Text(pilot.DatasetVersionId),
            PilotField.ModelRunId => Text(pilot.ModelRunId),
            PilotField.Population => pilot.PopulationRuleJson,
            PilotField.EarlierCustomers => pilot.EarlierCustomers.ToString(),
            PilotField.SelectedShare => Text(pilot.SelectedShare),
            PilotField.ControlShare => Text(pilot.ControlShare),
            PilotField.Alpha => Text(pilot.Alpha),
            PilotField.BaseRate => pilot.BaseRate is { } rate ? Text(rate) : "",
            PilotField.CostPerContact => Text(pilot.CostPerContact),
            PilotField.FixedCost => Text(pilot.FixedCost),
            PilotField.Conclusion => pilot.Conclusion,
        };
    }

    /// <summary>Checks and writes a text; the conclusion at any time, the plan only while the round is a draft.</summary>
    /// <exception cref="DomainRuleException">The plan is locked, or the text does not fit the field.</exception>
    public static void Write(Pilot pilot, PilotField field, string text)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        ArgumentNullException.ThrowIfNull(text);
        if (field != PilotField.Conclusion)
            pilot.DemandDraft();
        switch (field)
        {
            case PilotField.Name:
                pilot.Name = Short(text, Line);
                break;
            case PilotField.Hypothesis:
                pilot.Hypothesis = Short(text, Paragraph);
                break;
            case PilotField.Treatment:
                pilot.Treatment = Short(text, Paragraph);
                break;
            case PilotField.Conclusion:
                pilot.Conclusion = Short(text, Paragraph);
                break;
            case PilotField.OptionId:
                pilot.OptionId = Id(text);
                break;
            case PilotField.DatasetVersionId:
                pilot.DatasetVersionId = Id(text);
                break;
            case PilotField.ModelRunId:
                pilot.ModelRunId = Id(text);
                break;
            case PilotField.Population:
                pilot.PopulationRuleJson = PopulationRule.Write(PopulationRule.Read(text));
                break;
            case PilotField.EarlierCustomers:
                pilot.EarlierCustomers = Enum.GetValues<EarlierCustomers>().Cast<EarlierCustomers?>().FirstOrDefault(c => c.ToString() == text) ?? throw new DomainRuleException("field.not-a-choice", text);
                break;
            case PilotField.SelectedShare:
                pilot.SelectedShare = Share(text, "pilot.plan.selected-share", v => v is > 0 and <= 1);
                break;
            case PilotField.ControlShare:
                pilot.ControlShare = Share(text, "pilot.plan.control-share", v => v is > 0 and < 1);
                break;
            case PilotField.Alpha:
                pilot.Alpha = Share(text, "pilot.plan.alpha", v => v is > 0 and <= 0.5);
                break;
            case PilotField.BaseRate:
                pilot.BaseRate = string.IsNullOrWhiteSpace(text) ? null : Share(text, "pilot.plan.base-rate", v => v is > 0 and < 1);
                break;
            case PilotField.CostPerContact:
                pilot.CostPerContact = Cost(text);
                break;
            case PilotField.FixedCost:
                pilot.FixedCost = Cost(text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of a pilot.");
        }
    }

    private static string Text(Guid? id) => id?.ToString("D") ?? "";

    private static string Text(decimal? amount) => amount is { } known ? Projects.WorksheetField.Neutral(known) : "";

    private static decimal? Cost(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
            throw new DomainRuleException("field.not-money", text);
        if (amount < 0)
            throw new DomainRuleException("pilot.plan.cost-negative");
        return amount <= MostCost ? amount : throw new DomainRuleException("field.too-large", text);
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(string text, int most) => text.Length > most ? throw new DomainRuleException("field.too-long", most, text.Length) : text;

    private static Guid? Id(string text) =>
        text.Length == 0 ? null : Guid.TryParse(text, out var id) ? id : throw new DomainRuleException("field.not-a-choice", text);

    private static double Share(string text, string code, Func<double, bool> fits)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new DomainRuleException("field.not-a-rate", text);
        return fits(value) ? value : throw new DomainRuleException(code);
    }
}
