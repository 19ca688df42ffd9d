using System.Security.Cryptography;
using System.Text;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>Files appended to a version, attributes joined by customer, pseudonyms that stay the same over files.</summary>
public sealed class TableCombinerTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StoredTable Import(string text, ImportParts? parts = null, Func<ImportPlan, ImportPlan>? change = null)
    {
        var path = _folder.Write(text);
        var plan = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], Token).ToPlan();
        var target = _folder.NewPath();
        using var faults = new FaultLog(null);
        return new StoredTable(target, TableImporter.Import(path, "upload", change?.Invoke(plan) ?? plan, target, parts ?? ImportParts.None, _folder.Settings, faults, null, Token));
    }

    private string Rows(StoredTable table)
    {
        using var duck = new DuckSession(_folder.Settings, [table.ParquetPath], Token);
        var cells = string.Join(" || ',' || ", table.Table.Columns.Select(c => $"coalesce(c{c.Index}::VARCHAR, '')"));
        return string.Join(' ', duck.Rows($"SELECT r || ':' || {cells} FROM read_parquet({Sql.Text(table.ParquetPath)}) ORDER BY r", r => r.GetString(0)));
    }

    private static ImportPlan Attributes(ImportPlan plan) => plan with { PurchaseLog = false, CustomerAttributes = true };

    private static ImportPlan Personal(ImportPlan plan) => plan with { Columns = [.. plan.Columns.Select(c => c.Role == ColumnRole.Customer ? c with { Pseudonymised = true } : c)] };

    [Fact]
    public void Append_MatchesColumnsByNameAndSaysTheDifferences()
    {
        var before = Import("customer,date,amount,shop\nc1,2026-01-01,10,A\nc2,2026-01-02,20,B\n");
        var both = Import("Amount,CUSTOMER,date,coupon\n7.5,c3,2026-02-01 10:30,x\n", new ImportParts(before));
        Assert.Equal("1:10.0,c1,2026-01-01 00:00:00,,A 2:20.0,c2,2026-01-02 00:00:00,,B 3:7.5,c3,2026-02-01 10:30:00,x,", Rows(both));
        Assert.Equal(["Amount", "CUSTOMER", "date", "coupon", "shop"], both.Table.Columns.Select(c => c.Name));
        Assert.Equal((3, 2, 1), (both.Table.Rows, both.Table.Columns[3].Missing, both.Table.Columns[4].Missing));
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)), (both.Table.FirstDay, both.Table.LastDay));
        Assert.Equal(
            ["data.append.widened-moment", "data.append.widened-decimal", "data.append.only-before", "data.append.only-added", "data.append.rows"],
            both.Table.Warnings.Select(w => w.Code));
        Assert.Equal([2L, 1L], both.Table.Warnings[^1].Arguments);
        Assert.Equal("1:c1,2026-01-01,10,A 2:c2,2026-01-02,20,B", Rows(before)); // the earlier version is as it was
    }

    [Fact]
    public void Append_TheSameRowsAgain_AreCounted()
    {
        const string Log = "customer,date\nc1,2026-01-01\nc1,2026-01-01\nc2,2026-01-02\n";
        var both = Import(Log + "c3,2026-01-03\n", new ImportParts(Import(Log)));
        Assert.Equal([3L], Assert.Single(both.Table.Warnings, w => w.Code == "data.append.again").Arguments);
        Assert.Equal(7, both.Table.Rows);
    }

    [Fact]   // what is told is what the rule about exact duplicates would take; a renamed column is told by itself
    public void Append_TheSameRowsUnderARenamedColumn_AreToldApartFromExactCopies()
    {
        var before = Import("customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n");
        var path = _folder.Write("customer,date,paid\nc1,2026-01-01,10\nc2,2026-01-02,20\nc3,2026-01-03,30\n");
        var plan = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], Token).ToPlan();
        plan = plan with { Columns = [.. plan.Columns.Select(c => c with { Role = c.Name == "paid" ? ColumnRole.None : c.Role })] };
        var count = RepeatCounter.Count(path, "upload", plan, before, null, _folder.Settings, Token);
        Assert.Equal((3L, 0L, 2L, 2, true, "paid, amount"), (count.Looked, count.Exact, count.Alike, count.Common, count.Whole, string.Join(", ", count.OneSided)));
        Assert.Equal(("data.repeats.alike", 2), (Assert.Single(count.Findings(1)).Code, (int)count.Findings(1)[0].Arguments[4]));
        using var faults = new FaultLog(null);
        var both = TableImporter.Import(path, "upload", plan, _folder.NewPath(), new ImportParts(before), _folder.Settings, faults, null, Token);
        Assert.Equal([2L, "paid, amount", 2], Assert.Single(both.Warnings, w => w.Code == "data.append.agree").Arguments);
        Assert.DoesNotContain(both.Warnings, w => w.Code == "data.append.again");
    }

    [Fact]
    public void Count_OfACumulativeFile_TellsTheEarlierRows_AndReadsNoMoreThanItsHead()
    {
        string Rows(int from, int count) => "customer,date,amount\n" + string.Concat(Enumerable.Range(from, count).Select(i => $"c{i},2026-01-01,{i}\n"));
        var before = Import(Rows(0, 300));
        var path = _folder.Write(Rows(0, 380));
        var plan = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], Token).ToPlan();
        var count = RepeatCounter.Count(path, "upload", plan, before, null, _folder.Settings, Token);
        Assert.Equal((380L, 300L, 300L, true), (count.Looked, count.Exact, count.Alike, count.Whole));
        Assert.Equal([300L, 380L, 1], Assert.Single(count.Findings(1)).Arguments);
        var large = _folder.Write(Rows(0, RepeatCounter.MostRows + 5));
        count = RepeatCounter.Count(large, "upload", plan, before, null, _folder.Settings, Token);
        Assert.Equal(((long)RepeatCounter.MostRows, 300L, false), (count.Looked, count.Exact, count.Whole));
        Assert.Equal("data.repeats-sample", Assert.Single(count.Findings(1)).Code);
        Assert.Empty(Directory.GetFiles(_folder.Settings.TempDirectory, "repeats-*"));
    }

    [Fact]
    public void Join_ToStoredRows_KeepsRowsAndTakesTheNewAttributesOnly()
    {
        var old = Import("customer,channel,age\nc1,app,30\n", null, Attributes);
        var log = Import("customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n", new ImportParts(null, old));
        var now = Import("customer,grade\nc1,gold\nc2,silver\n", null, Attributes);
        var target = _folder.NewPath();
        var joined = new StoredTable(target, TableImporter.Join(log, now, target, _folder.Settings, null, Token));
        Assert.Equal(["customer", "date", "amount", "grade"], joined.Table.Columns.Select(c => c.Name));
        Assert.Equal("1:c1,2026-01-01,10,gold 2:c2,2026-01-02,20,silver", Rows(joined));
        Assert.Equal([2L, 2L, 0L, 0L], Assert.Single(joined.Table.Warnings, w => w.Code == "data.attributes.joined").Arguments);
        Assert.Equal((log.Table.OriginalSha256, log.Table.Rows), (joined.Table.OriginalSha256, joined.Table.Rows));
        Assert.NotEqual(log.Table.ContentSha256, joined.Table.ContentSha256);
        Assert.Equal("1:c1,2026-01-01,10,app,30 2:c2,2026-01-02,20,,", Rows(log)); // the version it came from is as it was
    }

    [Fact]
    public void Append_OfTextToAnAmount_IsRefused()
    {
        var before = Import("customer,date,amount\nc1,2026-01-01,10\n", null, p => p with { Columns = [p.Columns[0], p.Columns[1], p.Columns[2] with { Type = ColumnType.Text, Role = ColumnRole.None }] });
        Assert.Equal("data.append.type", Assert.Throws<DomainRuleException>(() => Import("customer,date,amount\nc1,2026-01-01,10\n", new ImportParts(before))).Code);
    }

    [Fact]
    public void Append_WhoseListenerRefuses_EndsWithItsWordAndLeavesNoTable()
    {
        var before = Import("customer,date\nc1,2026-01-01\n");
        var path = _folder.Write("customer,date\nc2,2026-01-02\n");
        var plan = FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], Token).ToPlan();
        var target = _folder.NewPath();
        using var faults = new FaultLog(null);
        var seen = new List<string>();
        var rule = Assert.Throws<DomainRuleException>(() => TableImporter.Import(path, "upload", plan, target, new ImportParts(before), _folder.Settings, faults, new Listener(stage =>
        {
            seen.Add(stage.Stage);
            if (stage.Stage == "stage.import.combine")
                throw new DomainRuleException("import.disk-full", "upload", 1L);
        }), Token));
        Assert.Equal("import.disk-full", rule.Code);
        Assert.Contains("stage.import.store", seen);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void Pulse_StopsALongStatementWhenItsListenerThrows()
    {
        var beats = 0;
        using var refuse = new ManualResetEventSlim();
        var rule = Assert.Throws<DomainRuleException>(() => Pulse.Run(new Listener(_ =>
        {
            if (Interlocked.Increment(ref beats) > 2)
                throw new DomainRuleException("import.quota", "upload", 1L, 2L);
        }), new StageProgress("stage.import.combine", 0.9), token =>
        {
            using var duck = new DuckSession(_folder.Settings, [], token);
            return duck.Count("SELECT count(*) FROM range(100000000000) a WHERE hash(a.range) = 1");   // minutes
        }, Token));
        Assert.Equal(("import.quota", 3), (rule.Code, beats));
        Assert.Equal(7, Pulse.Run(null, new StageProgress("", 0), _ => 7, Token));
    }

    [Fact]
    public void Sessions_OpenAtOnce_AreCountedForTheirShare()
    {
        var asked = new List<int>();
        var settings = _folder.Settings with
        {
            SpillRoom = n =>
            {
                asked.Add(n);
                return 64 << 20;
            },
        };
        using (var one = new DuckSession(settings, [], Token))
        {
            using var two = new DuckSession(settings with { Threads = 1 }, [], Token);
            two.Dispose();
            two.Dispose();   // counts once
            using var three = new DuckSession(settings, [], Token);
        }

        using var last = new DuckSession(settings, [], Token);
        Assert.Equal([1, 2, 2, 1], asked);
    }

    [Fact]
    public void Session_OutOfSpillRoom_SaysWhatIsMissing()
    {
        using var duck = new DuckSession(_folder.Settings with { MemoryMegabytes = 30, SpillRoom = _ => 1 << 20 }, [], Token);
        Assert.Equal("work.no-room", Assert.Throws<DomainRuleException>(() => duck.Count("SELECT sum(n) FROM (SELECT row_number() OVER (ORDER BY hash(range)) AS n, range FROM range(20000000)) WHERE range > 3")).Code);
    }

    [Fact]
    public void SpillMegabytes_AreTheSmallerBound()
    {
        Assert.Null(new AnalysisSettings("temp").SpillMegabytes(1));
        Assert.Equal(5, new AnalysisSettings("temp", TempMegabytes: 5).SpillMegabytes(1));
        Assert.Equal(3, new AnalysisSettings("temp", TempMegabytes: 5) { SpillRoom = _ => 3 << 20 }.SpillMegabytes(1));
        Assert.Equal(5, new AnalysisSettings("temp", TempMegabytes: 5) { SpillRoom = _ => 9 << 20 }.SpillMegabytes(1));
        Assert.Equal(1, new AnalysisSettings("temp") { SpillRoom = _ => 0 }.SpillMegabytes(1));
    }

    private sealed class Listener(Action<StageProgress> hear) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => hear(value);
    }

    [Fact]
    public void Append_Twice_GivesTheSameHash()
    {
        var before = Import("customer,date\nc1,2026-01-01\n");
        var (one, two) = (Import("customer,date\nc2,2026-01-02\n", new ImportParts(before)), Import("customer,date\nc2,2026-01-02\n", new ImportParts(before)));
        Assert.Equal((one.Table.ContentSha256, one.Table.ParquetSha256), (two.Table.ContentSha256, two.Table.ParquetSha256));
        Assert.NotEqual(one.Table.ContentSha256, Import("customer,date\nc3,2026-01-02\n", new ImportParts(before)).Table.ContentSha256);
    }

    [Fact]
    public void Attributes_AreOneRowForEachCustomer_AndTheLastOneCounts()
    {
        var table = Import("customer,channel\nc1,app\nc2,web\nc1,shop\n,none\n", null, Attributes);
        Assert.Equal("1:c2,web 2:c1,shop", Rows(table));
        Assert.True(table.Table.CustomerAttributes);
        Assert.Equal([1L], Assert.Single(table.Table.Warnings, w => w.Code == "data.attributes.twice").Arguments);
        Assert.Equal([1L], Assert.Single(table.Table.Warnings, w => w.Code == "data.attributes.no-customer").Arguments);
    }

    [Fact]
    public void Attributes_Appended_NewerValuesWinAndEveryRowHasItsOwnNumber()
    {
        var before = Import("customer,channel\nc1,app\nc1,app\nc1,app\nc2,web\n", null, Attributes);
        var both = Import("customer,channel\nc2,shop\nc3,app\n", new ImportParts(before), Attributes);
        Assert.Equal("1:c1,app 2:c2,shop 3:c3,app", Rows(both));
        Assert.Equal("1:c1,app 2:c3,app 3:c2,mail", Rows(Import("customer,channel\nc2,mail\n", new ImportParts(both), Attributes)));
    }

    [Fact]
    public void Attributes_Joined_BecomeColumnsOfTheLog()
    {
        var attributes = Import("customer,channel,date\nc1,app,1990-01-01\nc2,web,1991-01-01\nc9,web,1992-01-01\n", null, Attributes);
        var log = Import("customer,date,amount\nc1,2026-01-01,10\nc3,2026-01-02,5\nc2,2026-01-03,7\nc1,2026-02-01,1\n", new ImportParts(Attributes: attributes));
        Assert.Equal("1:c1,2026-01-01,10,app,1990-01-01 2:c3,2026-01-02,5,, 3:c2,2026-01-03,7,web,1991-01-01 4:c1,2026-02-01,1,app,1990-01-01", Rows(log));
        Assert.Equal(["customer", "date", "amount", "channel", "date_2"], log.Table.Columns.Select(c => c.Name));
        Assert.Equal([ColumnRole.Channel, ColumnRole.None], log.Table.Columns.Skip(3).Select(c => c.Role));
        // 2 of 3 customers have attributes, 1 has none, 1 with attributes never bought
        Assert.Equal([2L, 3L, 1L, 1L], Assert.Single(log.Table.Warnings, w => w.Code == "data.attributes.joined").Arguments);

        // newer attributes take the place of those joined before
        var newer = Import("customer,channel\nc1,shop\n", null, Attributes);
        var next = Import("customer,date,amount\nc1,2026-03-01,2\n", new ImportParts(log, newer));
        Assert.Equal(["customer", "date", "amount", "channel"], next.Table.Columns.Select(c => c.Name));
        Assert.EndsWith("5:c1,2026-03-01,2,shop", Rows(next), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_WithARole_AreNoFeaturesOfAModel()
    {
        // what is known of a customer today was not known on the day the model looks back from
        var attributes = Import("customer,channel\nc1,app\nc2,web\n", null, Attributes);
        var log = Import("customer,date,amount,category\nc1,2026-01-01,10,tea\nc2,2026-01-02,5,tea\n", new ImportParts(Attributes: attributes));
        Assert.Contains(log.Table.Columns, c => c is { Role: ColumnRole.Channel, FromAttributes: true });
        var source = new TableSource(log.ParquetPath, log.Table.Columns);
        using var duck = new DuckSession(_folder.Settings, [log.ParquetPath], Token);
        PurchaseTable.Build(duck, source, PurchaseRules.KeepAll);
        Assert.Equal([(ColumnRole.Category, "tea")], Analysis.Analyze.CustomerFeatures.CommonValues(duck, source, new DateOnly(2026, 2, 1)).Select(a => (a.Role, a.Value)));
    }

    [Fact]
    public void Pseudonyms_AreTheKeyedHash_AndTheSameOverFiles()
    {
        var one = Import("customer,date\nkim,2026-01-01\n17850.0,2026-01-02\n", new ImportParts(PseudonymKey: Key), Personal);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes("kim")))[..32];
        Assert.StartsWith($"1:{expected},", Rows(one), StringComparison.Ordinal);
        Assert.True(one.Table.Columns[0].Pseudonymised);
        var two = Import("date;customer\n2026-02-01; kim \n2026-02-02;17850\n", new ImportParts(one, PseudonymKey: Key), Personal);
        var customers = Rows(two).Split(' ').SelectMany(r => r.Split(':', ',')).Where(c => c.Length == 32).ToList();
        Assert.Equal((4, 2), (customers.Count, customers.Distinct().Count()));
        Assert.DoesNotContain("kim", Encoding.UTF8.GetString(File.ReadAllBytes(two.ParquetPath)), StringComparison.Ordinal);
    }

    [Fact]
    public void Pseudonyms_BehindNames_AreRefused()
    {
        var names = Import("customer,date\nkim,2026-01-01\n");
        Assert.Equal("data.append.pseudonym", Assert.Throws<DomainRuleException>(() => Import("customer,date\nkim,2026-01-01\n", new ImportParts(names, PseudonymKey: Key), Personal)).Code);
        var attributes = Import("customer,channel\nkim,app\n", null, Attributes);
        Assert.Equal("data.append.pseudonym", Assert.Throws<DomainRuleException>(() => Import("customer,date\nkim,2026-01-01\n", new ImportParts(null, attributes, Key), Personal)).Code);
    }

    [Fact]
    public void RaggedRow_OfAPersonalFile_ShowsNoName()
    {
        var path = _folder.Write("customer,date\nkim,2026-01-01\nlee\n");
        using var faults = new FaultLog(null);
        var plan = Personal(FileInspector.Inspect(path, "upload", FileFormatChoice.Detect, [], Token).ToPlan()) with { SkipRaggedRows = true };
        TableImporter.Import(path, "upload", plan, _folder.NewPath(), new ImportParts(PseudonymKey: Key), _folder.Settings, faults, null, Token);
        Assert.Equal("", Assert.Single(faults.First).Text);
    }

    [Fact]
    public void CurrencyAndSameDay_StandInTheWaterfall()
    {
        var log = Import("customer,orderid,date,amount,currency\nc1,1,2026-01-01,10,KRW\nc1,2,2026-01-01,10,krw\nc1,3,2026-01-02,10,₩\nc1,4,2026-01-03,10,USD\nc2,5,2026-01-03,10,\n");
        using var duck = new DuckSession(_folder.Settings, [log.ParquetPath], Token);
        var effects = PurchaseTable.Build(duck, new TableSource(log.ParquetPath, log.Table.Columns), PurchaseRules.KeepAll with { Currency = "KRW", MergeSameDayOrders = true });
        Assert.Equal((2, 3), (effects.Single(e => e.Rule == "currency").RowsRemoved, effects.Single(e => e.Rule == "currency").RowsLeft));
        Assert.Equal((0, 3, 1), (effects[^1].RowsRemoved, effects[^1].RowsLeft, effects[^1].OrdersJoined));
        Assert.Equal(2, duck.Count("SELECT count(*) FROM orders"));
    }
}
