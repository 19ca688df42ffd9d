using System.Globalization;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Analyze;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>The trail in words.</summary>
public static partial class HistoryText
{
    private static readonly HashSet<string> s_pilotShares = [nameof(PilotField.SelectedShare), nameof(PilotField.ControlShare), nameof(PilotField.Alpha), nameof(PilotField.BaseRate)];

    private static readonly HashSet<string> s_pilotAmounts = [nameof(PilotField.CostPerContact), nameof(PilotField.FixedCost)];

    // What was done is all there is to say; the value is a fingerprint, or nothing.
    private static readonly HashSet<(string, string)> s_saidByField = [("Pilot", "Locked"), ("Pilot", "Reopened"), ("Gate", "RevivalClosed")];

    public static string Field(ITexts texts, HistoryRow row, ProjectSnapshot? project = null)
    {
        if (OwnValues.PlaceOf(row.Subject, row.RowId, row.Field) is { } own)
            return texts.Get("history.example.own", Field(texts, row with { Subject = own.Sheet.ToString(), Field = own.Field }, project));
        if (texts.Has($"field.{row.Subject}.{row.Field}"))
            return Line(row, project) is { } line ? FieldWords.Of(texts, SheetKind.EffectLine, line, row.Field, project!.Define.ImprovesByFalling()) : texts[$"field.{row.Subject}.{row.Field}"];
        var subject = texts.Has("history.subject." + row.Subject) ? texts["history.subject." + row.Subject]
            : texts.Has("choice.SheetKind." + row.Subject) ? texts["choice.SheetKind." + row.Subject] : row.Subject;
        var field = texts.Has("history.field." + row.Field) ? texts["history.field." + row.Field] : row.Field;
        return $"{subject} · {field}";
    }

    public static string Author(ITexts texts, HistoryRow row) =>
        row.IsByProgram ? texts["history.by-program"] : row.UserName.Length == 0 ? texts["sheet.someone"] : row.UserName;

    /// <summary>False when the name of the change says it all.</summary>
    public static bool HasValue(HistoryRow row) => !s_saidByField.Contains((row.Subject, row.Field));

    /// <summary>The value before, or null where there was none.</summary>
    public static string? Old(ITexts texts, HistoryRow row, ProjectSnapshot? project) =>
        string.IsNullOrEmpty(row.OldValue) || row.Field == "Row" ? null : Value(texts, row, row.OldValue, project);

    /// <summary>The value after; for a row that it was added, removed or brought back.</summary>
    public static string New(ITexts texts, HistoryRow row, ProjectSnapshot? project) =>
        Value(texts, row, row.Field == "Row" ? row.NewValue ?? "removed" : row.NewValue, project);

