using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>A comparison of first orders in words.</summary>
public static class ContrastSentence
{
    public static string Of(ITexts texts, Contrast contrast, int days)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(contrast);
        return texts.Get("contrasts.sentence", contrast.Value, contrast.Column, contrast.Rate, days, contrast.RestRate);
    }
}
