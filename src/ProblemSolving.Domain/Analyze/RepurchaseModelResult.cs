using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Domain.Analyze;

/// <summary>What a model is asked: will a customer buy again within the horizon after a snapshot day?</summary>
/// <param name="HorizonDays">Outcome window H in days, in [7, 365].</param>
/// <param name="Seed">Of the training; the same seed, data and version give the same model.</param>
/// <param name="TrainingSnapshots">Most snapshot days that are learnt from, in [1, 12].</param>
public sealed record ModelParameters(int HorizonDays = 90, int Seed = 7, int TrainingSnapshots = 3)
{
    /// <exception cref="DomainRuleException">A parameter is out of range.</exception>
    public void Check()
    {
        if (HorizonDays is < 7 or > 365)
            throw new DomainRuleException("model.horizon-range", 7, 365);
        if (TrainingSnapshots is < 1 or > 12)
            throw new DomainRuleException("model.snapshots-range", 1, 12);
    }
}

/// <summary>
/// A trained model and how well it did on a later snapshot that it never saw.
/// Every training outcome ends on or before the test snapshot, so nothing of the test period leaks into training.
/// </summary>
/// <param name="Version">Of features and training.</param>
/// <param name="TestSnapshot">Features look back from this day, outcomes are the <c>HorizonDays</c> after it.</param>
/// <param name="TestPositives">Test customers who bought again in the horizon.</param>
/// <param name="Auc">Area under the ROC curve on the test snapshot: chance that a buyer is ranked above a non-buyer, ties count half.</param>
/// <param name="BaselineAuc">The same for the plain rule: points for recent and for frequent purchases (quintiles).</param>
/// <param name="Brier">Mean squared error of the predicted probability; lower is better.</param>
/// <param name="BrierOfBaseRate">What always predicting the training rate would get.</param>
/// <param name="Deciles">Test customers in ten equal groups by falling score.</param>
/// <param name="TopFeatures">By total gain, largest first; shares add up to at most 1.</param>
/// <param name="ModelSha256">Hash of the model file; scoring asks for it.</param>
public sealed record RepurchaseModelResult(
    string Version,
    ModelParameters Parameters,
    PurchaseRules Rules,
    IReadOnlyList<DateOnly> TrainingSnapshots,
    DateOnly TestSnapshot,
    DateOnly LastDay,
    int TrainingRows,
    int TrainingPositives,
    int TestRows,
    int TestPositives,
    double Auc,
    double BaselineAuc,
    double Brier,
    double BrierOfBaseRate,
    IReadOnlyList<DecileLift> Deciles,
    IReadOnlyList<FeatureGain> TopFeatures,
    string ModelSha256,
    IReadOnlyList<Figure> Figures)
{
    /// <summary>Null in results before version <c>repurchase-model-2</c>.</summary>
    public AucComparison? Ranking { get; init; }

    /// <summary>Null in results before version <c>repurchase-model-2</c>.</summary>
    public ModelCalibration? Calibration { get; init; }
}

/// <summary>One tenth of the test customers.</summary>
/// <param name="Decile">1 holds the highest scores.</param>
/// <param name="Rate">Buyers / Customers.</param>
/// <param name="Lift">Rate divided by the rate of all test customers; 1 is no better than chance.</param>
/// <param name="Interval">Wilson, 95 %, of the rate.</param>
/// <param name="MeanScore">Mean predicted probability, to compare with the rate.</param>
public sealed record DecileLift(int Decile, int Customers, int Buyers, double Rate, double Lift, Interval Interval, double MeanScore);

/// <summary>How much a feature contributed.</summary>
/// <param name="Feature">Stable name; text <c>feature.{Feature}</c>. With a value from the data after a colon, for example <c>category:Books</c>.</param>
/// <param name="GainShare">Share of the total gain, in [0, 1].</param>
public sealed record FeatureGain(string Feature, double GainShare);

/// <summary>One customer with the model's answer.</summary>
/// <param name="Score">Predicted probability to buy within the horizon, in [0, 1].</param>
/// <param name="LastOrderDay">Newest order on or before the day of scoring.</param>
public sealed record ScoredCustomer(string Customer, double Score, DateOnly LastOrderDay, int Orders, decimal Amount);

/// <summary>Customers by falling score, ties by customer id.</summary>
/// <param name="AsOf">Features look back from this day.</param>
public sealed record ScoredCustomers(DateOnly AsOf, int HorizonDays, IReadOnlyList<ScoredCustomer> Customers);
