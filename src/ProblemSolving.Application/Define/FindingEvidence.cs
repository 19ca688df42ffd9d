using System.Globalization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Application.Define;

/// <summary>
/// What a finding shows when it becomes evidence: a finding about one value or segment shows the row it was drawn from, since the figure
/// around it has other rows and may not have this one at all.
/// </summary>
internal static class FindingEvidence
{
    private const char Mark = '#';

    // the end of an id is random, its beginning a time
    private const int IdLetters = 12;
    private const string OfValue = PinnedTable.Prefix + "contrasts";
    private const string OfSegment = PinnedTable.Prefix + "segments";

    /// <summary>Id under which the finding is pinned: of its row, or else of its figure.</summary>
    public static string IdOf(AnalysisRun run, PinnedFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (PopulationRule.Read(finding.RuleJson) is not { } rule || Explored(run) is not { } result)
            return finding.FigureId;
        if (rule.Segment is { } segment)
            return result.Depth is null ? finding.FigureId : $"{OfSegment}{Mark}{segment}";
        var at = result.Contrasts.ToList().FindIndex(c => c.Column == rule.ColumnName && c.Value == rule.Value);
        return at < 0 ? finding.FigureId : string.Create(CultureInfo.InvariantCulture, $"{OfValue}{Mark}{at}");
    }

    /// <summary>The comparison that the finding was drawn from, with the days of its rate; null when it is about no value.</summary>
    public static (Contrast Contrast, int Days)? ContrastOf(AnalysisRun run, PinnedFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return PopulationRule.Read(finding.RuleJson) is { Segment: null } rule && Explored(run) is { } result
            && result.Contrasts.FirstOrDefault(c => c.Column == rule.ColumnName && c.Value == rule.Value) is { } contrast ? (contrast, result.Parameters.TrendDays) : null;
    }

    /// <summary>Id of one more pin of the same figure, for another finding that was drawn from it.</summary>
    public static string OnceMore(PinnedFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return $"{finding.FigureId}{Mark}{finding.Id.ToString("N")[^IdLetters..]}";
    }

    /// <summary>The figure or table that a pin shows, without what tells pins of it apart.</summary>
    public static string FigureOf(string pinnedId)
    {
        ArgumentNullException.ThrowIfNull(pinnedId);
        return pinnedId.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? pinnedId[..at] : pinnedId;
    }

    /// <summary>The row as a table of its own; null when the id names none.</summary>
    public static PinnedTable? Row(AnalysisRun run, string pinnedId)
    {
        ArgumentNullException.ThrowIfNull(pinnedId);
        if (pinnedId.Split(Mark) is not [var table, var row] || table is not (OfValue or OfSegment) || Explored(run) is not { } result)
            return null;
        if (table == OfSegment)
            return result.Depth?.Rfm.Segments.FirstOrDefault(s => s.Segment.ToString() == row) is { } segment ? Of(pinnedId, segment) : null;
        return int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < result.Contrasts.Count ? Of(pinnedId, result.Contrasts[at], result.Parameters.TrendDays) with { Note = AdjustedOver.Contrasts(result) } : null;
    }

    private static RepurchaseResult? Explored(AnalysisRun run) =>
        run is { Kind: AnalysisKind.Explore, ResultJson: { } json } && ResultJson.Read<RepurchaseResult>(json) is { ProfileOnly: false } result ? result : null;

    private static PinnedTable Of(string id, Contrast contrast, int days) => Table(
        id, new FigureText("contrasts.title", days),
        [
            (new("contrasts.value"), PinnedKind.Text, PinnedCell.Name($"{contrast.Column}: {contrast.Value}")),
            (new("contrasts.customers"), PinnedKind.Count, PinnedCell.Of(contrast.Customers)),
            (new("rates.rate"), PinnedKind.Rate, PinnedCell.Of(contrast.Rate)),
            (new("contrasts.rest"), PinnedKind.Rate, PinnedCell.Of(contrast.RestRate)),
            (new("contrasts.difference"), PinnedKind.Points, PinnedCell.Of(contrast.Difference)),
            (new("evidence.table.low"), PinnedKind.Points, PinnedCell.Of(contrast.DifferenceInterval.Low)),
            (new("evidence.table.high"), PinnedKind.Points, PinnedCell.Of(contrast.DifferenceInterval.High)),
            (new("contrasts.p"), PinnedKind.PValue, PinnedCell.Of(contrast.AdjustedPValue)),
            (new("contrasts.verdict"), PinnedKind.Text, PinnedCell.Key(contrast.IsClear ? "contrasts.clear" : "contrasts.unclear")),
        ]);

    private static PinnedTable Of(string id, SegmentRow segment) => Table(
        id, new FigureText("rfm.title"),
        [
            (new("rfm.segment"), PinnedKind.Text, PinnedCell.Key("rfm-segment." + segment.Segment)),
            (new("explore.customers"), PinnedKind.Count, PinnedCell.Of(segment.Customers)),
            (new("rfm.share"), PinnedKind.Rate, PinnedCell.Of(segment.CustomerShare)),
            (new("explore.orders"), PinnedKind.Count, PinnedCell.Of(segment.Orders)),
            .. segment.Amount is { } amount
                ? new (FigureText, PinnedKind, PinnedCell)[] { (new("rfm.revenue"), PinnedKind.Money, PinnedCell.Of((double)amount)), (new("rfm.revenue-share"), PinnedKind.Rate, PinnedCell.Of(segment.AmountShare)) }
                : [],
        ]);

    private static PinnedTable Table(string id, FigureText title, IReadOnlyList<(FigureText Heading, PinnedKind Kind, PinnedCell Cell)> cells) =>
        PinnedTable.Of(id[PinnedTable.Prefix.Length..], title, [.. cells.Select(c => new PinnedColumn(c.Heading, c.Kind))], [[.. cells.Select(c => c.Cell)]]);
}
