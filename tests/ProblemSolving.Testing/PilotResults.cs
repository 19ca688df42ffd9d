using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Testing;

/// <summary>Results of rounds as they are stored, without the responses behind them.</summary>
public static class PilotResults
{
    /// <summary>A thousand customers in each group, 8 % of the control group responding.</summary>
    public static string Json(VerdictKind verdict, double rise, double? breakEven = 0.01)
    {
        var target = (int)(1000 * (0.08 + rise));
        var response = new TwoProportionResult(target, 1000, 80, 1000, rise, 0.012, 2, 0.04, 0.05, new Interval(rise - 0.02, rise + 0.02, 0.95), new Interval(rise - 0.02, rise + 0.02, 0.95));
        var readout = new PilotReadout(0.05, response, null, null, null, null, new SampleRatioResult(0, 1, 1), null, new Verdict(verdict, [new FigureText("verdict.kind." + verdict)]));
        GroupResponses Group(PilotGroup group, int responders) => new(group, 1000, 0, responders, 0, new GroupSummary(1000, responders / 1000.0, 0.07), new GroupSummary(1000, 0, 0));
        return ResultJson.Write(new PilotResult(readout, Group(PilotGroup.Control, 80), Group(PilotGroup.Target, target), false, 0, [], new PilotBreakEven(breakEven, new FigureText("measure.break-even.no-cost")), null));
    }
}
