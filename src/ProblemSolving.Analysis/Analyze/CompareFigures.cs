using System.Globalization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>The charts of a comparison of two groups.</summary>
internal static class CompareFigures
{
    private const int Shown = 12;

    public static IReadOnlyList<Figure> Draw(CompareResult result)
    {
        var figures = new List<Figure>();
        var shares = result.Shares.Where(s => s.IsOfAValue).Take(Shown).ToList();
        if (shares.Count > 0)
            figures.Add(Shares(result, shares));
        var numbers = result.Numbers.Where(n => n.Effect is not null).OrderByDescending(n => Math.Abs(n.Effect!.Value)).Take(Shown).ToList();
        if (numbers.Count > 0)
            figures.Add(Effects(result, numbers));
        return figures;
    }

    private static Figure Shares(CompareResult result, List<ShareDifference> shares)
    {
        var title = result.Leading is { } leading ? result.Sentence(leading) : new FigureText("figure.compare-shares.none", result.Looks);
        return new Figure(
            "compare-shares", FigureKind.Bar, title, Subtitle(result),
            new FigureAxis(new FigureText("figure.axis.first-order-value"), FigureUnit.None), new FigureAxis(new FigureText("figure.axis.share-with-value"), FigureUnit.Rate),
            [.. shares.Select(s => s.Value)],
            [
                new FigureSeries(result.GroupName(false), SeriesRole.Control, [.. shares.Select(s => (double?)s.ShareA)]),
                new FigureSeries(result.GroupName(true), SeriesRole.Target, [.. shares.Select(s => (double?)s.ShareB)]),
            ]);
    }

    private static Figure Effects(CompareResult result, List<NumberDifference> numbers) => new(
        "compare-effects", FigureKind.Bar,
        numbers[0].AdjustedPValue < 0.05
            ? new FigureText("figure.compare-effects.title", numbers[0].Name, numbers[0].Effect!.Value, numbers[0].Superiority)
            : new FigureText("figure.compare-effects.none", result.Looks),
        Subtitle(result),
        new FigureAxis(new FigureText("figure.axis.customer-figure"), FigureUnit.None), new FigureAxis(new FigureText("figure.axis.hedges-g"), FigureUnit.None),
        [.. numbers.Select(n => n.Name.Key)],
        [new FigureSeries(new FigureText("figure.series.effect"), SeriesRole.Target, [.. numbers.Select(n => n.Effect)], [.. numbers.Select(n => n.EffectInterval?.Low)], [.. numbers.Select(n => n.EffectInterval?.High)])],
        [.. numbers.Select(n => n.Name)]);

    private static FigureText Subtitle(CompareResult result) =>
        new("figure.compare.subtitle", result.GroupName(false), result.CustomersA, result.GroupName(true), result.CustomersB, Day(result.Headline.FirstDay), Day(result.Headline.LastDay));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
