using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>A comparison of first orders in words; one that may be chance says so, since the sentence travels without its table.</summary>
public static class ContrastSentence
{
    public static string Of(ITexts texts, Contrast contrast, int days)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(contrast);
        var told = texts.Get("contrasts.sentence", contrast.Value, contrast.Column, contrast.Rate, days, contrast.RestRate);
        return contrast.IsClear ? told : told + " " + texts.Get("contrasts.sentence.unclear", Intervals.P(contrast.AdjustedPValue, texts.Culture));
    }
}
