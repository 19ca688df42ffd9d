using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Effects;

/// <summary>One input that can vary, and where it stands on the sheet.</summary>
/// <param name="LineId">The line, or null for the costs of the sheet.</param>
/// <param name="Field">Name of the field that holds the likely value.</param>
public sealed record EffectInput(Guid? LineId, string LineName, string Field, InputRange Range);

/// <summary>
/// Step 2 as arithmetic on numbers with ranges: net present value and net gain of a year as functions of the inputs.
/// Lines that lack a number, or whose low lies above their high, are left out, as on the sheet.
/// </summary>
public sealed class EffectModel
{
    private readonly List<Line> _lines = [];
    private readonly CashFactors _factors;
    private readonly int _oneOffCost;
    private readonly int _runningCost;

    public EffectModel(EffectsSheet sheet, IEnumerable<EffectLine> lines)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(lines);
        _factors = EffectHorizon.Factors(sheet);
        var inputs = new List<EffectInput>();
        int Add(EffectLine? line, string field, InputRange range)
        {
            inputs.Add(new EffectInput(line?.Id, line?.Name ?? "", field, range));
            return inputs.Count - 1;
        }

        foreach (var line in lines.Where(EffectLineRanges.IsComplete).OrderBy(l => l.Position))
        {
            _lines.Add(new Line(
                Add(line, nameof(EffectLine.Population), EffectLineRanges.Population(line)),
                Add(line, nameof(EffectLine.ChangeLikely), EffectLineRanges.Change(line)),
                Add(line, nameof(EffectLine.ValuePerUnit), EffectLineRanges.Value(line)),
                line.Recurrence == GainRecurrence.Recurring ? line.Period.PerYear() : 1,
                line.Recurrence,
                (double)(line.CostPerYear ?? 0),
                EffectHorizon.Factor(line, _factors)));
        }

        _oneOffCost = Add(null, nameof(EffectsSheet.OneOffCost), Cost(sheet.OneOffCostLow, sheet.OneOffCost, sheet.OneOffCostHigh));
        _runningCost = Add(null, nameof(EffectsSheet.RunningCostPerYear), Cost(sheet.RunningCostLow, sheet.RunningCostPerYear, sheet.RunningCostHigh));
        Inputs = inputs;
        CostFactor = _factors.Monthly() / 12;
    }

    /// <summary>Every input once, in the order in which the functions take their values.</summary>
    public IReadOnlyList<EffectInput> Inputs { get; }

    /// <summary>Today's worth of one unit of cost a year over the horizon.</summary>
    public double CostFactor { get; }

    public bool HasLines => _lines.Count > 0;

    /// <summary>The likely value of every input.</summary>
    public double[] Likely() => [.. Inputs.Select(i => i.Range.Likely)];

    /// <param name="values">One value per input.</param>
    /// <returns>Today's worth of all gains minus all costs over the horizon, in the project's currency.</returns>
    public double NetPresentValue(ReadOnlySpan<double> values)
    {
        var sum = -values[_oneOffCost] - (values[_runningCost] * CostFactor);
        foreach (var line in _lines)
            sum += (line.Gain(values) * line.Factor) - (line.CostPerYear * CostFactor);
        return sum;
    }

    /// <summary>The highest net present value that any draw can give: each line at its best corner, costs at their lowest.</summary>
    public double BestNetPresentValue()
    {
        var sum = -Inputs[_oneOffCost].Range.Low - (Inputs[_runningCost].Range.Low * CostFactor);
        foreach (var line in _lines)
        {
            var best = double.NegativeInfinity;
            foreach (var population in Ends(line.Population))
            {
                foreach (var change in Ends(line.Change))
                {
                    foreach (var value in Ends(line.Value))
                        best = Math.Max(best, population * change * value);
                }
            }

            sum += (best * line.PerYear * line.Factor) - (line.CostPerYear * CostFactor);
        }

        return sum;
    }

    /// <param name="values">One value per input.</param>
    /// <returns>Recurring gains of a year at full effect minus what is spent each year, in the project's currency.</returns>
    public double NetPerYear(ReadOnlySpan<double> values)
    {
        var sum = -values[_runningCost];
        foreach (var line in _lines)
        {
            sum -= line.CostPerYear;
            if (line.Recurrence == GainRecurrence.Recurring)
                sum += line.Gain(values);
        }

        return sum;
    }

    private double[] Ends(int input) => [Inputs[input].Range.Low, Inputs[input].Range.High];

    private static InputRange Cost(decimal? low, decimal? likely, decimal? high)
    {
        var cost = likely ?? 0;
        return low > cost || cost > high ? InputRange.Fixed((double)cost) : InputRange.Of(low, cost, high, RangeShape.Pert);
    }

    // A gain a year for recurring lines, or the single gain.
    private readonly record struct Line(int Population, int Change, int Value, int PerYear, GainRecurrence Recurrence, double CostPerYear, double Factor)
    {
        public double Gain(ReadOnlySpan<double> values) => values[Population] * values[Change] * values[Value] * PerYear;
    }
}

/// <summary>The horizon of a sheet as discount factors.</summary>
internal static class EffectHorizon
{
    public static CashFactors Factors(EffectsSheet sheet) =>
        new(Months(sheet), (double)Math.Clamp(sheet.DiscountRate ?? 0, 0, 1));

    public static int Months(EffectsSheet sheet) => (int)Math.Clamp(sheet.HorizonMonths ?? EffectsSheet.DefaultHorizonMonths, 1, 120);

    public static int RampUp(EffectLine line) => (int)Math.Clamp(line.RampUpMonths ?? 0, 0, 60);

    /// <summary>Today's worth of one unit of gain: a year's for recurring lines, the single one otherwise.</summary>
    public static double Factor(EffectLine line, CashFactors factors, int delayMonths = 0) => line.Recurrence switch
    {
        GainRecurrence.Recurring => factors.Monthly(RampUp(line), delayMonths) / 12,
        GainRecurrence.OneOff => factors.Once(RampUp(line), delayMonths),
    };
}

/// <summary>The three ranges of a line.</summary>
internal static class EffectLineRanges
{
    /// <summary>True when the line has all three numbers and each range rises; a number made of a slip would be believed.</summary>
    public static bool IsComplete(EffectLine line) =>
        line is { Population: not null, ChangeLikely: not null, ValuePerUnit: not null }
        && Rises(line.PopulationLow, line.Population, line.PopulationHigh)
        && Rises(line.ChangeLow, line.ChangeLikely, line.ChangeHigh)
        && Rises(line.ValueLow, line.ValuePerUnit, line.ValueHigh);

    public static bool Rises(decimal? low, decimal? likely, decimal? high) => !(low > likely) && !(likely > high) && !(low > high);

    public static InputRange Population(EffectLine line) => InputRange.Of(line.PopulationLow, line.Population!.Value, line.PopulationHigh, line.Shape);

    public static InputRange Change(EffectLine line) => InputRange.Of(line.ChangeLow, line.ChangeLikely!.Value, line.ChangeHigh, line.Shape);

    public static InputRange Value(EffectLine line) => InputRange.Of(line.ValueLow, line.ValuePerUnit!.Value, line.ValueHigh, line.Shape);
}
