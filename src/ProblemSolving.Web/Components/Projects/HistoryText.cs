using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>The trail in words.</summary>
internal static class HistoryText
{
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
        return value.Length > 300 ? value[..300] + "…" : value;
    }
}
