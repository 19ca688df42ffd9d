using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Reports;

/// <summary>A figure whose texts are already in the reader's language.</summary>
/// <param name="Currency">ISO 4217 code for axes in money.</param>
/// <param name="Categories">Labels along X, as many as values in each series.</param>
/// <param name="FitY">True where the axis fits the values and need not begin at 0.</param>
public sealed record FigureBlock(
    FigureKind Kind,
    string Title,
    string Subtitle,
    FigureBlockAxis X,
    FigureBlockAxis Y,
    string Currency,
    IReadOnlyList<string> Categories,
    IReadOnlyList<FigureBlockSeries> Series,
    bool FitY = false) : ReportBlock
{
    /// <summary>Reads a stored figure in one language.</summary>
    /// <param name="text">Gives the sentence of a key with its slots filled.</param>
    /// <exception cref="ArgumentException">A series is not as long as the categories.</exception>
    public static FigureBlock From(Figure figure, Func<FigureText, string> text, string currency)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(text);
        foreach (var series in figure.Series)
        {
            if (series.Values.Count != figure.Categories.Count)
                throw new ArgumentException($"Figure '{figure.Id}': series '{series.Name.Key}' has {series.Values.Count} values for {figure.Categories.Count} categories.", nameof(figure));
        }

        return new FigureBlock(
            figure.Kind,
            text(figure.Title),
            text(figure.Subtitle),
            new FigureBlockAxis(text(figure.X.Title), figure.X.Unit),
            new FigureBlockAxis(text(figure.Y.Title), figure.Y.Unit),
            currency,
            figure.CategoryTexts is { } words ? [.. words.Select(text)] : figure.Categories,
            [.. figure.Series.Select(s => new FigureBlockSeries(text(s.Name), s.Role, s.Values, s.Low, s.High, s.Incomplete))],
            figure.FitY);
    }
}

/// <summary>An axis with its title in the reader's language.</summary>
public sealed record FigureBlockAxis(string Title, FigureUnit Unit);

/// <summary>A series with its name in the reader's language; lists as in <see cref="FigureSeries"/>.</summary>
public sealed record FigureBlockSeries(
    string Name,
    SeriesRole Role,
    IReadOnlyList<double?> Values,
    IReadOnlyList<double?>? Low,
    IReadOnlyList<double?>? High,
    IReadOnlyList<bool>? Incomplete);
