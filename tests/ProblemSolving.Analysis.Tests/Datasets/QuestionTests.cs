using System.Text;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>What a file tells by itself is taken from it; what it leaves open is asked, never guessed.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private FilePreview Inspect(string text, FileFormatChoice? format = null, params ColumnChoice[] columns) => Inspect(_folder.Write(text), format, columns, 0);

    private static FilePreview Inspect(string path, FileFormatChoice? format, ColumnChoice[] columns, int _) =>
        FileInspector.Inspect(path, "upload", format ?? FileFormatChoice.Detect, columns, TestContext.Current.CancellationToken);

    private static string[] Asked(FilePreview preview) => [.. preview.Questions.Select(q => q.Key)];

    [Theory]
    [InlineData("01/02/2020,03/04/2020", "date:1")]        // which is the month?
    [InlineData("01.02.2020,03.04.2020", "date:1")]
    [InlineData("21.03.15,22.04.16", "date:1")]            // 21 March 2015 or 15 March 2021?
    [InlineData("01-02-03,02-03-04", "date:1")]
    [InlineData("13/02/2020,03/04/2020", "")]              // no month 13
    [InlineData("02/13/2020,03/04/2020", "")]
    [InlineData("05/05/2020,06/06/2020", "")]              // one day in either order
    [InlineData("85.03.15,99.12.31", "")]                  // no day 85
    [InlineData("2020.03.04,2020.05.06", "")]
    [InlineData("20200304,20200506", "")]
    [InlineData("2020-03-04 오후 3:05,2020-05-06 오전 11:00", "")]
    public void Dates_ThatCanBeReadTwoWays_AreAsked(string dates, string asked) =>
        Assert.Equal(asked, string.Join(' ', Asked(Inspect("customer,when\n" + string.Concat(dates.Split(',').Select(d => $"a,{d}\n"))))));

    [Theory]
    [InlineData("2020-03-04T10:00:00+09:00 2020-03-05T11:00:00+09:00", "data.offset-dropped", "+09:00")]
    [InlineData("2020-03-04T10:00:00.250Z 2020-03-05T11:00:00Z", "data.offset-dropped", "Z")]
    [InlineData("2020-03-04T10:00:00+0900 2020-03-05T11:00:00-05", "data.offsets-differ", "+0900, -05")]
    [InlineData("2020-03-04T10:00:00 2020-03-05T11:00:00+09:00", "data.offsets-differ", "–, +09:00")]
    [InlineData("2020-03-04T10:00:00 2020-03-05T11:00:00", "", "")]
    [InlineData("2020-03-04 2020-03-05", "", "")]
    public void Times_WithAnOffset_AreKeptAsTheyStandAndSaidSo(string times, string code, string offsets)
    {
        var path = _folder.Write("customer,when\n" + string.Concat(times.Split(' ').Select(t => $"a,{t}\n")));
        var preview = Inspect(path, null, [], 0);
        var said = preview.Warnings.Where(w => w.Code.StartsWith("data.offset", StringComparison.Ordinal)).ToList();
        Assert.Equal(code, string.Join(' ', said.Select(w => w.Code)));
        if (code.Length == 0)
            return;
        Assert.Equal(["when", offsets], said[0].Arguments);
        var target = _folder.NewPath();
        ParquetImporter.Import(path, "upload", preview.ToPlan(), target, _folder.Settings, null, TestContext.Current.CancellationToken);
        using var duck = new DuckSession(_folder.Settings, [target], TestContext.Current.CancellationToken);
        Assert.Equal(10, duck.Count($"SELECT hour(min(c1)) FROM read_parquet({Sql.Text(target)})"));
    }

    [Theory]
    [InlineData(DateFormat.ShortYearMonthDay, "2021-03-15")]
    [InlineData(DateFormat.DayMonthYear, "2015-03-21")]
    public void ShortYears_AreReadAsChosen(DateFormat format, string expected)
    {
        var path = _folder.Write("customer,when\na,21.03.15\nb,22.04.16\n");
        var preview = Inspect(path, null, [new ColumnChoice(1, DateFormat: format)], 0);
        Assert.Empty(preview.Questions);
        Assert.Contains(FileQuestion.Date(1), preview.ToPlan().Answered);
        var target = _folder.NewPath();
        ParquetImporter.Import(path, "upload", preview.ToPlan(), target, _folder.Settings, null, TestContext.Current.CancellationToken);
        using var duck = new DuckSession(_folder.Settings, [target], TestContext.Current.CancellationToken);
        Assert.Equal(expected, duck.One($"SELECT c1::VARCHAR FROM read_parquet({Sql.Text(target)}) WHERE c0 = 'a'", r => r.GetString(0)));
    }

    [Theory]
    [InlineData(';', "1.234 2.500", DecimalMark.Point, true)]
    [InlineData(';', "1,234 2,500", DecimalMark.Point, true)]
    [InlineData(',', "1.234 2.500", DecimalMark.Point, true)]
    [InlineData(',', "1,234 2,500", DecimalMark.Point, true)]       // in quotes it can be either, also where the comma parts cells
    [InlineData(',', "1,234 2,500.50", DecimalMark.Point, false)]
    [InlineData(',', "1,234 1,234,567", DecimalMark.Point, false)]
    [InlineData(',', "1,000원 2,500원", DecimalMark.Point, false)]
    [InlineData(',', "1,23 2,5", DecimalMark.Comma, false)]
    [InlineData(';', "1.234 2.5", DecimalMark.Point, false)]
    [InlineData(';', "1.234 0.125", DecimalMark.Point, false)]
    [InlineData(';', "1.234 1.234.567", DecimalMark.Comma, false)]
    [InlineData(';', "1.234 2,5", DecimalMark.Comma, false)]
    [InlineData('\t', "1,234,567 2,500", DecimalMark.Point, false)]
    [InlineData('\t', "1,000원 2,500원", DecimalMark.Point, false)]  // won has no decimals
    [InlineData(';', "₩1.000 ₩2.500", DecimalMark.Comma, false)]
    [InlineData(';', "1234 2500", DecimalMark.Point, false)]
    public void Numbers_ThatCanBeReadTwoWays_AreAsked(char delimiter, string numbers, DecimalMark mark, bool asks)
    {
        var preview = Inspect($"id{delimiter}price\n" + string.Concat(numbers.Split(' ').Select((n, i) => $"k{i}{delimiter}\"{n}\"\n")));
        Assert.Equal((mark, asks ? "decimal" : ""), (preview.Format.DecimalMark, string.Join(' ', Asked(preview))));
    }

    [Theory]
    [InlineData("1 234,50", DecimalMark.Comma, "1234.5")]
    [InlineData("1\u00A0234\u00A0567,5", DecimalMark.Comma, "1234567.5")]
    [InlineData("1'234.50", DecimalMark.Point, "1234.5")]
    [InlineData("1\u202F234,5 €", DecimalMark.Comma, "1234.5")]
    [InlineData("12 34,5", DecimalMark.Comma, null)]
    [InlineData("1 234.5", DecimalMark.Point, null)]
    public void Thousands_GroupedByBlanksOrApostrophes_AreRead(string text, DecimalMark mark, string? expected)
    {
        Span<byte> digits = stackalloc byte[CellReader.MaximumDigits + 3];
        var read = CellReader.TryDecimal(Encoding.UTF8.GetBytes(text), mark, digits, out var shape);
        Assert.Equal(expected, read ? Encoding.ASCII.GetString(digits[..shape.Length]) : null);
    }

    private static byte[] In(int codePage, string text) => CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text);

    [Theory]
    [InlineData(932, "名前,日付\nやまだ,2020-01-31\nスズキ,2020-02-01\n")]   // its bytes are valid Korean ones too
    [InlineData(932, "名前,日付\n山田太郎,2020-01-31\n鈴木,2020-02-01\n")]
    [InlineData(1252, "name,date\nHélène,2020-01-31\n")]
    public void Encoding_ThatIsInDoubt_IsAsked(int codePage, string text)
    {
        var path = _folder.Write(In(codePage, text));
        Assert.Contains("encoding", Asked(Inspect(path, null, [], 0)));
        var right = codePage == 932 ? TextEncoding.ShiftJis : TextEncoding.Latin1;
        var chosen = Inspect(path, new FileFormatChoice(right), [], 0);
        Assert.Empty(chosen.Questions);
        Assert.Equal(text.Split('\n')[1].Split(',')[0], chosen.Rows[0][0]);
        Assert.Contains(FileQuestion.Encoding, chosen.ToPlan().Answered);
    }

    [Theory]
    [InlineData("고객,날짜\n홍길동,2020-01-31\n㈜가나다,2020-02-01\n")]
    [InlineData("고객,날짜\n똠방각하,2020-01-31\n펲시콜라,2020-02-01\n")] // two rare syllables among usual ones
    public void Encoding_OfKorean_IsNotInDoubt(string text)
    {
        var preview = Inspect(_folder.Write(In(949, text)), null, [], 0);
        Assert.Equal(TextEncoding.Cp949, preview.Format.Encoding);
        Assert.Empty(preview.Questions);
        Assert.Equal(text.Split('\n')[1].Split(',')[0], preview.Rows[0][0]);
    }

    [Fact]
    public void Titles_BeforeTheTable_ArePassedOver()
    {
        var path = _folder.Write("Orders of \"March\"\nshop: Seoul; made 2020-04-01\n\ncustomer,date,amount,note\na,2020-03-01,10,x\nb,2020-03-02,soon,y\nc,2020-03-02,11,y\n");
        var preview = Inspect(path, null, [new ColumnChoice(2, Type: ColumnType.Integer)], 0);
        Assert.Equal(3, preview.Format.SkippedLines);
        Assert.Equal(["customer", "date", "amount", "note"], preview.Columns.Select(c => c.Name));
        Assert.Contains(preview.Warnings, w => w.Code == "data.titles-skipped");
        var table = ParquetImporter.Import(path, "upload", preview.ToPlan() with { MaximumFaultShare = 1 }, _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken);
        Assert.Equal((3, 6L), (table.Rows, Assert.Single(table.Faults).Row)); // the row as an editor counts it
        Assert.Equal(0, Inspect(path, new FileFormatChoice(SkippedLines: 0), [], 0).Format.SkippedLines);
    }

    [Fact]
    public void Titles_FilledUpWithDelimiters_ArePassedOver()
    {
        var preview = Inspect("Report,,,\n,,,\ncustomer,date,amount,note\na,2020-03-01,10,x\nb,2020-03-02,11,y\n");
        Assert.Equal((2, "customer"), (preview.Format.SkippedLines, preview.Columns[0].Name));
    }

    [Fact]
    public void Remarks_ArePassedOverWhereverTheyStand()
    {
        var path = _folder.Write("# made by \"shop, 1.0\n# second\ncustomer,date\na,2020-03-01\n# in between, with, commas\nb,2020-03-02\n");
        var preview = Inspect(path, null, [], 0);
        Assert.Equal((CommentMark.Hash, 2), (preview.Format.Comment, preview.Rows.Count));
        Assert.Equal(2, ParquetImporter.Import(path, "upload", preview.ToPlan(), _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken).Rows);
    }

    [Fact]
    public void HeaderBehindAHash_StaysTheHeader()
    {
        var preview = Inspect("#customer,date\na,2020-03-01\nb,2020-03-02\n");
        Assert.Equal((CommentMark.None, "#customer"), (preview.Format.Comment, preview.Columns[0].Name));
    }

    [Fact]
    public void IdsThatStartLikeRemarks_AreRows() =>
        Assert.Equal(2, Inspect("customer,date\n#1,2020-03-01\n#2,2020-03-02\n").Rows.Count);

    [Fact]
    public void SeparatorLineOfASpreadsheet_NamesTheDelimiter()
    {
        var preview = Inspect("sep=;\ncustomer;date;note\na;2020-03-01;1,2\n");
        Assert.Equal((FieldDelimiter.Semicolon, 1, "customer"), (preview.Format.Delimiter, preview.Format.SkippedLines, preview.Columns[0].Name));
    }

    [Theory]
    [InlineData("1,000 원")]
    [InlineData("1,000원")]
    [InlineData("₩1,000")]
    [InlineData("KRW 1,000")]
    public void Won_IsAWholeNumber(string amount) => Assert.Equal(ColumnType.Integer, Inspect($"id,amount\na,\"{amount}\"\nb,\"{amount}\"\n").Columns[1].Type);

    [Fact]
    public void RunsOfSpacesAndApostropheQuotes_AreRead()
    {
        var preview = Inspect("customer   date         note\n  a        2020-03-01   'two words'\n  b        2020-03-02   'x'\n");
        Assert.Equal((FieldDelimiter.Spaces, QuoteMark.Single), (preview.Format.Delimiter, preview.Format.Quote));
        Assert.Equal("two words", preview.Rows[0][2]);
    }
}
