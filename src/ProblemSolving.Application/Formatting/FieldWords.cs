using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Formatting;

/// <summary>What a field is called. The numbers of an effect are named after its kind: what is saved has a share and a cost, not a change and a worth.</summary>
public static class FieldWords
{
    /// <param name="row">The sheet or row of the field; null where it is not known.</param>
    /// <param name="falls">True where the headline metric is a rate that should fall; see <see cref="Domain.Define.DefineSheet.ImprovesByFalling"/>.</param>
    public static string Of(ITexts texts, SheetKind sheet, IWorksheet? row, string field, bool falls = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts[Key(texts, sheet, row, field, falls: falls)];
    }

    /// <summary>The key of a field's name, or of another text on it.</summary>
    /// <param name="part">Such as <c>.help</c>; empty for the name.</param>
    public static string Key(ITexts texts, SheetKind sheet, IWorksheet? row, string field, string part = "", bool falls = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return row is EffectLine line ? OfKind(texts, $"field.{sheet}.{field}", line.Kind, falls, part) : $"field.{sheet}.{field}{part}";
    }

    /// <summary>The heading of a column that holds a field of several effects: every name that occurs, once.</summary>
    public static string Column(ITexts texts, IEnumerable<EffectLine> lines, string field, bool falls = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var names = lines.Select(l => Of(texts, SheetKind.EffectLine, l, field, falls)).Distinct().ToList();
        return names.Count == 0 ? Of(texts, SheetKind.EffectLine, null, field) : string.Join(" / ", names);
    }

    /// <summary>What an input of step 2 is called inside a sentence.</summary>
    public static string Input(ITexts texts, GainKind? kind, string field, bool falls = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts[OfKind(texts, "effects.input." + field, kind, falls)];
    }

    /// <summary>A change of a rate in points, or the share that is saved or averted. Of a rate that should fall the number on the sheet says how far it falls, and so do these words: “4.5 points lower”.</summary>
    public static string Change(ITexts texts, GainKind kind, decimal change, bool falls = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return kind.TakesShare()
            ? Format.Number(change * 100, 2, texts.Culture) + "%"
            : falls ? MetricText.Fall(change, texts) : MetricText.Difference(change, Domain.Define.MetricUnit.Rate, Domain.Money.Currency.Of("KRW"), texts);
    }

    private static string OfKind(ITexts texts, string key, GainKind? kind, bool falls, string part = "")
    {
        var own = $"{key}.{kind}{part}";
        var falling = $"{key}.Falling{part}";
        return kind is not null && texts.Has(own) ? own : falls && texts.Has(falling) && kind?.TakesShare() != true ? falling : key + part;
    }
}
