using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Web.Components.Analyze;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>The trail in words.</summary>
public static partial class HistoryText
{
    private static readonly HashSet<string> s_shares =
        [nameof(EffectLine.ChangeLow), nameof(EffectLine.ChangeLikely), nameof(EffectLine.ChangeHigh), nameof(SolutionOption.ShareLow), nameof(SolutionOption.EffectShare), nameof(SolutionOption.ShareHigh)];

    public static string Field(ITexts texts, HistoryRow row)
    {
        var key = $"field.{row.Subject}.{row.Field}";
        if (texts.Has(key))
            return texts[key];
        var subject = texts.Has("history.subject." + row.Subject) ? texts["history.subject." + row.Subject]
            : texts.Has("choice.SheetKind." + row.Subject) ? texts["choice.SheetKind." + row.Subject] : row.Subject;
        var field = texts.Has("history.field." + row.Field) ? texts["history.field." + row.Field] : row.Field;
        return $"{subject} · {field}";
    }

    /// <param name="currency">Of the project; without it amounts are bare numbers.</param>
    public static string Value(ITexts texts, HistoryRow row, string? value, Currency? currency = null)
    {
        if (string.IsNullOrEmpty(value))
            return texts["project.history.blank"];
        if (row.Field == "Row")
            return texts.Has("project.history." + value) ? texts["project.history." + value] : texts["project.history.removed"];
        if (AuditWords.Read(row.Subject, row.Field, value) is { } said)
            return Short(Wording.Say(texts, said, currency));
        if (Place(texts, row, value) is { } place)
            return Short(place);
        if (Enum.TryParse<SheetKind>(row.Subject, out var sheet) && WorksheetFields.Of(sheet).FirstOrDefault(f => f.Name == row.Field) is { EnumType: { } choices } && texts.Has($"choice.{choices.Name}.{value}"))
            return texts[$"choice.{choices.Name}.{value}"];
        if (Enum.TryParse<SheetKind>(row.Subject, out var kind) && WorksheetFields.Of(kind).FirstOrDefault(f => f.Name == row.Field) is { Kind: FieldKind.Number })
            return s_shares.Contains(row.Field) ? FieldText.Show(value, FieldKind.Number, FieldFormat.Percent) + " %" : FieldText.Show(value, FieldKind.Number, FieldFormat.Plain);
        return Short(value);
    }

    private static string Short(string value)
    {
        var text = Fingerprint().Replace(value, "$1…");
        return text.Length > 300 ? text[..300] + "…" : text;
    }

    // Gates and members hold names of the program's own choices.
    private static string? Place(ITexts texts, HistoryRow row, string value)
    {
        switch (row.Subject, row.Field)
        {
            case ("Member", "Role"):
                return Choice(texts, "ProjectRole", value);
            case ("Project", "Status"):
                return Choice(texts, "ProjectStatus", value);
            case ("Pilot", nameof(PilotField.Population)) when value.StartsWith('{'):
                return PopulationText.Of(texts, PopulationRule.Read(value));
            case ("Gate", "Decision") when value.Split(':', 2) is [var decision, var reason] && Choice(texts, "GateDecision", decision) is { } answer:
                return texts.Get("history.gate.decision", answer, reason.Trim());
            case ("Gate", "Vote") when value.Split(':', 2) is [var vote, var opinion] && Choice(texts, "VoteAnswer", vote) is { } voted:
                return opinion.Trim().Length == 0 ? voted : texts.Get("history.gate.decision", voted, opinion.Trim());
            case ("Gate", "Submitted") when value.Split(' ') is [var gate, var number, var packet] && Choice(texts, "Gate", gate) is { } asked:
                return texts.Get("history.gate.submitted", asked, number, packet);
            default:
                return null;
        }
    }

    private static string? Choice(ITexts texts, string kind, string value) => texts.Has($"choice.{kind}.{value}") ? texts[$"choice.{kind}.{value}"] : null;

    // Sixty-four digits say no more to a reader than the first twelve.
    [System.Text.RegularExpressions.GeneratedRegex("\\b([0-9a-f]{12})[0-9a-f]{52}\\b")]
    private static partial System.Text.RegularExpressions.Regex Fingerprint();
}
