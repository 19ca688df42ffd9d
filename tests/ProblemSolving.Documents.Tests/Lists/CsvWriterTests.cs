using System.Text;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Testing;

namespace ProblemSolving.Documents.Tests.Lists;

public sealed class CsvWriterTests
{
    public static TheoryData<string> Formulas() => [.. HostileText.Formulas];

    [Fact]
    public async Task Write_KoreanRow_HasByteOrderMarkAndCrLf()
    {
        var bytes = await WriteAsync(["고객"], [ReportCell.Text("김, \"철수\"")]);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("고객\r\n\"김, \"\"철수\"\"\"\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public async Task Write_TextLikeAFormula_BeginsWithApostrophe(string formula)
    {
        var text = Encoding.UTF8.GetString((await WriteAsync(["a"], [ReportCell.Text(formula)]))[3..])["a\r\n".Length..];
        Assert.StartsWith("'", text.TrimStart('"'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-12")]
    [InlineData("-0.5")]
    [InlineData("abc-1")]
    [InlineData("1=1")]
    [InlineData("김=")]
    public async Task Write_HarmlessText_StaysAsItIs(string text) =>
        Assert.EndsWith($"\r\n{text}\r\n", Encoding.UTF8.GetString(await WriteAsync(["a"], [ReportCell.Text(text)])), StringComparison.Ordinal);

    [Fact]
    public async Task Write_NegativeValues_StayNumbers()
    {
        var bytes = await WriteAsync(
            ["n", "m", "p", "d"],
            [ReportCell.Number(-5), ReportCell.Money(-1200.50m, "USD"), ReportCell.Percent(-0.25), ReportCell.Date(new DateOnly(2026, 2, 3))]);
        Assert.EndsWith("\r\n-5,-1200.50,-0.25,2026-02-03\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_RowOfWrongLength_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(["a", "b"], [ReportCell.Text("x")]));

    private static async Task<byte[]> WriteAsync(string[] header, ReportCell[] row)
    {
        using var stream = new MemoryStream();
        await using (var csv = await CsvWriter.StartAsync(stream, header, TestContext.Current.CancellationToken))
            await csv.WriteAsync(row, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
