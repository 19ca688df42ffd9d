using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>Predicts who will buy again within a horizon: gradient-boosted trees, trained on earlier snapshots and tested on a later one.</summary>
public static class RepurchaseModel
{
    /// <summary>Of training and features together.</summary>
    public const string Version = $"repurchase-model-3/{CustomerFeatures.Version}";

    private const int FewestCustomers = 50;
    private const int FewestOfAClass = 10;
    private const int FeaturesShown = 15;

    /// <summary>Trains, tests and saves a model. The same table, rules, parameters and version give the same scores, and below 500,000 training rows the same file.</summary>
    /// <param name="modelPath">File to write, a path of the program's own making.</param>
    /// <exception cref="DomainRuleException">Too few customers, too short a history, or only one outcome.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no model file is left.</exception>
    public static RepurchaseModelResult Train(
        TableSource source,
        PurchaseRules rules,
        ModelParameters parameters,
        string modelPath,
        AnalysisSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        parameters.Check();
        progress?.Report(new StageProgress("stage.model.purchases", 0));
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        PurchaseTable.Build(duck, source, rules);
        var (customers, first, last) = duck.One(
            "SELECT count(DISTINCT customer), min(day), max(day) FROM orders", r => (r.GetInt64(0), r.GetFieldValue<DateOnly>(1), r.GetFieldValue<DateOnly>(2)));
        if (customers < FewestCustomers)
            throw new DomainRuleException(customers == 1 ? "model.one-customer" : "model.few-customers", customers, FewestCustomers);
        var test = last.AddDays(-parameters.HorizonDays);
        var training = TrainingSnapshots(first, test, parameters);
        if (training.Count == 0)
            throw new DomainRuleException("model.short-history", last.DayNumber - first.DayNumber + 1, parameters.HorizonDays, MinimumHistory(parameters));

        progress?.Report(new StageProgress("stage.model.features", 0.2));
        var attributes = CustomerFeatures.CommonValues(duck, source, training[0]);
        var trainingRows = new List<FeatureRow>();
        foreach (var snapshot in training)
            trainingRows.AddRange(CustomerFeatures.At(duck, snapshot, parameters.HorizonDays, attributes));
        var testRows = CustomerFeatures.At(duck, test, parameters.HorizonDays, attributes);
        CheckClasses(trainingRows);
        CheckClasses(testRows);

        progress?.Report(new StageProgress("stage.model.training", 0.5));
        cancellationToken.ThrowIfCancellationRequested();
        var ml = new MLContext(parameters.Seed);
        var width = trainingRows[0].Features.Length;
        var data = View(ml, trainingRows, width);
        // small data train faster on one thread than they can be shared out; the trees are the same either way
        var threads = trainingRows.Count < 500_000 ? 1 : Math.Max(1, settings.Threads);
        var model = Trainer(ml, parameters, threads).Fit(data);
        cancellationToken.ThrowIfCancellationRequested();

        progress?.Report(new StageProgress("stage.model.testing", 0.8));
        var scores = Probabilities(ml, model, testRows, width);
        var outcomes = testRows.Select(r => r.Bought).ToArray();
        var points = RecencyFrequencyPoints(testRows);
        var deciles = Deciles(testRows, scores);
        var trainingRate = (double)trainingRows.Count(r => r.Bought) / trainingRows.Count;
        var hash = ModelFile.Save(modelPath, new ModelHead(CustomerFeatures.Version, parameters.HorizonDays, parameters.Seed, attributes), ml, model, data.Schema);
        var result = new RepurchaseModelResult(
            Version, parameters, rules, training, test, last,
            trainingRows.Count, trainingRows.Count(r => r.Bought), testRows.Count, outcomes.Count(o => o),
            RankMetrics.Auc(scores, outcomes),
            RankMetrics.Auc(points, outcomes),
            RankMetrics.Brier(scores, outcomes),
            RankMetrics.Brier([.. outcomes.Select(_ => trainingRate)], outcomes),
            deciles,
            Gains(model, CustomerFeatures.Names(attributes)),
            hash, [])
        {
            Ranking = PairedAuc.Compare(scores, points, outcomes),
            Calibration = new ModelCalibration(
                scores.Average(), (double)outcomes.Count(o => o) / outcomes.Length, TwoProportionZTest.Wilson(outcomes.Count(o => o), outcomes.Length),
                deciles.Count(d => d.MeanScore < d.Interval.Low || d.MeanScore > d.Interval.High)),
        };
        progress?.Report(new StageProgress("stage.model.done", 1));
        return result with { Figures = ModelFigures.Draw(result) };
    }

