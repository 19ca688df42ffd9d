using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>What a link to a field says.</summary>
internal static class FieldNames
{
    /// <summary>“Second orders won back · Change, likely”; the row is left out where the sentence before the link names it.</summary>
    public static string Of(ITexts texts, ProjectSnapshot snapshot, FieldPlace place, string sentence = "")
    {
        var row = snapshot.Find(place.Sheet, place.RowId);
        var field = FieldWords.Of(texts, place.Sheet, row, place.Field, snapshot.Define.ImprovesByFalling());
        var name = RowName(texts, snapshot, row);
        return name.Length == 0 || sentence.Contains(name, StringComparison.Ordinal) ? field : $"{name} · {field}";
    }

    private static string RowName(ITexts texts, ProjectSnapshot snapshot, IWorksheet? row) => row switch
    {
        EffectLine line => line.Name.Length > 0 ? line.Name : texts.Get("effects.line.n", Place(snapshot.EffectLines, line)),
        CausalLink link => texts.Get("effects.chain.link", Place(snapshot.CausalLinks, link)),
        SolutionOption option => option.Name.Length > 0 ? option.Name : texts.Get("solutions.n", Place(snapshot.Options, option)),
        SolutionAssumption assumption => snapshot.Options.FirstOrDefault(o => o.Id == assumption.ParentId)?.Name ?? "",
        DamageInput input => input.Label,
        _ => "",
    };

    private static int Place<T>(IReadOnlyList<T> rows, T row) => rows.Index().First(r => ReferenceEquals(r.Item, row)).Index + 1;
}
