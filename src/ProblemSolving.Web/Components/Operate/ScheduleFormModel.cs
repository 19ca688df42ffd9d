using System.Globalization;
using ProblemSolving.Application.Operate;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Numerics;
using ProblemSolving.Domain.Operate;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Components.Operate;

/// <summary>What stands in the fields of a schedule; shares in per cent, as people write them.</summary>
public sealed class ScheduleFormModel
{
    public string Name { get; set; } = "";

    public ScheduleFrequency Frequency { get; set; } = ScheduleFrequency.Weekly;

    public DayOfWeek DayOfWeek { get; set; } = DayOfWeek.Monday;

    public string DayOfMonth { get; set; } = "1";

    public string Time { get; set; } = "06:00";

    public Guid DatasetId { get; set; }

    /// <summary>Null for a list that a rule alone makes.</summary>
    public Guid? ModelRunId { get; set; }

    public string PopulationRuleJson { get; set; } = "";

    public string TargetPercent { get; set; } = "20";

    public string HoldoutPercent { get; set; } = "10";

    public string RefreshDays { get; set; } = "";

    /// <summary>As money is typed; empty books nothing.</summary>
    public string CostPerContact { get; set; } = "";

    public string ErrorProcedure { get; set; } = "";

    public string ErrorContact { get; set; } = "";

    public int? Version { get; init; }

    /// <summary>An empty form: what the round tested that is to be operated, otherwise the first of what there is to choose.</summary>
    /// <param name="tested">The round that a manager said to operate, or null.</param>
    /// <param name="data">The dataset of that round, or null.</param>
    public static ScheduleFormModel New(ScheduleChoices choices, Domain.Measure.Pilot? tested, Guid? data)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var form = new ScheduleFormModel
        {
            DatasetId = choices.Datasets.FirstOrDefault(d => d.Id == data) is { } own ? own.Id : choices.Datasets is [var dataset, ..] ? dataset.Id : Guid.Empty,
            ModelRunId = choices.Models is [var model, ..] ? model.Id : null,
        };
        if (tested is not null)
            (form.ModelRunId, form.PopulationRuleJson, form.TargetPercent) = (choices.Models.FirstOrDefault(m => m.Id == tested.ModelRunId)?.Id, tested.PopulationRuleJson, tested.ModelRunId is null ? Percent(1) : Percent(tested.SelectedShare));   // a sample of a rule was for the test alone
        return form;
    }

    public static ScheduleFormModel Of(OperateSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new ScheduleFormModel
        {
            Name = schedule.Name,
            Frequency = schedule.Frequency,
            DayOfWeek = schedule.DayOfWeek,
            DayOfMonth = schedule.DayOfMonth.ToString(CultureInfo.InvariantCulture),
            Time = schedule.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture),
            DatasetId = schedule.DatasetId,
            ModelRunId = schedule.ModelRunId,
            PopulationRuleJson = schedule.PopulationRuleJson,
            TargetPercent = Percent(schedule.TargetShare),
            HoldoutPercent = Percent(schedule.HoldoutShare),
            RefreshDays = schedule.RefreshEveryDays?.ToString(CultureInfo.InvariantCulture) ?? "",
            CostPerContact = schedule.CostPerContact is { } cost ? cost.ToString("#,0.##########", CultureInfo.InvariantCulture) : "",
            ErrorProcedure = schedule.ErrorProcedure,
            ErrorContact = schedule.ErrorContact,
            Version = schedule.Version,
        };
    }

    /// <exception cref="DomainRuleException">A field does not hold what it asks for.</exception>
    /// <param name="currency">Of the project; an amount that names another is refused.</param>
    public ScheduleInput ToInput(Domain.Money.Currency currency) => new(
        Name,
        Frequency,
        DayOfWeek,
        Frequency == ScheduleFrequency.Monthly ? Whole(DayOfMonth, "schedule.day-of-month") : 1,
        TimeOnly.TryParse(Time, CultureInfo.InvariantCulture, out var time) ? time : throw new DomainRuleException("schedule.time"),
        DatasetId,
        ModelRunId,
        Share(TargetPercent, "schedule.target-share"),
        Share(HoldoutPercent, "schedule.holdout-share"),
        ModelRunId is null || string.IsNullOrWhiteSpace(RefreshDays) ? null : Whole(RefreshDays, "schedule.refresh-days"),
        ErrorProcedure,
        ErrorContact,
        Version: Version,
        CostPerContact: string.IsNullOrWhiteSpace(CostPerContact) ? null : Money(CostPerContact, currency),
        PopulationRuleJson: PopulationRuleJson);

    private static decimal Money(string text, Domain.Money.Currency currency) =>
        decimal.Parse(FieldText.Read(text, FieldKind.Number, FieldFormat.Money, currency), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Percent(double share) => ((decimal)share * 100).ToString("0.##", CultureInfo.InvariantCulture);

    private static int Whole(string text, string code) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : throw new DomainRuleException(code);

    private static double Share(string text, string code) =>
        GroupedNumber.TryParseSigned(text.Trim(), out var value) ? (double)(value / 100) : throw new DomainRuleException(code);
}
