using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>“Did X, bought again?” in words that name X wherever they stand.</summary>
public static class LandmarkSentence
{
    /// <summary>What the customers did: “bought A (Description)”.</summary>
    public static string Action(ITexts texts, LandmarkParameters asked, string columnName)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(asked);
        return asked.Orders is { } orders ? texts.Get("landmark.action.orders", orders) : texts.Get("landmark.action.value", columnName, asked.Value ?? "–");
    }

    /// <summary>What a run asked, also while it has no result.</summary>
    /// <param name="version">The data of the run; null when they are gone.</param>
    public static string Asked(ITexts texts, AnalysisRun run, DatasetVersion? version)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(run);
        var asked = ResultJson.Read<LandmarkParameters>(run.ParametersJson);
        var column = version is null ? null : DataColumns.Comparable(version).FirstOrDefault(c => c.Index == asked.Column);
        return texts.Get("run.parameters.landmark", Action(texts, asked, column?.Name ?? "–"), asked.LandmarkDays, asked.HorizonDays);
    }

    /// <summary>The result as a finding: the fair figures first, the difference at first sight beside them.</summary>
    public static string Of(ITexts texts, LandmarkResult result)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(result);
        string Percent(double rate) => Format.Percent(rate, 1, texts.Culture);
        var told = texts.Get(
            "landmark.finding", Action(texts, result.Parameters, result.ColumnName), result.Parameters.LandmarkDays, Percent(result.Landmark.RateWith), result.Parameters.HorizonDays,
            Percent(result.Landmark.RateWithout), texts.Get("contrasts.points", Intervals.Points(result.Naive.Difference, texts.Culture)));
        var clear = result.Landmark.Interval.Low > 0 || result.Landmark.Interval.High < 0;
        return clear ? told : told + " " + texts.Get("contrasts.sentence.unclear", Intervals.P(result.Landmark.PValue, texts.Culture));
    }
}
