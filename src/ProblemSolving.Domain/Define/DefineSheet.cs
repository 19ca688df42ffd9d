using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Define;

/// <summary>Step 1: the problem as a phenomenon and the damage it does, and the one metric that shows it.</summary>
public sealed class DefineSheet : IWorksheet
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

    /// <summary>How the amount was worked out.</summary>
    public string DamageFormula { get; set; } = "";

    /// <summary>Money lost per <see cref="DamagePeriod"/>; positive is a loss.</summary>
    public decimal? DamageAmount { get; set; }

    public Period DamagePeriod { get; set; } = Period.Month;

    public string MetricName { get; set; } = "";

    /// <summary>Numerator, denominator, window and exclusions in words.</summary>
    public string MetricDefinition { get; set; } = "";

    public MetricUnit MetricUnit { get; set; } = MetricUnit.Rate;

    public MetricDirection MetricDirection { get; set; } = MetricDirection.HigherIsBetter;

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

/// <summary>Which way the metric should go.</summary>
public enum MetricDirection
{
    HigherIsBetter,
    LowerIsBetter,
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
