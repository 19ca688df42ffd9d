using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>A figure with all its words resolved, as the drawing script wants it. Every value comes with its written form, so that the script formats nothing.</summary>
public sealed record FigureSpec(
    string Kind,
    string Language,
    string Title,
    string Subtitle,
    FigureSpecAxis X,
    FigureSpecAxis Y,
    IReadOnlyList<string> Categories,
    IReadOnlyList<FigureSpecSeries> Series,
    string IncompleteText,
    string IntervalText,
    bool FitY)
{
    private const int MostTurned = 14;
    private const int StraightLetters = 6;

    /// <summary>The categories are names that have to stand in full, side by side or aslant: a number or month left out can be told from its neighbours, a word cannot.</summary>
    public bool NamesGroups { get; private init; }

    /// <summary>Ends of the colours of a heat map; null for anything else.</summary>
    public ColourScale? Scale { get; private init; }

    public static FigureSpec Of(Figure figure, ITexts texts, string currency)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(texts);
        IReadOnlyList<string> Write(IReadOnlyList<double?> values) => [.. values.Select(v => FigureTexts.Value(texts, v, figure.Y.Unit, currency))];
        return new FigureSpec(
            figure.Kind.ToString(),
            texts.Culture.TwoLetterISOLanguageName,
            FigureTexts.Say(texts, figure.Title),
            FigureTexts.Say(texts, figure.Subtitle),
            Axis(figure.X, texts, currency),
            Axis(figure.Y, texts, currency),
            FigureTexts.Categories(texts, figure),
            [.. figure.Series.Select(s => new FigureSpecSeries(
                FigureTexts.Say(texts, s.Name),
                s.Role.ToString(),
                s.Values,
                Write(s.Values),
                s.Low,
                s.High,
                s.Low is { } low && s.High is { } high ? [.. Write(low).Zip(Write(high), (l, h) => $"{l} – {h}")] : null,
                s.Incomplete))],
            texts["figure.incomplete"],
            texts["figure.interval"],
            figure.FitY)
        {
            NamesGroups = Names(figure, FigureTexts.Categories(texts, figure)),
            Scale = figure.Kind == FigureKind.HeatMap ? ColourScale.Of(figure) : null,
        };
    }

    private static bool Names(Figure figure, IReadOnlyList<string> names) =>
        figure.Kind != FigureKind.Line && names.Count is > 0 and <= MostTurned && names.Any(n => n.Length > StraightLetters && n.Any(char.IsLetter));

    /// <summary>Equal when the drawing would be the same.</summary>
    public bool Equals(FigureSpec? other) =>
        other is not null && Kind == other.Kind && Language == other.Language && Title == other.Title && Subtitle == other.Subtitle
        && NamesGroups == other.NamesGroups && FitY == other.FitY && Scale == other.Scale && X == other.X && Y == other.Y && Categories.SequenceEqual(other.Categories)
        && Series.Count == other.Series.Count && Series.Zip(other.Series).All(pair => pair.First.SameAs(pair.Second));

    public override int GetHashCode() => HashCode.Combine(Kind, Language, Title, Subtitle, Categories.Count, Series.Count);

    private static FigureSpecAxis Axis(FigureAxis axis, ITexts texts, string currency) =>
        new(FigureTexts.Axis(texts, axis, currency), axis.Unit.ToString(), axis.Unit == FigureUnit.Money ? Currency.Of(currency).Sign : "", axis.Unit.IsCount());
}

/// <summary>Title with unit; the unit's name decides how the script writes the ticks.</summary>
/// <param name="Whole">Ticks between whole numbers would say nothing.</param>
public sealed record FigureSpecAxis(string Title, string Unit, string Sign, bool Whole);

/// <summary>One row of values with their written forms.</summary>
public sealed record FigureSpecSeries(
    string Name,
    string Role,
    IReadOnlyList<double?> Values,
    IReadOnlyList<string> Shown,
    IReadOnlyList<double?>? Low,
    IReadOnlyList<double?>? High,
    IReadOnlyList<string>? Interval,
    IReadOnlyList<bool>? Incomplete)
{
    public bool SameAs(FigureSpecSeries other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Name == other.Name && Role == other.Role && Values.SequenceEqual(other.Values)
            && (Low ?? []).SequenceEqual(other.Low ?? []) && (High ?? []).SequenceEqual(other.High ?? []);
    }
}
