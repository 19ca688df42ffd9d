using System.Globalization;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Measure;

/// <summary>Reads the outcome of a pilot from its responses.</summary>
public static class PilotAnalysis
{
    /// <param name="plannedControlShare">In (0, 1).</param>
    /// <param name="alpha">Two-sided error limit, in (0, 1).</param>
    /// <param name="breakEven">Change of the response rate, the wanted way, that pays for the contact, in [0, 1]; null when it is not known.</param>
    /// <param name="falls">True when a response should become rarer, such as a return.</param>
    public static PilotReadout Read(PilotResponses responses, double plannedControlShare, double alpha = 0.05, double? breakEven = null, bool falls = false)
    {
        var (control, target) = (responses.Control, responses.Target);
        var level = 1 - alpha;
        var rates = TwoProportionZTest.Compare(control.Responders, control.Assigned, target.Responders, target.Assigned, level);
        var responseTest = TTest(control.Response, target.Response);
        var amountTest = responses.HasAmount ? TTest(control.AmountPerCustomer, target.AmountPerCustomer) : null;
        var split = SampleRatioCheck.Check([control.Assigned, target.Assigned], [plannedControlShare, 1 - plannedControlShare]);
        var detectable = rates.ControlRate is > 0 and < 1
            ? TwoProportionPower.Detectable(rates.ControlRate, control.Assigned, target.Assigned, alpha, falls)
            : null;
        return new PilotReadout(
            alpha, rates,
            responseTest, responseTest?.ConfidenceInterval(level),
            amountTest, amountTest?.ConfidenceInterval(level),
            split, detectable,
            Conclude(rates, amountTest, amountTest?.ConfidenceInterval(level), split, alpha, breakEven, detectable, falls),
            falls);
    }

    private static double SmallestExpected(TwoProportionResult rates)
    {
        double all = rates.ControlTrials + rates.TreatmentTrials;
        double hits = rates.ControlSuccesses + rates.TreatmentSuccesses;
        return Math.Min(rates.ControlTrials, rates.TreatmentTrials) * Math.Min(hits, all - hits) / all;
    }

    private static WelchTTestResult? TTest(GroupSummary control, GroupSummary target) =>
        control.Count < 2 || target.Count < 2 || control.Variance + target.Variance <= 0 ? null : WelchTTest.Compare(control, target);

    private static Verdict Conclude(TwoProportionResult rates, WelchTTestResult? amount, Interval? amountInterval, SampleRatioResult split, double alpha, double? breakEven, double? detectable, bool falls)
    {
        var sentences = new List<FigureText>();
        // With few answers the z-test promises too much; Fisher's exact test then decides (Cochran's rule: an expected count below 5).
        var few = SmallestExpected(rates) < 5;
        var p = few ? rates.PValueFisher : rates.PValueTwoSided;
        var significant = p < alpha;
        var gain = rates.Gain(falls);
        VerdictKind kind;
        if (split.IsBroken)
        {
            kind = VerdictKind.BrokenSplit;
            sentences.Add(new FigureText("verdict.broken-split", rates.ControlTrials, rates.TreatmentTrials, P(split.PValue)));
            return new Verdict(kind, sentences);
        }
        object[] numbers = [rates.TreatmentRate, rates.ControlRate, Points(rates.Difference), Points(rates.Newcombe.Low), Points(rates.Newcombe.High), P(p), rates.Newcombe.Level];
        if (significant && gain.Likely < 0)
        {
            kind = VerdictKind.Worse;
            sentences.Add(new FigureText(falls ? "verdict.worse-falling" : "verdict.worse", numbers));
        }
        else if (significant)
        {
            var notWorth = breakEven is { } needed && gain.High < needed;
            kind = notWorth ? VerdictKind.BetterButNotWorthIt : VerdictKind.Better;
            sentences.Add(new FigureText(falls ? "verdict.better-falling" : "verdict.better", numbers));
        }
        else
        {
            kind = VerdictKind.NotShown;
            sentences.Add(new FigureText("verdict.not-shown", numbers));
            if (detectable is { } rise)
                sentences.Add(new FigureText("verdict.could-have-seen", Points(rise)));
        }
        if (breakEven is { } limit && kind is VerdictKind.Better or VerdictKind.BetterButNotWorthIt)
        {
            var key = gain.High < limit ? "verdict.not-worth" : gain.Low >= limit ? "verdict.worth" : "verdict.worth-unclear";
            sentences.Add(new FigureText(key, Points(falls ? -limit : limit)));
        }
        if (amount is not null && amountInterval is not null)
        {
            var key = amount.PValueTwoSided < alpha ? "verdict.amount-differs" : "verdict.amount-not-shown";
            sentences.Add(new FigureText(key, amount.MeanDifference, amountInterval.Low, amountInterval.High, P(amount.PValueTwoSided)));
        }
        return new Verdict(kind, sentences);
    }

    /// <summary>A difference of rates in percentage points.</summary>
    private static double Points(double difference) => difference * 100;

    /// <summary>Small p-values are not printed as 0.</summary>
    private static string P(double p) => p < 0.0001 ? "< 0.0001" : "= " + p.ToString("0.0000", CultureInfo.InvariantCulture);
}
