using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Tests.Analyze;

public sealed class FigureTextTests
{
    [Fact]
    public void Json_TextWithinAText_ComesBackWhole()
    {
        var back = ResultJson.Read<FigureText>(ResultJson.Write(new FigureText("outer", "log.csv", 0.25, new FigureText("inner", 7))));
        Assert.Equal(("outer", "log.csv", 0.25), (back.Key, back.Arguments[0], back.Arguments[1]));
        var inner = Assert.IsType<FigureText>(back.Arguments[2]);
        Assert.Equal(("inner", 7L), (inner.Key, inner.Arguments[0]));
    }
}
