using FsCheck.Xunit;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Domain.Tests.Define;

/// <summary>What must hold for every text and every series.</summary>
public sealed class DefineProperties
{
    [Property(MaxTest = 500)]
    public bool Evaluate_AnyText_GivesANumberOrASentence(string? text) => IsRuleOrNothing(() => LetterFormula.Evaluate(text ?? "", _ => new LetterValue(2)));

    [Property(MaxTest = 500)]
    public bool Parse_AnyText_GivesPointsOrASentence(string? text) => IsRuleOrNothing(() => MetricSeriesText.Parse(text ?? "", MetricUnit.Rate, null));

    [Property(MaxTest = 300)]
    public bool Check_AnyText_OnlyAdvises(string? text) => Lint(text ?? "").All(f => !f.Blocks);

    private static IReadOnlyList<Finding> Lint(string text) => StatementLint.Check(new DefineSheet { Overview = text, PhenomenonWhat = text, DamageText = text });

    [Property(MaxTest = 300)]
    public bool Evaluate_SumOfProducts_AgreesWithTheLanguage(int a, int b, int c) =>
        LetterFormula.Evaluate("A + B × C - A × (B - C)", l => new LetterValue(l == 'A' ? a : l == 'B' ? b : c)) == a + ((decimal)b * c) - (a * ((decimal)b - c));

    [Property(MaxTest = 300)] // moving every value by the same amount moves the limits with it and judges nothing else
    public bool Of_ShiftedSeries_HasTheSameSignals(byte[] values, byte by)
    {
        if (values.Length < ControlChart.FewestPeriods)
            return true;
        ControlChart Chart(int shift) => ControlChart.Of([.. values.Select((v, i) => new MetricPoint($"p{i:0000}", 1000 + v + shift, null, null, false))], MetricUnit.Count, MetricDirection.HigherIsBetter)!;
        var (chart, moved) = (Chart(0), Chart(by));
        return chart.State == moved.State && chart.Points.Zip(moved.Points).All(p => p.First.Low <= p.First.Centre && p.First.Centre <= p.First.High && Math.Abs(p.Second.Low - p.First.Low - by) < 1e-6);
    }

    private static bool IsRuleOrNothing(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (DomainRuleException)
        {
            return true;
        }
    }
}
