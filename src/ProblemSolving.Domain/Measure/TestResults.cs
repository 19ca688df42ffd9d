namespace ProblemSolving.Domain.Measure;

/// <summary>Which deviation from "no difference" counts.</summary>
public enum Alternative
{
    TwoSided,

    /// <summary>Treatment above control.</summary>
    Greater,

    /// <summary>Treatment below control.</summary>
    Less,
}

/// <summary>Count, mean and variance of a group: all that a t-test needs.</summary>
/// <param name="Count">Customers, at least 2 for a test.</param>
/// <param name="Mean">In the unit of the values.</param>
/// <param name="Variance">Sample variance (n − 1), in squared units.</param>
public sealed record GroupSummary(long Count, double Mean, double Variance);

/// <summary>Two-sample t-test, treatment minus control; Welch (1947), Biometrika 34, or Student's with one pooled variance.</summary>
/// <param name="MeanDifference">Treatment minus control, in the unit of the samples.</param>
/// <param name="StandardError">Same unit; above 0.</param>
/// <param name="TStatistic">MeanDifference / StandardError.</param>
/// <param name="DegreesOfFreedom">Welch–Satterthwaite value, usually not whole; n + m − 2 when pooled.</param>
/// <param name="PValueTwoSided">In [0, 1].</param>
public sealed record WelchTTestResult(
    GroupSummary Control,
    GroupSummary Treatment,
    double MeanDifference,
    double StandardError,
    double TStatistic,
    double DegreesOfFreedom,
    double PValueTwoSided);

/// <summary>Comparison of two rates, treatment minus control; the z-test pools the rates under "no difference".</summary>
/// <param name="Difference">Treatment rate minus control rate, in [−1, 1].</param>
/// <param name="StandardError">Of the difference without pooling; 0 only when both rates are 0 or 1.</param>
/// <param name="ZStatistic">Difference / pooled standard error; 0 when nobody or everybody responded.</param>
/// <param name="PValueTwoSided">Of the z-test, in [0, 1].</param>
/// <param name="PValueFisher">Fisher's exact test, two-sided, in [0, 1].</param>
/// <param name="Wald">Interval from the unpooled standard error, as R's prop.test without correction.</param>
/// <param name="Newcombe">Newcombe (1998) method 10, from the two Wilson intervals; keeps its coverage for small groups and is the one shown.</param>
public sealed record TwoProportionResult(
    long ControlSuccesses,
    long ControlTrials,
    long TreatmentSuccesses,
    long TreatmentTrials,
    double Difference,
    double StandardError,
    double ZStatistic,
    double PValueTwoSided,
    double PValueFisher,
    Interval Wald,
    Interval Newcombe)
{
    /// <summary>Share of the control group that responded, in [0, 1].</summary>
    public double ControlRate => (double)ControlSuccesses / ControlTrials;

    /// <summary>Share of the treatment group that responded, in [0, 1].</summary>
    public double TreatmentRate => (double)TreatmentSuccesses / TreatmentTrials;

    /// <param name="falls">True when the rate should fall: the ends of the interval then change places.</param>
    public RateGain Gain(bool falls) => falls ? new(-Difference, -Newcombe.High, -Newcombe.Low) : new(Difference, Newcombe.Low, Newcombe.High);
}

/// <summary>How far a rate moved the wanted way; below 0 it moved the other.</summary>
/// <param name="Likely">The measured difference of rates, in [−1, 1].</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
public sealed record RateGain(double Likely, double Low, double High);

/// <summary>Does the split have the planned sizes? Pearson's chi-square.</summary>
/// <param name="ChiSquare">At least 0.</param>
/// <param name="DegreesOfFreedom">Groups − 1.</param>
/// <param name="PValue">In [0, 1]; below 0.001 the split is called broken.</param>
public sealed record SampleRatioResult(double ChiSquare, int DegreesOfFreedom, double PValue)
{
    /// <summary>The limit usual for this check.</summary>
    public const double Limit = 0.001;

    public bool IsBroken => PValue < Limit;
}
