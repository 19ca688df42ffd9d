using ProblemSolving.Analysis.Analyze;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Analysis.Tests.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Analyze;

public sealed class QueryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TableSource _source;

    public QueryTests()
    {
        var log = "customer,order,date,amount,channel,Channel,we\"ird\na,1,2026-01-01,10,web,x,1\na,2,2026-02-01,20.5,shop,y,2\nb,3,2026-01-05,30,web,z,3\nb,C4,2026-01-06,-30,web,z,4\n";
        _source = _folder.Import(_folder.Write(log));
    }

    public void Dispose() => _folder.Dispose();

    private QueryResult Run(string sql, CancellationToken? token = null, TimeSpan? longest = null) =>
        QueryAnalysis.Run(_source, PurchaseRules.Usual, new QueryParameters(sql), _folder.Settings, null, token ?? TestContext.Current.CancellationToken, longest);

    private string Refused(string sql) => Assert.Throws<DomainRuleException>(() => Run(sql)).Code;

    [Fact]
    public void Run_OverPurchases_SeesRolesAndRules()
    {
        var result = Run("SELECT customer, count(*) AS n, sum(amount) AS total FROM purchases GROUP BY customer ORDER BY customer;");
        Assert.Equal(["customer", "n", "total"], result.Columns.Select(c => c.Name));
        Assert.Equal([["a", "2", "30.5"], ["b", "1", "30"]], result.Rows.Select(r => r.ToArray()));
        Assert.Equal([false, true, true], result.Columns.Select(c => c.IsNumber));
        Assert.False(result.IsCut);
    }

    [Theory] // in our words, with the column that is meant
    [InlineData("SELECT custmer FROM purchases", "query.no-column", "custmer", "customer")]
    [InlineData("SELECT p.amout FROM purchases p", "query.no-column", "amout", "amount")]
    [InlineData("SELECT revenue_of_the_year FROM purchases", "query.no-column-near", "revenue_of_the_year", "customer, day, time, order_id, amount, channel")]
    public void Run_UnknownColumn_NamesTheNearest(string sql, string code, string name, string near)
    {
        var problem = Assert.Throws<DomainRuleException>(() => Run(sql));
        Assert.Equal((code, name, near), (problem.Code, problem.Arguments[0], problem.Arguments[1]));
    }

    [Fact] // names of the file, quoted; of two that differ in case only the second gets a number
    public void Run_OverRows_SeesTheFileAsItIs()
    {
        Assert.Equal("4", Run("SELECT count(*) FROM rows").Rows[0][0]);
        Assert.Equal(["web", "x", "1"], Run("SELECT channel, \"Channel_2\", \"we\"\"ird\" FROM rows LIMIT 1").Rows[0]);
        var (purchases, rows) = QueryAnalysis.Tables(_source);
        Assert.Contains("Channel_2", rows);
        Assert.Equal(["customer", "day", "time", "order_id", "amount", "channel"], purchases);
    }

    [Theory]
    [InlineData("WITH x AS (SELECT * FROM purchases) SELECT count(*) FROM x")]
    [InlineData("SELECT * FROM (SELECT customer FROM purchases) q WHERE customer IN (SELECT customer FROM rows) -- and a remark")]
    [InlineData("FROM rows SELECT count(*)")]
    [InlineData("-- first\nWITH 나 AS (SELECT 1 AS x, 2 AS x) SELECT * FROM 나; -- last")]
    [InlineData("SELECT x FROM range(3) t(x) UNION ALL SELECT 1 FROM purchases")]
    [InlineData("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t")]
    [InlineData("SELECT unnest([1, 2]), quantile_cont(amount, 0.5) OVER () FROM purchases")]
    public void Run_HonestQueries_Work(string sql) => Assert.NotEmpty(Run(sql).Rows);

    [Theory]
    [MemberData(nameof(SandboxProbes.Working), MemberType = typeof(SandboxProbes))]
    [MemberData(nameof(SandboxProbes.Unreachable), MemberType = typeof(SandboxProbes))]
    public void Run_Probe_IsRefusedBeforeItReachesTheEngine(string probe)
    {
        using var probes = new SandboxProbes();
        var refusal = Assert.Throws<DomainRuleException>(() => Run(probes.Statement(probe)));
        Assert.Contains(refusal.Code, (string[])["query.only-select", "query.function", "query.table"]);
        Assert.True(probes.IsUntouched);
    }

    [Theory]
    [InlineData("DELETE FROM rows", "query.only-select")]
    [InlineData("CREATE TABLE x AS SELECT 1", "query.only-select")]
    [InlineData("DROP VIEW rows", "query.only-select")]
    [InlineData("PRAGMA database_list", "query.only-select")]
    [InlineData("CALL pragma_version()", "query.only-select")]
    [InlineData("SHOW TABLES", "query.only-select")]
    [InlineData("DESCRIBE rows", "query.only-select")]
    [InlineData("SUMMARIZE rows", "query.only-select")]
    [InlineData("EXPLAIN SELECT 1", "query.only-select")]
    [InlineData("SELECT 1; SELECT 2", "query.one-statement")]
    [InlineData("SELECT 1; DROP VIEW rows", "query.only-select")]
    [InlineData("SELEC 1", "query.syntax")]
    [InlineData("", "query.empty")]
    [InlineData("-- nothing", "query.one-statement")]
    [InlineData("SELECT * FROM judged", "query.table")]
    [InlineData("SELECT * FROM duckdb_views()", "query.function")]
    [InlineData("SELECT * FROM duckdb_settings()", "query.function")]
    [InlineData("SELECT current_setting('temp_directory')", "query.function")]
    [InlineData("SELECT * FROM information_schema.tables", "query.table")]
    [InlineData("SELECT * FROM sqlite_master", "query.table")]
    [InlineData("SELECT * FROM query('SELECT * FROM duckdb_settings()')", "query.function")]
    [InlineData("SELECT * FROM query_table(['judged'])", "query.function")]
    [InlineData("SELECT * FROM parquet_metadata('x')", "query.function")]
    [InlineData("SELECT (SELECT max(x) FROM read_text('/etc/passwd') t(x)) FROM rows", "query.function")]
    [InlineData("WITH x AS (SELECT * FROM glob('/*')) SELECT * FROM x", "query.function")]
    [InlineData("SELECT * FROM rows JOIN '/etc/passwd' p ON true", "query.table")]
    [InlineData("SELECT nothing FROM rows", "query.no-column-near")]
    [InlineData("SELECT CAST(customer AS INTEGER) FROM rows", "query.failed")]
    [InlineData("SELECT sql FROM duckdb_views WHERE EXISTS (WITH duckdb_views AS (SELECT 1) SELECT * FROM duckdb_views)", "query.with-name")]
    [InlineData("WITH a AS (SELECT * FROM Duckdb_Tables), duckdb_tables AS (SELECT 1) SELECT * FROM a", "query.with-name")]
    [InlineData("SELECT * FROM sqlite_master WHERE EXISTS (WITH SQLITE_MASTER AS (SELECT 1) SELECT 1)", "query.with-name")]
    [InlineData("SELECT * FROM pragma_database_list WHERE EXISTS (WITH pragma_database_list AS (SELECT 1) SELECT 1)", "query.with-name")]
    [InlineData("SELECT * FROM pg_views WHERE EXISTS (WITH RECURSIVE pg_views AS (SELECT 1) SELECT 1)", "query.with-name")]
    [InlineData("SELECT * FROM tables WHERE EXISTS (WITH tables AS (SELECT 1) SELECT 1)", "query.with-name")]
    [InlineData("SELECT * FROM judged, purchases WHERE EXISTS (WITH judged AS (SELECT 1) SELECT 1)", "query.with-name")]
    [InlineData("SELECT * FROM orders, purchases WHERE EXISTS (WITH orders AS (SELECT 1) SELECT 1)", "query.with-name")]
    [InlineData("WITH purchases AS (SELECT 1) SELECT * FROM purchases", "query.with-name")]
    [InlineData("WITH answer AS (SELECT 1) SELECT * FROM answer", "query.with-name")]
    [InlineData("SELECT * FROM '/etc/x.csv' WHERE EXISTS (WITH \"/etc/x.csv\" AS (SELECT 1) SELECT 1)", "query.with-name")]
    public void Run_AnythingElse_IsRefusedWithAReason(string sql, string code) => Assert.Equal(code, Refused(sql));

    [Fact]
    public void Run_DeepNesting_IsReadOrRefusedInWords()
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat("SELECT * FROM (", depth)) + "SELECT 1 AS x" + string.Concat(Enumerable.Repeat(")", depth));
        Assert.Single(Run(Nested(30)).Rows);
        Assert.Throws<DomainRuleException>(() => Run(Nested(900)));
        Assert.Equal("query.zero-character", Refused("SELECT 1\0"));
    }

    [Fact]
    public void Run_LongAnswer_IsCutAndSaysSo()
    {
        var result = Run("SELECT x, repeat('y', 600) FROM range(5000) t(x)");
        Assert.Equal(QueryParameters.MostRows, result.Rows.Count);
        Assert.True(result.IsCut);
        Assert.Equal([QueryCut.Rows, QueryCut.Cells], result.Cuts!);
        Assert.True(result.Rows[0][1]!.Length < 600);

        // what is told as missing is missing: exactly the limit is whole, and the row behind it has no cell that was cut
        Assert.Equal((false, 0), (Run("SELECT x FROM range(1000) t(x)").IsCut, Run("SELECT x FROM range(1000) t(x)").Cuts!.Count));
        Assert.Equal([QueryCut.Rows], Run("SELECT CASE WHEN x < 1000 THEN 'short' ELSE repeat('y', 600) END AS c FROM range(5000) t(x) ORDER BY x").Cuts!);
    }

    [Fact] // the names a query may not give are those that building the purchases makes
    public void PurchaseTable_Names_AreAllThatItMakes()
    {
        using var duck = new DuckSession(_folder.Settings, [_source.ParquetPath], TestContext.Current.CancellationToken);
        PurchaseTable.Build(duck, _source, PurchaseRules.Usual with { DropExactDuplicates = true });
        var made = duck.Rows("SELECT view_name FROM duckdb_views() WHERE NOT internal UNION SELECT table_name FROM duckdb_tables() WHERE NOT internal", r => r.GetString(0));
        Assert.Equal(PurchaseTable.Names.Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_WideAndLongAnswer_IsCutByItsCharacters()
    {
        var columns = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"repeat('z', 500) AS c{i}"));
        var result = Run($"SELECT {columns} FROM range(1000)");
        Assert.True(result.IsCut);
        Assert.Equal(QueryParameters.MostCharacters / (100 * 500), result.Rows.Count);
        Assert.Equal([QueryCut.Characters], result.Cuts!);
        Assert.Equal(500, result.Rows[0][99]!.Length);
    }

    [Fact] // 40 MB in each cell, which arrive as 500 characters; the same name twice and values of other kinds stay readable
    public void Run_HugeCells_AreCutInsideTheEngine()
    {
        Run("SELECT 1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Run("SELECT repeat('y', 40000000) AS a, x AS a, [x, 2] AS list, x = 1 AS truth, DATE '2026-01-02' AS day, 1.50 AS money, repeat('😀', 400) AS faces FROM range(2) t(x) ORDER BY x");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000);
        Assert.Equal(new string('y', 500) + "…", result.Rows[1][0]);
        Assert.Equal(["1", "[1, 2]", "true", "2026-01-02", "1.50"], result.Rows[1].Skip(1).Take(5));
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(result.Rows[1][6]!)));
        Assert.Equal([false, true, false, false, false, true, false], result.Columns.Select(c => c.IsNumber));
    }

    [Fact]
    public void ColumnValues_OfALongColumn_SayHowManyThereAreAndFindOthers()
    {
        var rows = Enumerable.Range(0, 250).Select(i => $"c{i},2026-01-01,Item {i:000}\n");
        var source = _folder.Import(_folder.Write("customer,date,item\n" + string.Concat(rows) + "z,2026-01-02,50% 'off'\nz,2026-01-03,50% 'off'\n"));
        ValueList Find(string text) => ColumnValues.Commonest(source, 2, text, _folder.Settings, TestContext.Current.CancellationToken);
        bool Holds(string value) => ColumnValues.Holds(source, 2, value, _folder.Settings, TestContext.Current.CancellationToken);
        var all = Find("");
        Assert.Equal((200, 251, true), (all.Values.Count, all.Distinct, all.IsCut));
        Assert.Equal(new ValueCount("50% 'off'", 2), all.Values[0]);
        var found = Find("iTEM 24");
        Assert.Equal((10, 10, false), (found.Values.Count, found.Distinct, found.IsCut));
        Assert.Equal("50% 'off'", Assert.Single(Find("% 'O").Values).Value);
        Assert.Empty(Find("Item_2").Values);   // no wildcards
        Assert.Empty(Find("' OR '1'='1").Values);
        Assert.True(Holds("Item 249"));
        Assert.False(Holds("item 249"));
    }

    [Fact]
    public void ColumnValues_BeyondTheTimeLimit_AreRefusedInWords() =>
        Assert.Equal("look.too-slow", Assert.Throws<DomainRuleException>(() => ColumnValues.Commonest(_source, 4, "", _folder.Settings, TestContext.Current.CancellationToken, TimeSpan.Zero)).Code);

    [Fact]
    public void Run_EndlessQuery_IsStoppedByTheTimeLimit() =>
        Assert.Equal("query.too-slow", Assert.Throws<DomainRuleException>(() => Run("SELECT count(*) FROM range(100000000) a(x), range(1000) b(y) WHERE (x * y) % 7 = 3", longest: TimeSpan.FromMilliseconds(500))).Code);

    [Fact]
    public async Task Run_Cancelled_StopsAndLeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var query = Task.Run(() => Run("SELECT count(*) FROM range(100000000) a(x), range(1000) b(y) WHERE (x * y) % 7 = 3", cancel.Token), TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Settings.TempDirectory));
    }
}
