using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>The parts of an exploration; each is a page of its own, so that a large result is never held or drawn as a whole.</summary>
public enum ExplorePart
{
    Overview,
    First,
    Timing,
    Cohorts,
    Loyalty,
    Rfm,
    Columns,
    Relations,
}

/// <summary>What one part shows of a result.</summary>
public static class ExploreParts
{
    /// <summary>The part an address names; the overview when it names none.</summary>
    public static ExplorePart Of(string? text) => Enum.TryParse<ExplorePart>(text, ignoreCase: true, out var part) && Enum.IsDefined(part) ? part : ExplorePart.Overview;

    /// <summary>Where a figure stands.</summary>
    public static ExplorePart Of(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return OfFigure(figure.Id);
    }

    /// <summary>Where the figure with this id stands.</summary>
    public static ExplorePart OfFigure(string figureId)
    {
        return figureId switch
        {
            "first-order-contrasts" => ExplorePart.First,
            "repurchase-trend" or "rate-trends" or "survival" or "days-to-second" or "order-steps" or "order-gaps" => ExplorePart.Timing,
            "cohorts" or "cohorts-cumulative" => ExplorePart.Cohorts,
            "lorenz" or "loyalty" => ExplorePart.Loyalty,
            "pearson" or "spearman" or "cramers-v" => ExplorePart.Relations,
            { } id when id.StartsWith("survival-by-", StringComparison.Ordinal) => ExplorePart.Timing,
            { } id when id.StartsWith("rfm-", StringComparison.Ordinal) => ExplorePart.Rfm,
            { } id when id.StartsWith("histogram-", StringComparison.Ordinal) || TopValuesFigure.IsId(id) => ExplorePart.Columns,
            _ => ExplorePart.Overview,
        };
    }

    /// <summary>The result without what other parts show.</summary>
    public static RepurchaseResult Only(RepurchaseResult result, ExplorePart part)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result with
        {
            Figures = [.. result.Figures.Where(f => Of(f) == part)],
            Profile = part == ExplorePart.Columns ? result.Profile : [],
            Contrasts = part == ExplorePart.First ? result.Contrasts : [],
            Cohorts = part == ExplorePart.Cohorts ? result.Cohorts : new CohortTable(0, []),
            Depth = part is ExplorePart.Columns or ExplorePart.Relations ? null : result.Depth,
            Table = part is ExplorePart.Columns or ExplorePart.Relations ? result.Table : Serious(result.Table),
        };
    }

    /// <summary>Only what has to be read before any part.</summary>
    private static TableFacts? Serious(TableFacts? table) =>
        table is null ? null : table with { Numbers = null, Groups = null, Alerts = [.. table.Alerts.Where(a => a.Text.Key == TableFacts.FarLastDay)] };
}