    /// <summary>Scores every customer known on a day.</summary>
    /// <param name="modelSha256">Hash stored when the model was trained.</param>
    /// <param name="asOf">Features look back from here; null for the last day of the data.</param>
    /// <exception cref="DomainRuleException">The model file is missing or was changed, or nobody had bought by that day.</exception>
    public static ScoredCustomers Score(
        string modelPath,
        string modelSha256,
        TableSource source,
        PurchaseRules rules,
        DateOnly? asOf,
        AnalysisSettings settings,
        CancellationToken cancellationToken)
    {
        var ml = new MLContext(0);
        var (head, model) = ModelFile.Load(modelPath, modelSha256, ml);
        if (head.FeatureVersion != CustomerFeatures.Version)
            throw new DomainRuleException("model.other-version", head.FeatureVersion, CustomerFeatures.Version);
        using var duck = new DuckSession(settings, [source.ParquetPath], cancellationToken);
        PurchaseTable.Build(duck, source, rules);
        var day = asOf ?? duck.One("SELECT max(day) FROM orders", r => r.GetFieldValue<DateOnly>(0));
        var rows = CustomerFeatures.At(duck, day, head.HorizonDays, head.Attributes);
        if (rows.Count == 0)
            throw new DomainRuleException("model.nobody-to-score", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var scores = Probabilities(ml, model, rows, rows[0].Features.Length);
        var scored = rows.Select((r, i) => new ScoredCustomer(r.Customer, scores[i], r.LastOrderDay, r.Orders, r.Amount))
            .OrderByDescending(c => c.Score).ThenBy(c => c.Customer, StringComparer.Ordinal);
        return new ScoredCustomers(day, head.HorizonDays, [.. scored]);
    }

    private static int MinimumHistory(ModelParameters parameters) => 2 * parameters.HorizonDays + LookBack(parameters);

    /// <summary>A snapshot needs some history to look back on.</summary>
    private static int LookBack(ModelParameters parameters) => Math.Min(parameters.HorizonDays, 60);

    /// <summary>Newest first; each outcome window ends on or before the test snapshot.</summary>
    private static List<DateOnly> TrainingSnapshots(DateOnly first, DateOnly test, ModelParameters parameters)
    {
        var snapshots = new List<DateOnly>();
        for (var i = 0; i < parameters.TrainingSnapshots; i++)
        {
            var snapshot = test.AddDays(-parameters.HorizonDays - 30 * i);
            if (snapshot.DayNumber - first.DayNumber + 1 < LookBack(parameters))
                break;
            snapshots.Add(snapshot);
        }
        return snapshots;
    }

    private static void CheckClasses(List<FeatureRow> rows)
    {
        var bought = rows.Count(r => r.Bought);
        if (bought < FewestOfAClass)
            throw new DomainRuleException("model.no-buyers", rows.Count, bought, FewestOfAClass);
        if (rows.Count - bought < FewestOfAClass)
            throw new DomainRuleException("model.all-buyers", rows.Count, rows.Count - bought, FewestOfAClass);
    }

    private static LightGbmBinaryTrainer Trainer(MLContext ml, ModelParameters parameters, int threads) =>
        ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
            NumberOfIterations = 150,
            LearningRate = 0.05,
            NumberOfLeaves = 15,
            MinimumExampleCountPerLeaf = 20,
            NumberOfThreads = threads,
            Deterministic = true,
            Seed = parameters.Seed,
            Verbose = false,
            Silent = true,
            Booster = new GradientBooster.Options { SubsampleFraction = 0.8, SubsampleFrequency = 1, FeatureFraction = 0.8, L2Regularization = 1 },
        });

    private static IDataView View(MLContext ml, IEnumerable<FeatureRow> rows, int width)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return ml.Data.LoadFromEnumerable(rows.Select(r => new Row { Label = r.Bought, Features = r.Features }), schema);
    }

    private static double[] Probabilities(MLContext ml, ITransformer model, List<FeatureRow> rows, int width)
    {
        var scored = model.Transform(View(ml, rows, width));
        return [.. scored.GetColumn<float>("Probability").Select(p => (double)p)];
    }

    /// <summary>The plain rule a marketer would use: one to five points for recency, one to five for number of orders.</summary>
    private static double[] RecencyFrequencyPoints(List<FeatureRow> rows)
    {
        var recency = Quintiles(rows, r => -r.Recency);
        var frequency = Quintiles(rows, r => r.Orders);
        return [.. rows.Select((_, i) => (double)(recency[i] + frequency[i]))];
    }

    /// <summary>Equal values get equal points.</summary>
    private static int[] Quintiles(List<FeatureRow> rows, Func<FeatureRow, double> value)
    {
        var sorted = rows.Select(value).Order().ToArray();
        return [.. rows.Select(r =>
        {
            var at = Array.BinarySearch(sorted, value(r));
            while (at > 0 && sorted[at - 1] == sorted[at])
                at--;
            return 1 + (int)(5L * at / sorted.Length);
        })];
    }

    private static List<DecileLift> Deciles(List<FeatureRow> rows, double[] scores)
    {
        var order = Enumerable.Range(0, rows.Count).OrderByDescending(i => scores[i]).ThenBy(i => rows[i].Customer, StringComparer.Ordinal).ToArray();
        var overall = (double)rows.Count(r => r.Bought) / rows.Count;
        var deciles = new List<DecileLift>();
        for (var d = 0; d < 10; d++)
        {
            var part = order[(int)((long)rows.Count * d / 10)..(int)((long)rows.Count * (d + 1) / 10)];
            var buyers = part.Count(i => rows[i].Bought);
            var rate = (double)buyers / part.Length;
            deciles.Add(new DecileLift(d + 1, part.Length, buyers, rate, rate / overall, TwoProportionZTest.Wilson(buyers, part.Length), part.Average(i => scores[i])));
        }
        return deciles;
    }

    private static List<FeatureGain> Gains(ITransformer model, string[] names)
    {
        var trees = ((BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>)model).Model.SubModel;
        var weights = default(VBuffer<float>);
        trees.GetFeatureWeights(ref weights);
        var gains = weights.DenseValues().Select(w => (double)w).ToArray();
        var total = gains.Sum();
        return [.. names.Select((n, i) => new FeatureGain(n, total > 0 ? gains[i] / total : 0))
            .Where(f => f.GainShare > 0).OrderByDescending(f => f.GainShare).ThenBy(f => f.Feature, StringComparer.Ordinal).Take(FeaturesShown)];
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
