using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Define;

/// <summary>Step 1: the problem as a phenomenon and the damage it does, and the one metric that shows it.</summary>
public sealed class DefineSheet : IWorksheet, IFollowsFields
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public string Overview { get; set; } = "";

    /// <summary>What is observed.</summary>
    public string PhenomenonWhat { get; set; } = "";

    public string PhenomenonSince { get; set; } = "";

    public string PhenomenonWhere { get; set; } = "";

    /// <summary>How big it is, with a number.</summary>
    public string PhenomenonSize { get; set; } = "";

    /// <summary>The data that shows it.</summary>
    public string PhenomenonSource { get; set; } = "";

    /// <summary>What the company loses, in words.</summary>
    public string DamageText { get; set; } = "";

    /// <summary>How the amount was worked out, in words.</summary>
    public string DamageFormula { get; set; } = "";

    /// <summary>Over the letters of the <see cref="DamageInput"/> rows, for example <c>A × (B − C)</c>; empty for the product of all.</summary>
    public string DamageExpression { get; set; } = "";

    /// <summary>Money lost per <see cref="DamagePeriod"/>; positive is a loss.</summary>
    public decimal? DamageAmount { get; set; }

    public Period DamagePeriod { get; set; } = Period.Month;

    public string MetricName { get; set; } = "";

    /// <summary>Numerator, denominator, window and exclusions in words.</summary>
    public string MetricDefinition { get; set; } = "";

    public MetricKind MetricKind { get; set; } = MetricKind.Typed;

    /// <summary>What is counted or added up.</summary>
    public string MetricNumerator { get; set; } = "";

    /// <summary>What it is divided by.</summary>
    public string MetricDenominator { get; set; } = "";

    /// <summary>Days the metric looks ahead from a customer's first order, whole.</summary>
    public decimal? MetricWindowDays { get; set; }

    /// <summary>What is left out, in words: noted for the reader, never applied by a computation.</summary>
    public string MetricExclusions { get; set; } = "";

    /// <summary>The As-is pools this many of the newest complete months, whole; <see cref="Define.MetricDefinition.UsualMonths"/> when null.</summary>
    public decimal? MetricAsIsMonths { get; set; }

    /// <summary>A series typed or pasted by hand, one period a line; see <see cref="MetricSeriesText"/>.</summary>
    public string MetricSeries { get; set; } = "";

    /// <summary>How a bare number of <see cref="MetricSeries"/> is read where the metric is a rate.</summary>
    public SeriesRates MetricSeriesRates { get; set; } = SeriesRates.Shares;

    // A series that is begun anew is read as every other box of a rate.
    void IFollowsFields.Wrote(string field, string before)
    {
        if (field == nameof(MetricSeries) && (before.Trim().Length == 0 || MetricSeries.Trim().Length == 0))
            MetricSeriesRates = SeriesRates.PerCent;
    }

    /// <summary>The last period the control chart takes for normal, as <c>2025-02</c>; empty for the months before <see cref="PhenomenonSince"/>. See <see cref="ControlBaseline"/>.</summary>
    public string MetricBaselineUntil { get; set; } = "";

    public MetricUnit MetricUnit { get; set; } = MetricUnit.Rate;

    /// <summary>The unit the metric is really counted in: the one its kind brings with it, or else <see cref="MetricUnit"/>, which the author chose.</summary>
    public MetricUnit UnitInForce() => Define.MetricDefinition.UnitOf(MetricKind) ?? MetricUnit;

    public MetricDirection MetricDirection { get; set; } = MetricDirection.HigherIsBetter;

    /// <summary>True for a rate that should fall, such as returns: step 2 then asks how far it falls, so that a gain is a positive number for every metric.</summary>
    public bool ImprovesByFalling() => Define.MetricDefinition.Of(this).ImprovesByFalling;

    /// <summary>In the unit of <see cref="MetricUnit"/>; rates in [0, 1].</summary>
    public decimal? MetricAsIs { get; set; }

    public DateOnly? MetricAsOf { get; set; }

    public decimal? MetricToBe { get; set; }
}

/// <summary>The stretch of time an amount is for.</summary>
public enum Period
{
    Month,
    Year,
}

/// <summary>What the headline metric is measured in.</summary>
public enum MetricUnit
{
    /// <summary>A share in [0, 1], written as per cent.</summary>
    Rate,

    /// <summary>The project's currency.</summary>
    Money,

    /// <summary>A count.</summary>
    Count,
}

/// <summary>What a bare number in a series of rates means.</summary>
public enum SeriesRates
{
    /// <summary>0.24 is 24 %: how series were read that were written before per cent could be left out.</summary>
    Shares,

    /// <summary>24 is 24 %, as in every other box of a rate.</summary>
    PerCent,
}

/// <summary>Which way the metric should go.</summary>
public enum MetricDirection
{
    HigherIsBetter,
    LowerIsBetter,
}

/// <summary>Rules about directions.</summary>
public static class MetricDirections
{
    /// <summary>True when a value is as good as a limit, or better.</summary>
    public static bool IsReached(this MetricDirection direction, decimal value, decimal limit) => direction switch
    {
        MetricDirection.HigherIsBetter => value >= limit,
        MetricDirection.LowerIsBetter => value <= limit,
    };
}

/// <summary>Arithmetic of periods.</summary>
public static class Periods
{
    /// <summary>How many of these periods make a year.</summary>
    public static int PerYear(this Period period) => period switch
    {
        Period.Month => 12,
        Period.Year => 1,
    };
}
