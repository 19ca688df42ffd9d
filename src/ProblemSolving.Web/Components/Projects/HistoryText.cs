using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>The trail in words.</summary>
internal static partial class HistoryText
{
    private static readonly HashSet<string> s_shares =
        [nameof(EffectLine.ChangeLow), nameof(EffectLine.ChangeLikely), nameof(EffectLine.ChangeHigh), nameof(SolutionOption.EffectShare)];

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

    public static string Value(ITexts texts, HistoryRow row, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return texts["project.history.blank"];
        if (row.Field == "Row")
            return texts.Has("project.history." + value) ? texts["project.history." + value] : texts["project.history.removed"];
        if (Enum.TryParse<SheetKind>(row.Subject, out var sheet) && WorksheetFields.Of(sheet).FirstOrDefault(f => f.Name == row.Field) is { EnumType: { } choices } && texts.Has($"choice.{choices.Name}.{value}"))
            return texts[$"choice.{choices.Name}.{value}"];
        if (Enum.TryParse<SheetKind>(row.Subject, out var kind) && WorksheetFields.Of(kind).FirstOrDefault(f => f.Name == row.Field) is { Kind: FieldKind.Number })
            return s_shares.Contains(row.Field) ? FieldText.Show(value, FieldKind.Number, FieldFormat.Percent) + " %" : FieldText.Show(value, FieldKind.Number, FieldFormat.Plain);
        var text = Fingerprint().Replace(value, "$1…");
        return text.Length > 300 ? text[..300] + "…" : text;
    }

    // Sixty-four digits say no more to a reader than the first twelve.
    [System.Text.RegularExpressions.GeneratedRegex("\\b([0-9a-f]{12})[0-9a-f]{52}\\b")]
    private static partial System.Text.RegularExpressions.Regex Fingerprint();
}
