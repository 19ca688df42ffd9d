using ProblemSolving.Documents.Reports;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Tests.Reports;

public sealed class ValueFormatTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void Percent_InEitherLanguage_IsWrittenAsEverywhere(string language)
    {
        var format = new ValueFormat(language);
        Assert.Equal("24.0%", format.Cell(ReportCell.Percent(0.24)));
        Assert.Equal("193%", format.Cell(ReportCell.Percent(1.925, 0)));   // the workbook beside it rounds the half up
        Assert.Equal("−0.5%", format.FigureValue(-0.005, FigureUnit.Rate, "KRW"));
        Assert.Equal("12%", format.Tick(0.12, 0.04, FigureUnit.Rate));
        Assert.Equal("−0.50", format.Tick(-0.5, 1, FigureUnit.Correlation));
        Assert.Equal("0.00", format.FigureValue(-0.001, FigureUnit.Correlation, "KRW"));
        Assert.Equal("1.00", format.FigureValue(0.999, FigureUnit.Association, "KRW"));
    }
}
