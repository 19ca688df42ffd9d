using System.Globalization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>The charts of a comparison of two groups.</summary>
internal static class CompareFigures
{
    private const int Shown = 12;

    /// <param name="hasAttributes">Some of the columns were joined by customer, so that no first order held their values.</param>
    public static IReadOnlyList<Figure> Draw(CompareResult result, bool hasAttributes)
    {
        var figures = new List<Figure>();
        var shares = result.Shares.Where(s => s.IsOfAValue).Take(Shown).ToList();
        if (shares.Count > 0)
            figures.Add(Shares(result, shares, hasAttributes));
        var numbers = result.Numbers.OrderByDescending(n => Math.Abs(n.Superiority - 0.5)).Take(Shown).ToList();
        if (numbers.Count > 0)
            figures.Add(Effects(result, numbers));
        return figures;
    }

    private static Figure Shares(CompareResult result, List<ShareDifference> shares, bool hasAttributes)
    {
        var title = result.Leading is { } leading ? result.Sentence(leading) : new FigureText("figure.compare-shares.none", result.Looks);
        return new Figure(
            "compare-shares", FigureKind.Bar, title, Subtitle(result),
            new FigureAxis(new FigureText(hasAttributes ? "figure.axis.value-or-attribute" : "figure.axis.first-order-value"), FigureUnit.None), new FigureAxis(new FigureText("figure.axis.share-with-value"), FigureUnit.Rate),
            [.. shares.Select(s => s.Value)],
            [
                new FigureSeries(result.GroupName(false), SeriesRole.Control, [.. shares.Select(s => (double?)s.ShareA)]),
                new FigureSeries(result.GroupName(true), SeriesRole.Target, [.. shares.Select(s => (double?)s.ShareB)]),
            ]);
    }

    // One scale for figures judged by mean and by rank: how much more often the one of B is the higher of a pair than the one of A, in [−1, 1]
    // (Cliff's delta, 1993; 2 P(B > A) + P(equal) − 1).
    private static Figure Effects(CompareResult result, List<NumberDifference> numbers) => new(
        "compare-effects", FigureKind.Bar,
        numbers.FirstOrDefault(n => n.AdjustedPValue < 0.05) is { } leading
            ? Farthest(leading)
            : new FigureText("figure.compare-effects.none", result.Looks),
        Subtitle(result),
        new FigureAxis(new FigureText("figure.axis.customer-figure"), FigureUnit.None), new FigureAxis(new FigureText("figure.axis.pairs-higher"), FigureUnit.Correlation),
        [.. numbers.Select(n => n.Name.Key)],
        [new FigureSeries(new FigureText("figure.series.pairs-higher"), SeriesRole.Target, [.. numbers.Select(n => Delta(n.Superiority))], [.. numbers.Select(n => Delta(n.SuperiorityInterval?.Low))], [.. numbers.Select(n => Delta(n.SuperiorityInterval?.High))])],
        [.. numbers.Select(n => n.Name)]);

    // the title names the group that is higher, as the sign of the bar does
    private static FigureText Farthest(NumberDifference leading) => leading.Superiority < 0.5
        ? new FigureText("figure.compare-pairs.title.a", leading.Name, 1 - leading.Superiority)
        : new FigureText("figure.compare-pairs.title", leading.Name, leading.Superiority);

    private static double? Delta(double? superiority) => (2 * superiority) - 1;

    private static FigureText Subtitle(CompareResult result) =>
        new("figure.compare.subtitle", result.GroupName(false), result.CustomersA, result.GroupName(true), result.CustomersB, Day(result.Headline.FirstDay), Day(result.Headline.LastDay));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
