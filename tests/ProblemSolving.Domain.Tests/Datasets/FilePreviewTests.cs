using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Datasets;

public sealed class FilePreviewTests
{
    private static readonly FilePreview Preview = new(
        "log.csv", 10, new FileFormat(TextEncoding.Utf8, false, FieldDelimiter.Comma, QuoteMark.Double, true, DecimalMark.Point),
        [
            new PreviewColumn(0, "customer", ColumnType.Text, null, false, ColumnRole.Customer, 0, 0, ["17850.0", "13047.0"]),
            new PreviewColumn(1, "amount", ColumnType.Integer, null, false, ColumnRole.Amount, 0, 0, ["10"]),
        ],
        [["17850.0", "10"], ["", "20"]], 2, true,
        [new Finding("data.point-zero", "customer", false, "customer", "17850.0"), new Finding("data.personal-named", "customer", false, "customer"), new Finding("data.one-column", "", false)]);

    [Fact]
    public void Masked_APersonalColumn_ShowsNoValueOfItAnywhere()
    {
        var masked = Preview.Masked(new HashSet<int> { 0 });
        Assert.DoesNotContain("17850", string.Join(' ', masked.Columns.SelectMany(c => c.Examples).Concat(masked.Rows.SelectMany(r => r)).Concat(masked.Warnings.SelectMany(w => w.Arguments).Select(a => a.ToString()))), StringComparison.Ordinal);
        Assert.Equal(["10", "20"], masked.Rows.Select(r => r[1]));
        Assert.Equal("", masked.Rows[1][0]);   // that it is missing may be seen
        Assert.Equal("data.one-column", Assert.Single(masked.Warnings).Code);
        Assert.Equal(Preview.ToPlan().Columns, masked.ToPlan().Columns);
    }

    [Fact]
    public void Masked_WithoutPersonalColumns_IsTheSame() => Assert.Same(Preview, Preview.Masked(new HashSet<int>()));
}
