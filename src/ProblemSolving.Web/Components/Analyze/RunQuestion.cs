using System.Globalization;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>What a run was asked, in words that tell it from other runs of its kind; also while it has no result.</summary>
public static class RunQuestion
{
    private const int LongestQuery = 120;

    /// <summary>With everything that was set.</summary>
    /// <param name="version">The data of the run; null when they are gone.</param>
    public static string Of(ITexts texts, AnalysisRun run, DatasetVersion? version)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(run);
        switch (run.Kind)
        {
            case AnalysisKind.Explore:
                var explore = ResultJson.Read<RepurchaseParameters>(run.ParametersJson);
                var told = $"{texts.Get("run.parameters.explore", Days(explore), explore.TrendDays, explore.CohortCount, explore.MinimumSupport)} · {texts.Get("run.parameters.depth", explore.LostDays, explore.LoyalOrders)}";
                return explore.Rfm is { } rfm ? $"{told} · {texts.Get("run.parameters.rfm", Breaks(texts, rfm), rfm.MonthsBack)}" : told;
            case AnalysisKind.Compare:
                var compare = ResultJson.Read<CompareParameters>(run.ParametersJson);
                return texts.Get("run.parameters.compare", texts["compare-kind." + compare.Kind], compare.Days, compare.MinimumSupport) + " · " + Groups(texts, compare, version);
            default:
                return Short(texts, run, version);
        }
    }

    /// <summary>For a list: what sets the run apart, and no more.</summary>
    public static string Short(ITexts texts, AnalysisRun run, DatasetVersion? version)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(run);
        switch (run.Kind)
        {
            case AnalysisKind.Explore:
                var explore = ResultJson.Read<RepurchaseParameters>(run.ParametersJson);
                var told = texts.Get("run.asked.explore", Days(explore), explore.TrendDays);
                return explore.Rfm is { } rfm && HasOwn(rfm) ? $"{told} · {Breaks(texts, rfm)}" : told;
            case AnalysisKind.RepurchaseModel:
                var model = ResultJson.Read<ModelParameters>(run.ParametersJson);
                return texts.Get("run.parameters.model", model.HorizonDays, model.Seed, model.TrainingSnapshots);
            case AnalysisKind.Compare:
                var compare = ResultJson.Read<CompareParameters>(run.ParametersJson);
                return texts.Get("run.asked.compare", Groups(texts, compare, version), compare.Days);
            case AnalysisKind.Landmark:
                return LandmarkSentence.Asked(texts, run, version);
            case AnalysisKind.Query:
                var sql = string.Join(' ', ResultJson.Read<QueryParameters>(run.ParametersJson).Sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                return sql.Length <= LongestQuery ? sql : sql[..(LongestQuery - 1)] + "…";
            default:
                throw new InvalidOperationException($"No question of {run.Kind}.");
        }
    }

    private static string Groups(ITexts texts, CompareParameters asked, DatasetVersion? version)
    {
        var column = version is null ? null : DataColumns.Comparable(version).FirstOrDefault(c => c.Index == asked.Column);
        string Group(bool second) => Wording.Say(texts, asked.GroupName(second, column?.Name ?? "–"));
        return texts.Get("compare.title", Group(false), Group(true));
    }

    private static string Days(RepurchaseParameters asked) => string.Join(", ", asked.Days);

    private static bool HasOwn(RfmParameters rfm) => rfm.RecencyBreaks is not null || rfm.FrequencyBreaks is not null || rfm.MoneyBreaks is not null;

    private static string Breaks(ITexts texts, RfmParameters rfm)
    {
        if (!HasOwn(rfm))
            return texts["rfm.breaks.quintiles"];
        var own = new (string Key, IReadOnlyList<double>? Breaks)[] { ("rfm.recency", rfm.RecencyBreaks), ("rfm.frequency", rfm.FrequencyBreaks), ("rfm.money", rfm.MoneyBreaks) };
        return string.Join("; ", own.Where(o => o.Breaks is not null).Select(o => texts.Get("run.asked.breaks", texts[o.Key], string.Join(" / ", o.Breaks!.Select(b => b.ToString("#,0.####", CultureInfo.InvariantCulture))))));
    }
}
