using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Domain.Effects;

/// <summary>One bar of the tornado: the net present value with this input at its low and at its high, all others likely.</summary>
/// <param name="AtLow">In the project's currency.</param>
/// <param name="AtHigh">In the project's currency.</param>
public sealed record EffectSwing(EffectInput Input, double AtLow, double AtHigh)
{
    /// <summary>Length of the bar, ≥ 0.</summary>
    public double Width => Math.Abs(AtHigh - AtLow);
}

/// <summary>Which assumption moves the result most.</summary>
public static class EffectSensitivity
{
    /// <returns>Inputs with a range, the longest bar first.</returns>
    public static IReadOnlyList<EffectSwing> Tornado(EffectModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var values = model.Likely();
        var swings = new List<EffectSwing>();
        for (var i = 0; i < values.Length; i++)
        {
            var input = model.Inputs[i];
            if (input.Range.IsFixed)
                continue;
            double With(double value)
            {
                var likely = values[i];
                values[i] = value;
                var result = model.NetPresentValue(values);
                values[i] = likely;
                return result;
            }

            swings.Add(new EffectSwing(input, With(input.Range.Low), With(input.Range.High)));
        }

        return [.. swings.OrderByDescending(s => s.Width)];
    }
}
