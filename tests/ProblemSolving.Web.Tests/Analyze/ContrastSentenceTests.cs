using System.Globalization;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Web.Components.Analyze;

namespace ProblemSolving.Web.Tests.Analyze;

public sealed class ContrastSentenceTests
{
    [Theory]
    [InlineData(0.01, false)]
    [InlineData(0.31, true)]
    public void Of_ValueThatMayBeChance_SaysSo(double adjusted, bool unclear)
    {
        var contrast = new Contrast(ColumnRole.Product, "Description", "SIGN", 60, 40, 0.667, new Interval(0.5, 0.8, 0.95), 0.6, 0.067, new Interval(-0.05, 0.2, 0.95), 0.1, adjusted);
        var sentence = ContrastSentence.Of(new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo("en")), contrast, 90);
        Assert.Contains("SIGN", sentence, StringComparison.Ordinal);
        Assert.Equal(unclear, sentence.EndsWith("No clear difference (p = 0.310).", StringComparison.Ordinal));
    }
}
