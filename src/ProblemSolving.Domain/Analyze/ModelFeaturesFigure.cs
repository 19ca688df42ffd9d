namespace ProblemSolving.Domain.Analyze;

/// <summary>What a model looks at most as a figure, drawn from its result when it is asked for.</summary>
public static class ModelFeaturesFigure
{
    public const string Id = "model-features";

    private const int First = 3;

    /// <returns>Null when the model found nothing to look at.</returns>
    public static Figure? Of(RepurchaseModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.TopFeatures is not { Count: > 0 } features)
            return null;
        var first = features.Take(First).ToList();
        return new Figure(
            Id, FigureKind.Bar,
            first.Count == 1
                ? new FigureText("figure.model-features.one", NameOf(features[0]), features[0].GainShare)
                : new FigureText("figure.model-features.title", NameOf(features[0]), features[0].GainShare, first.Count, first.Sum(f => f.GainShare)),
            new FigureText("figure.model-features.subtitle", result.TrainingRows, result.Parameters.HorizonDays),
            new FigureAxis(new FigureText("figure.axis.feature"), FigureUnit.None),
            new FigureAxis(new FigureText("figure.axis.gain-share"), FigureUnit.Rate),
            [.. features.Select(f => f.Feature)],
            [new FigureSeries(new FigureText("figure.axis.gain-share"), SeriesRole.Target, [.. features.Select(f => (double?)f.GainShare)])],
            [.. features.Select(NameOf)]);
    }

    /// <summary>The name of a feature in words, with its value where it is of one.</summary>
    public static FigureText NameOf(FeatureGain feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var colon = feature.Feature.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new FigureText("feature." + feature.Feature) : new FigureText("feature." + feature.Feature[..colon], feature.Feature[(colon + 1)..]);
    }
}
