namespace ProblemSolving.Domain.Analyze;

/// <summary>For how many comparisons, and which, the p-values of a table are adjusted: said in the same words wherever such a table stands.</summary>
public static class AdjustedOver
{
    /// <summary>Columns of the first order whose groups are tested by time to the second one.</summary>
    public const int MostLogRankColumns = 8;

    /// <summary>Values of the first order.</summary>
    public static FigureText Contrasts(RepurchaseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new FigureText("adjusted.contrasts", result.ContrastsCompared, result.Parameters.MinimumSupport, result.Parameters.TrendDays);
    }

    /// <summary>Groups by time to the second order.</summary>
    /// <param name="columns">Columns that were tested.</param>
    public static FigureText LogRank(int columns) => new("adjusted.log-rank", columns, MostLogRankColumns);

    /// <summary>Either table of a comparison of two groups.</summary>
    public static FigureText Compare(CompareResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new FigureText("adjusted.compare", result.Looks, result.Numbers.Count, result.Looks - 2 * result.Numbers.Count);
    }
}
