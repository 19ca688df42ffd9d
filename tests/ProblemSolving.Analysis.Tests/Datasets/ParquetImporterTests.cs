using System.Globalization;
using System.Text;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

public sealed class ParquetImporterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ImportedTable Import(string path, Func<ImportPlan, ImportPlan>? change = null, string? target = null, CancellationToken? token = null)
    {
        var plan = FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect, [], TestContext.Current.CancellationToken).ToPlan();
        return ParquetImporter.Import(path, "upload.csv", change?.Invoke(plan) ?? plan, target ?? _folder.NewPath(), _folder.Settings, null, token ?? TestContext.Current.CancellationToken);
    }

    private DomainRuleException Refused(string text, Func<ImportPlan, ImportPlan>? change = null)
    {
        var target = _folder.NewPath();
        var e = Assert.Throws<DomainRuleException>(() => Import(_folder.Write(text), change, target));
        Assert.False(File.Exists(target));
        return e;
    }

    private static ImportPlan WithRole(ImportPlan plan, int column, ColumnRole role, ColumnType? type = null) => plan with
    {
        Columns = [.. plan.Columns.Select(c => c.Index == column ? c with { Role = role, Type = type ?? c.Type } : c)],
    };

    [Fact]
    public void Import_RaggedRow_IsRefusedWithItsRow() =>
        Assert.Equal(["upload.csv", 3L, 2, 3, 1L], Refused("customer,date\na,2020-01-01\nb,2020-01-02,x\nc,2020-01-03\n").Arguments);

    [Fact]
    public void Import_RaggedRowsSkipped_AreListed()
    {
        var table = Import(_folder.Write("customer,date\na,2020-01-01\nb\nc,2020-01-03\n"), p => p with { SkipRaggedRows = true });
        Assert.Equal((2, 1, 1), (table.Rows, table.RaggedRows, table.FaultCount));
        Assert.Equal(new ImportFault(3, "", "b", "data.fault.ragged"), Assert.Single(table.Faults));
    }

    [Theory]   // one bad quote costs its row: the preview shows the file, the import stops with the sentence or goes on without the row
    [InlineData("b,\"never closed,2", "data.quote-not-closed")]
    [InlineData("b,\"2020\"-01-02,2", "data.quote-misplaced")]
    [InlineData("b,\"say \\\"x\\\" \",2", "data.quote-escaped")]
    public void BrokenQuote_IsShownInThePreview_AndLeftOutWhenThePersonGoesOn(string row, string code)
    {
        var path = _folder.Write($"customer,date,amount\na,2020-01-01,1\n{row}\nc,2020-01-03,3\nd,2020-01-04,4\n");
        var preview = FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect, [], TestContext.Current.CancellationToken);
        Assert.Equal((FieldDelimiter.Comma, QuoteMark.Double, 3, 1L), (preview.Format.Delimiter, preview.Format.Quote, preview.Columns.Count, preview.Misfits));
        Assert.Equal([1, 3L], Assert.Single(preview.Warnings, w => w.Code == "data.quote-broken").Arguments);
        Assert.Equal(code, Assert.Throws<DomainRuleException>(() => Import(path)).Code);
        var table = Import(path, p => p with { SkipRaggedRows = true });
        Assert.Equal((3, 1, 3L, "data.fault.quote"), (table.Rows, table.RaggedRows, Assert.Single(table.Faults).Row, table.Faults[0].Code));
        var plain = FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect with { Quote = QuoteMark.None }, [], TestContext.Current.CancellationToken);
        Assert.DoesNotContain(plain.Warnings, w => w.Code == "data.quote-broken");
    }

    [Fact]   // the memory that a row may take bounds the search for the closing quote
    public void QuoteThatNeverCloses_InALargeFile_CostsOneRow()
    {
        var path = _folder.NewPath();
        using (var file = new StreamWriter(path))
        {
            file.Write("customer,date,amount\na,\"2020-01-01,1\n");
            for (var i = 0; i < 200_000; i++)
                file.Write($"c{i},2020-01-03,{i}\n");
        }

        var preview = FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect, [], TestContext.Current.CancellationToken);
        Assert.Equal(1L, preview.Misfits);
        var table = Import(path, p => p with { SkipRaggedRows = true });
        Assert.Equal((200_000, 1), (table.Rows, table.RaggedRows));
    }

    [Theory]
    [InlineData("2020-03-05", "2020-01-02", "2021-12-31")]
    [InlineData("2020-03-05 23:59:59", "2020-01-02 00:00:00", "2021-12-31 08:00:00")]
    public void Import_TimeColumn_NotesTheFirstAndLastDay(string one, string first, string last)
    {
        var table = Import(_folder.Write($"customer,date\na,{one}\nb,{first}\nc,\nd,{last}\n"));
        Assert.Equal((new DateOnly(2020, 1, 2), new DateOnly(2021, 12, 31)), (table.FirstDay, table.LastDay));
    }

    [Fact]
    public void Import_TwoColumnsInOneRole_IsRefused() =>
        Assert.Equal("data.role-twice", Refused("customer,name,date\na,x,2020-01-01\n", p => WithRole(p, 1, ColumnRole.Customer)).Code);

    [Fact]
    public void Import_NoCustomerColumn_IsRefused() => Assert.Equal("data.no-customer-column", Refused("what,date\na,2020-01-01\n").Code);

    [Fact]
    public void Import_NoTimeColumn_IsRefused() => Assert.Equal("data.no-time-column", Refused("customer,b\na,1\n").Code);

    [Fact]
    public void Import_DatesThatDoNotParse_NameRowColumnTextAndCount()
    {
        var plan = (ImportPlan p) => p with { Columns = [p.Columns[0], p.Columns[1] with { Type = ColumnType.Date, DateFormat = DateFormat.YearMonthDay, Role = ColumnRole.Time }] };
        var e = Refused("customer,when\na,2020-01-01\nb,soon\nc,2020-02-30\nd,2020-01-02\n", plan);
        Assert.Equal("data.dates-unreadable", e.Code);
        Assert.Equal(["upload.csv", 3L, "when", "soon", 2L], e.Arguments);
    }

    [Fact]
    public void Import_LateUnreadableCell_IsMissingAndListed()
    {
        var text = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < 30_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"c{i % 100},2020-01-01,{i}.5\n");
        text.Append("c1,2020-01-02,twelve\n");
        var table = Import(_folder.Write(text.ToString()));
        Assert.Equal(new ImportFault(30_002, "amount", "twelve", "data.fault.number"), Assert.Single(table.Faults));
        Assert.Equal(1, table.Columns[2].Missing);
    }

    [Fact]
    public void Import_BytesOfAnotherEncoding_NameTheRow()
    {
        byte[] bytes = [.. "customer,date\na,2020-01-01\nb"u8, 0xB0, 0xA1, .. ",2020-01-02\n"u8];
        var path = _folder.Write(bytes);
        var plan = FileInspector.Inspect(path, "upload.csv", new FileFormatChoice(TextEncoding.Cp949), [], TestContext.Current.CancellationToken).ToPlan();
        var e = Assert.Throws<DomainRuleException>(() => ParquetImporter.Import(path, "upload.csv", plan with { Format = plan.Format with { Encoding = TextEncoding.Utf8 } }, _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken));
        Assert.Equal("data.undecodable", e.Code);
        Assert.Equal(3L, e.Arguments[1]);
    }

    [Fact]
    public void Import_NastyColumnNames_StayNames()
    {
        string[] names = ["a\"; COPY x TO '/tmp/leak.csv'; --", "x'--", "c1", "select", "고객 \"이름\"", "'; DROP TABLE judged; --"];
        var header = string.Join(',', names.Select(n => $"\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        var path = _folder.Write($"{header}\nk1,2020-01-01,10,'; DROP,x,y\nk1,2020-03-01,20,\"a\"\"b\",x,y\nk2,2020-01-05,5,o'k,x,y\n");
        ColumnChoice[] choices = [new(0, Role: ColumnRole.Customer), new(1, Role: ColumnRole.Time), new(2, Role: ColumnRole.Amount), new(3, Role: ColumnRole.Category)];
        var plan = FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect, choices, TestContext.Current.CancellationToken).ToPlan();
        Assert.Equal(names, plan.Columns.Select(c => c.Name));
        var target = _folder.NewPath();
        var table = ParquetImporter.Import(path, "upload.csv", plan, target, _folder.Settings, null, TestContext.Current.CancellationToken);
        var result = Analysis.Analyze.RepurchaseAnalysis.Run(new TableSource(target, table.Columns), PurchaseRules.Usual with { CancellationPrefix = "' OR 1=1 --" }, RepurchaseParameters.Default, _folder.Settings, null, TestContext.Current.CancellationToken);
        Assert.Equal((2, 3, 35m), (result.Headline.Customers, result.Headline.Orders, result.Headline.Amount!.Value));
        Assert.Equal(names, result.Profile.Select(p => p.Name));
    }

    [Fact]
    public void Import_Twice_GivesTheSameHashes()
    {
        var path = SharedData.File("online_retail", "online_retail_2010-12-01.csv");
        var (one, two) = (Import(path), Import(path));
        Assert.Equal((one.ContentSha256, one.ParquetSha256), (two.ContentSha256, two.ParquetSha256));
        Assert.Equal("45ca8842daf556b96947109ad92d666391410a2a3e894bab7644773d1ff539b3", one.OriginalSha256); // PROVENANCE
    }

    [Fact]
    public void Import_Cancelled_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var target = _folder.NewPath();
        Assert.ThrowsAny<OperationCanceledException>(() => Import(_folder.Write("customer,date\na,2020-01-01\n"), null, target, source.Token));
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void Import_KoreanShop_SumsToTheKnownTotal()
    {
        var source = _folder.Import(SharedData.File("korean_public", "store_orders_2021H1.utf8bom.csv"), p => p with { PurchaseLog = false });
        using var duck = new DuckSession(_folder.Settings, [source.ParquetPath], TestContext.Current.CancellationToken);
        Assert.Equal(24_858_249, duck.Count($"SELECT CAST(sum(c6) AS BIGINT) FROM read_parquet({Sql.Text(source.ParquetPath)})")); // PROVENANCE
    }

    [Fact] // uncancelled it would run for hours; how soon it stops is measured in the benchmarks
    public async Task DuckSession_CancelledQuery_Stops()
    {
        using var source = new CancellationTokenSource();
        using var duck = new DuckSession(_folder.Settings, [], source.Token);
        source.CancelAfter(200); // only once the session is open: on a busy machine opening it can take longer
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => duck.Count("SELECT count(*) FROM range(100000000) a(x), range(1000) b(y) WHERE (x * y) % 7 = 3")));
    }
}