    /// <param name="project">Gives amounts their currency, rates of the metric their unit and ids their names.</param>
    public static string Value(ITexts texts, HistoryRow row, string? value, ProjectSnapshot? project = null)
    {
        if (string.IsNullOrEmpty(value))
            return texts["project.history.blank"];
        if (OwnValues.PlaceOf(row.Subject, row.RowId, row.Field) is { } own)
            return Value(texts, row with { Subject = own.Sheet.ToString(), Field = own.Field }, value, project);
        if (row.Field == "Row")
            return texts.Has("project.history." + value) ? texts["project.history." + value] : texts["project.history.removed"];
        var currency = project is null ? null : Currency.Of(project.Project.CurrencyCode);
        if (AuditWords.Read(row.Subject, row.Field, value) is { } said)
            return Short(Wording.Say(texts, InUnit(texts, said, project, currency), currency));
        if (Place(texts, row, value, project) is { } place)
            return Short(place);
        if (row.Subject == "Pilot" && Plan(texts, row.Field, value, project, currency) is { } planned)
            return Short(planned);
        var metric = project?.Define.UnitInForce() ?? MetricUnit.Count;
        if (row is { Subject: "Gate", Field: "Revival" })
            return SheetValueText.Of(texts, currency, metric, SheetKind.Effects, DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) ? nameof(EffectsSheet.KillBy) : nameof(EffectsSheet.KillValue), value);
        return Short(Enum.TryParse<SheetKind>(row.Subject, out var sheet) ? SheetValueText.Of(texts, currency, metric, sheet, row.Field, value, Line(row, project), project?.Define.ImprovesByFalling() == true) : value);
    }

    private static EffectLine? Line(HistoryRow row, ProjectSnapshot? project) => project?.EffectLines.FirstOrDefault(l => l.Id == row.RowId);

    // The trail keeps the metric as a bare number; a rate reads as per cent.
    private static FigureText InUnit(ITexts texts, FigureText said, ProjectSnapshot? project, Currency? currency) =>
        said is { Key: "history.metric.reading", Arguments: [var file, var from, var to, string value] } && currency is not null
        && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? said with { Arguments = [file, from, to, MetricText.Value(number, project!.Define.UnitInForce(), currency, texts)] }
            : said;

    // A plan holds ids, shares and amounts.
    private static string? Plan(ITexts texts, string field, string value, ProjectSnapshot? project, Currency? currency)
    {
        if (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return s_pilotShares.Contains(field) ? Format.Number(number * 100, 4, texts.Culture) + "%"
                : s_pilotAmounts.Contains(field) && currency is not null ? Format.Money(number, currency, texts)
                : null;
        }

        if (project is null || !Guid.TryParse(value, out var id))
            return null;
        return field switch
        {
            nameof(PilotField.OptionId) => project.Options.FirstOrDefault(o => o.Id == id)?.Name,
            nameof(PilotField.DatasetVersionId) => project.DatasetVersions.FirstOrDefault(v => v.Id == id)?.FileName,
            nameof(PilotField.ModelRunId) => project.Runs.FirstOrDefault(r => r.Id == id) is { } run ? texts["analysis-kind." + run.Kind] : null,
            _ => value,
        } ?? texts["history.gone"];
    }

    private static string Short(string value)
    {
        var text = Fingerprint().Replace(value, "$1…");
        return text.Length > 300 ? text[..300] + "…" : text;
    }

    // Rows from before the trail said what was asked at the seat: the question still knows it.
    private static string? Voted(ITexts texts, HistoryRow row, string answer, ProjectSnapshot? project) =>
        project?.Reviews.FirstOrDefault(r => r.Id == row.RowId) is { } review && review.Votes.FirstOrDefault(v => v.UserId == row.UserId && v.Answer.ToString() == answer) is { } vote
            ? Wording.Say(texts, LineWords.Answer(review, vote), null)
            : Choice(texts, "VoteAnswer", answer);

    // Gates and members hold names of the program's own choices.
    private static string? Place(ITexts texts, HistoryRow row, string value, ProjectSnapshot? project)
    {
        switch (row.Subject, row.Field)
        {
            case ("Member", "Role"):
                return Choice(texts, "ProjectRole", value);
            case ("Project", "Status"):
                return Choice(texts, "ProjectStatus", value);
            case ("Pilot", nameof(PilotField.Population)) when value.StartsWith('{'):
                return PopulationText.Of(texts, PopulationRule.Read(value));
            case ("Pilot", nameof(PilotField.EarlierCustomers)):
                return Choice(texts, "EarlierCustomers", value);
            case ("Gate", "Decision") when value.Split(':', 2) is [var decision, var reason] && Choice(texts, "GateDecision", decision) is { } answer:
                return texts.Get("history.gate.decision", answer, reason.Trim());
            case ("Gate", "Vote") when value.Split(':', 2) is [var vote, var opinion] && Voted(texts, row, vote, project) is { } voted:
                return opinion.Trim().Length == 0 ? voted : texts.Get("history.gate.decision", voted, opinion.Trim());
            case ("Gate", "Submitted") when value.Split(' ') is [var gate, var number, _] && Choice(texts, "Gate", gate) is { } asked:
                return texts.Get("history.gate.submitted", asked, number);
            case ("Gate", "Withdrawn"):
                return texts.Get("history.gate.withdrawn", value);
            case ("Dataset", "Uploaded" or "Deleted"):
                return EndingFingerprint().Replace(value, "");
            default:
                return null;
        }
    }

    private static string? Choice(ITexts texts, string kind, string value) => texts.Has($"choice.{kind}.{value}") ? texts[$"choice.{kind}.{value}"] : null;

    [System.Text.RegularExpressions.GeneratedRegex("(?<=\\S) [0-9a-f]{64}$")]
    private static partial System.Text.RegularExpressions.Regex EndingFingerprint();

    // Sixty-four digits say no more to a reader than the first twelve.
    [System.Text.RegularExpressions.GeneratedRegex("\\b([0-9a-f]{12})[0-9a-f]{52}\\b")]
    private static partial System.Text.RegularExpressions.Regex Fingerprint();
}
