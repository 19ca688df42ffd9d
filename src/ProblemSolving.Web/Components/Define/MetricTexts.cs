using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Components.Define;

/// <summary>A computed metric in words.</summary>
internal static class MetricTexts
{
    /// <summary>What the As-is rests on: numerator, denominator, periods, source and date.</summary>
    /// <param name="source">Name of the data.</param>
    public static string Origin(ITexts texts, MetricResult result, MetricUnit unit, Currency currency, string source)
    {
        var asIs = result.AsIs;
        var value = MetricText.Value(asIs.Value, unit, currency, texts);
        var asOf = Format.Date(result.AsOf, texts.Culture);
        return asIs is { Numerator: { } numerator, Denominator: { } denominator }
            ? texts.Get("metric.origin", value, Format.Number(numerator, 0, texts.Culture), Format.Number(denominator, 0, texts.Culture), asIs.From, asIs.To, source, asOf)
            : texts.Get("metric.origin.mean", value, asIs.From, asIs.To, source, asOf);
    }

    /// <summary>How a value of the metric is typed.</summary>
    public static FieldFormat FormatOf(MetricUnit unit) => unit switch
    {
        MetricUnit.Rate => FieldFormat.Percent,
        MetricUnit.Money => FieldFormat.Money,
        MetricUnit.Count => FieldFormat.Plain,
    };
}
