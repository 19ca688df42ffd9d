using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Reports;

/// <summary>Names in and of the workbook.</summary>
public static class WorkbookNames
{
    private const int MostNameLetters = 60;

    /// <summary>“2. Effects”, or “2. Decisions” with a name of its own: the sheets stand in the order of the steps and say theirs.</summary>
    public static string Of(ITexts t, ProblemStep step, string? name = null) => $"{(int)step}. {name ?? t["step." + step]}";

    /// <summary>The sheet as a formula names it.</summary>
    public static string Reference(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'!";

    /// <summary>“PS-1 Win back 2026-11-27.xlsx”, without signs that a file system refuses.</summary>
    /// <param name="ending">With its dot.</param>
    public static string File(string key, string project, DateOnly day, string ending = ".xlsx")
    {
        var name = string.Concat(project.Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c, StringComparison.Ordinal) ? ' ' : c));
        name = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (name.Length > MostNameLetters)
            name = name[..(char.IsHighSurrogate(name[MostNameLetters - 1]) ? MostNameLetters - 1 : MostNameLetters)].TrimEnd();
        return string.Join(' ', new[] { key, name.Trim('.'), day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }.Where(p => p.Length > 0)) + ending;
    }
}
