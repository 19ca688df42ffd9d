using ProblemSolving.Analysis.Measure;
using ProblemSolving.Domain.Measure;

namespace ProblemSolving.Analysis.Tests.Measure;

public sealed class SmallPilotTests
{
    [Fact]   // R: prop.test(c(3, 0), c(3, 3), correct = FALSE) gives p = 0.0143; fisher.test(matrix(c(3, 0, 0, 3), 2)) gives p = 0.1
    public void Read_ThreeAgainstThree_IsNotCalledSignificant()
    {
        var readout = PilotAnalysis.Read(new PilotResponses("", Group(PilotGroup.Control, 3, 0), Group(PilotGroup.Target, 3, 3), false, 0, []), 0.5);
        Assert.Equal(0.1, readout.Response.PValueFisher, 9);
        Assert.Equal(VerdictKind.NotShown, readout.Verdict.Kind);
    }

    private static GroupResponses Group(PilotGroup group, int assigned, int responders)
    {
        double[] answers = [.. Enumerable.Repeat(1.0, responders), .. Enumerable.Repeat(0.0, assigned - responders)];
        return new GroupResponses(group, assigned, 0, responders, 0, WelchTTest.Summarize(answers), WelchTTest.Summarize(new double[assigned]));
    }
}
