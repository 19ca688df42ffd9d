namespace ProblemSolving.Domain.Analyze;

/// <summary>Which values the two ends of the colours of a heat map stand for.</summary>
/// <param name="Capped">Values above the high end have its colour, so the scale has to say "or more" there.</param>
public sealed record ColourScale(double Low, double High, bool Capped)
{
    /// <summary>
    /// Coefficients have the ends of what they can be: between the smallest and the largest that happen to be there, 0.98 would look
    /// like nothing. Shares and counts start at 0. Of shares the largest below 100 % is the end: everybody is in the month of the
    /// first order, and that column would take all the colour from the rest.
    /// </summary>
    public static ColourScale Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var values = figure.Series.SelectMany(s => s.Values).OfType<double>().Where(double.IsFinite).ToList();
        switch (figure.Y.Unit)
        {
            case FigureUnit.Correlation:
                return new ColourScale(-1, 1, false);
            case FigureUnit.Association:
                return new ColourScale(0, 1, false);
            case FigureUnit.Rate:
                var end = values.Where(v => v is > 0 and < 1).DefaultIfEmpty(1).Max();
                return new ColourScale(0, end, values.Exists(v => v > end));
            default:
                // results of earlier versions name no unit for coefficients
                return values.Exists(v => v < 0) ? new ColourScale(-1, 1, false) : new ColourScale(0, values.Where(v => v > 0).DefaultIfEmpty(1).Max(), false);
        }
    }
}
