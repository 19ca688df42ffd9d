using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ProblemSolving.Domain.Define;

/// <summary>How the value of the headline metric comes about.</summary>
public enum MetricKind
{
    /// <summary>The value is typed by hand.</summary>
    Typed,

    /// <summary>Share of customers with a second order within the window after their first, by month of the first order.</summary>
    RepurchaseRate,

    /// <summary>Share of rows or customers whose response is 1, by month.</summary>
    ResponseRate,

    /// <summary>Sales per customer: within the window after the first order, or per buying customer and month when no window is given.</summary>
    RevenuePerCustomer,

    /// <summary>Orders per customer, counted like <see cref="RevenuePerCustomer"/>.</summary>
    OrdersPerCustomer,

    /// <summary>A series typed or pasted by hand.</summary>
    ManualSeries,
}

/// <summary>The definition of the headline metric in one piece: the value it gives in step 1 is valued in step 2, tested in step 6 and watched in step 7.</summary>
/// <param name="Exclusions">What people say is left out; noted, never applied to a computation.</param>
/// <param name="Words">The definition as people wrote it.</param>
/// <param name="WindowDays">Days after a customer's first order, at least 1; null when the metric has none.</param>
/// <param name="AsIsMonths">Newest complete months that the As-is pools, at least 1.</param>
/// <param name="Unit">What <paramref name="Kind"/> is measured in, or for a typed metric what its author chose.</param>
/// <param name="Series">The text of a series by hand; empty for every other kind.</param>
/// <param name="Rates">What a bare number in a series of rates means; left out of what is stored where it is as it always was.</param>
public sealed record MetricDefinition(
    MetricKind Kind,
    string Name,
    string Words,
    string Numerator,
    string Denominator,
    int? WindowDays,
    string Exclusions,
    int AsIsMonths,
    MetricUnit Unit,
    MetricDirection Direction,
    string Series,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] SeriesRates Rates = SeriesRates.Shares)
{
    /// <summary>Months pooled where nothing else is chosen.</summary>
    public const int UsualMonths = 3;

    /// <inheritdoc cref="DefineSheet.ImprovesByFalling"/>
    [JsonIgnore]
    public bool ImprovesByFalling => Unit == MetricUnit.Rate && Direction == MetricDirection.LowerIsBetter;

    /// <summary>True when the As-is can be computed instead of typed.</summary>
    [JsonIgnore]
    public bool IsComputed => Kind != MetricKind.Typed;

    /// <summary>True when it is computed from a dataset.</summary>
    [JsonIgnore]
    public bool NeedsDataset => Kind is not (MetricKind.Typed or MetricKind.ManualSeries);

    /// <summary>True when something is noted as left out that a computation from a dataset knows nothing of.</summary>
    [JsonIgnore]
    public bool OnlyNotesExclusions => NeedsDataset && !string.IsNullOrWhiteSpace(Exclusions);

    /// <summary>Fingerprint of everything that decides the value, lower-case hex; another fingerprint may give another value. What is left out is only noted in words, so it is no part.</summary>
    [JsonIgnore]
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\u001f',
        (object?[])[
        Kind,
        Numerator.Trim(),
        Denominator.Trim(),
        WindowDays?.ToString(CultureInfo.InvariantCulture),
        "",   // where the exclusions once were: definitions without any keep their fingerprint
        AsIsMonths.ToString(CultureInfo.InvariantCulture),
        Unit,
        Series.Trim(),
        .. Rates == SeriesRates.PerCent ? new object[] { Rates } : []]))));

    public static MetricDefinition Of(DefineSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return new MetricDefinition(
            sheet.MetricKind,
            sheet.MetricName,
            sheet.MetricDefinition,
            sheet.MetricNumerator,
            sheet.MetricDenominator,
            Whole(sheet.MetricWindowDays),
            sheet.MetricExclusions,
            Whole(sheet.MetricAsIsMonths) ?? UsualMonths,
            sheet.UnitInForce(),
            sheet.MetricDirection,
            sheet.MetricKind == MetricKind.ManualSeries ? sheet.MetricSeries : "",
            sheet is { MetricKind: MetricKind.ManualSeries, MetricUnit: MetricUnit.Rate } ? sheet.MetricSeriesRates : SeriesRates.Shares);
    }

    /// <summary>What another definition says otherwise, by the fields of the sheet, in their order; empty when both are the same.</summary>
    public IReadOnlyList<string> DifferencesTo(MetricDefinition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (string Field, bool Same)[] fields =
        [
            (nameof(DefineSheet.MetricKind), Kind == other.Kind),
            (nameof(DefineSheet.MetricName), Name.Trim() == other.Name.Trim()),
            (nameof(DefineSheet.MetricDefinition), Words.Trim() == other.Words.Trim()),
            (nameof(DefineSheet.MetricNumerator), Numerator.Trim() == other.Numerator.Trim()),
            (nameof(DefineSheet.MetricDenominator), Denominator.Trim() == other.Denominator.Trim()),
            (nameof(DefineSheet.MetricWindowDays), WindowDays == other.WindowDays),
            (nameof(DefineSheet.MetricExclusions), Exclusions.Trim() == other.Exclusions.Trim()),
            (nameof(DefineSheet.MetricAsIsMonths), AsIsMonths == other.AsIsMonths),
            (nameof(DefineSheet.MetricUnit), Unit == other.Unit),
            (nameof(DefineSheet.MetricDirection), Direction == other.Direction),
            (nameof(DefineSheet.MetricSeries), Series.Trim() == other.Series.Trim()),
        ];
        return [.. fields.Where(f => !f.Same).Select(f => f.Field)];
    }

    /// <summary>The unit that a kind brings with it, or null where the author chooses.</summary>
    public static MetricUnit? UnitOf(MetricKind kind) => kind switch
    {
        MetricKind.RepurchaseRate or MetricKind.ResponseRate => MetricUnit.Rate,
        MetricKind.RevenuePerCustomer => MetricUnit.Money,
        MetricKind.OrdersPerCustomer => MetricUnit.Count,
        MetricKind.Typed or MetricKind.ManualSeries => null,
    };

    /// <summary>What the definition still lacks before it can be computed.</summary>
    public IReadOnlyList<Finding> Check()
    {
        if (Kind == MetricKind.RepurchaseRate && WindowDays is null)
            return [new Finding("define.metric.no-window", nameof(DefineSheet.MetricWindowDays), Blocks: true)];
        if (Kind == MetricKind.ManualSeries && string.IsNullOrWhiteSpace(Series))
            return [new Finding("define.metric.no-series", nameof(DefineSheet.MetricSeries), Blocks: true)];
        if (Kind == MetricKind.ManualSeries)
            return CheckSeries();
        if (Kind == MetricKind.Typed && (Numerator.Length > 0) != (Denominator.Length > 0))
            return [new Finding("define.metric.half-definition", Numerator.Length > 0 ? nameof(DefineSheet.MetricDenominator) : nameof(DefineSheet.MetricNumerator), Blocks: false)];
        return [];
    }

    // A line that cannot be read is told at the field it stands in, not where its chart is missed.
    private IReadOnlyList<Finding> CheckSeries()
    {
        try
        {
            var points = MetricSeriesText.Parse(Series, Unit, today: null, Rates);
            if (Rates == SeriesRates.Shares && Unit == MetricUnit.Rate && points.Any(p => p.Denominator is null))
                return [new Finding("metric.series.shares", nameof(DefineSheet.MetricSeries), Blocks: false)];
            return Rates == SeriesRates.PerCent && points.All(p => p.Denominator is null && p.Value is < 0.01 and not 0) && !Series.Contains('%', StringComparison.Ordinal)
                ? [new Finding("metric.series.tiny", nameof(DefineSheet.MetricSeries), Blocks: false, points[0].Value * 100)]
                : [];
        }
        catch (DomainRuleException problem)
        {
            return [new Finding(problem.Code, nameof(DefineSheet.MetricSeries), Blocks: true, [.. problem.Arguments])];
        }
    }

    private static int? Whole(decimal? value) => value is >= 1 and <= 100_000 ? (int)Math.Round(value.Value, MidpointRounding.AwayFromZero) : null;
}
