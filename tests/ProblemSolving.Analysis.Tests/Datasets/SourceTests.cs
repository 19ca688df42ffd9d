using System.IO.Compression;
using System.Text;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>The same rows from each kind of file give the same table, and packed files cannot grow without end.</summary>
public sealed class SourceTests : IDisposable
{
    private const string Log = "customer,date,amount\nkim,2020-01-31,1200.5\n이,2020-02-29,7\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FilePreview Inspect(string path, FileFormatChoice? format = null, UnpackLimits? limits = null, params ColumnChoice[] columns) =>
        FileInspector.Inspect(path, "upload", format ?? FileFormatChoice.Detect, columns, Settings(limits), Token);

    private AnalysisSettings Settings(UnpackLimits? limits) => _folder.Settings with { Unpack = limits ?? UnpackLimits.Default };

    private ImportedTable Import(string path, ImportPlan plan, UnpackLimits? limits = null, string? target = null) =>
        ParquetImporter.Import(path, "upload", plan, target ?? _folder.NewPath(), Settings(limits), null, Token);

    private string Content(string path) => Import(path, Inspect(path).ToPlan()).ContentSha256;

    private static byte[] Zip(string text) => Zip(Encoding.UTF8.GetBytes(text));

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static string Texts(params string[] texts) => string.Concat(texts.Select(t => $"<si><t>{t}</t></si>"));

    private string LogAsWorkbook() => _folder.Write(WorkbookFile.Write(
        [("Orders", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>"
            + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>kim</t></is></c><c r=\"B2\" s=\"1\"><v>43861</v></c><c r=\"C2\" s=\"5\"><v>1200.5</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>3</v></c><c r=\"B3\" s=\"3\"><v>43890</v></c><c r=\"C3\"><f>SUM(C1:C1)+7</f><v>7</v></c></row>")],
        Texts("customer", "date", "amount") + "<si><r><t>이</t></r><rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si>"));

    private string AsParquet(string select)
    {
        var path = _folder.NewPath();
        using var duck = new DuckSession(_folder.Settings, [path], Token);
        duck.Execute($"COPY ({select}) TO {Sql.Text(path)} (FORMAT parquet, USE_TMP_FILE false)");
        return path;
    }

    [Fact]
    public void Import_EachKindOfFile_GivesTheSameContent()
    {
        var text = Content(_folder.Write(Log));
        Assert.Equal(text, Content(_folder.Write(Log.Replace(',', '\t'))));
        Assert.Equal(text, Content(_folder.Write(Log.Replace(',', '|'))));
        Assert.Equal(text, Content(_folder.Write(Zip(Log))));
        Assert.Equal(text, Content(LogAsWorkbook()));
        Assert.Equal(text, Content(AsParquet("SELECT * FROM (VALUES ('kim', DATE '2020-01-31', 1200.5::DECIMAL(10,2)), ('이', DATE '2020-02-29', 7)) t(customer, date, amount)")));
    }

    [Fact]
    public void Import_AnyKind_HashesTheFileAsItWasUploaded()
    {
        foreach (var path in new[] { _folder.Write(Log), _folder.Write(Zip(Log)), LogAsWorkbook() })
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), Import(path, Inspect(path).ToPlan()).OriginalSha256);
    }

    [Fact]
    public void GZip_OfSeveralMembers_IsReadToItsEnd()
    {
        byte[] members = [.. Zip("customer,date,amount\nkim,2020-01-31,1200.5\n"), .. Zip("이,2020-02-29,7\n")];
        Assert.Equal(Content(_folder.Write(Log)), Content(_folder.Write(members)));
    }

    [Fact] // PROVENANCE: 541,909 rows, 135,080 of them without a customer
    public void OnlineRetail_Packed_IsReadAsItIs_WithoutAFault()
    {
        var path = SharedData.File("online_retail", "online_retail.csv.gz");
        var preview = Inspect(path);
        Assert.Empty(preview.Questions);
        var table = Import(path, preview.ToPlan() with { MaximumFaultShare = 0 });
        Assert.Equal((541_909, 0, 135_080), (table.Rows, table.FaultCount, table.Columns.Single(c => c.Role == ColumnRole.Customer).Missing));
    }

    [Fact]
    public void GZip_CutOff_IsRefused()
    {
        var rows = new StringBuilder("customer,date,amount\n");
        for (var i = 0; i < 50_000; i++)
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"c{i * 7919 % 50_000},2020-01-01,{i}\n");
        var whole = Zip(rows.ToString());
        Assert.Equal("data.packed-broken", Refused(() => Content(_folder.Write(whole[..^1000]))).Code);
        Assert.Equal("data.packed-broken", Refused(() => Content(_folder.Write([.. whole[..20_000], .. new byte[20], .. whole[20_020..]]))).Code);
    }

    [Fact]
    public void GZip_OfAPicture_IsRefused() =>
        Assert.Equal("data.not-text", Refused(() => Inspect(_folder.Write(Zip([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])))).Code);

    [Fact]
    public void GZip_Bomb_IsRefusedBySizeAndByRatio()
    {
        // 20 MB of one row, packed to some 40 KB
        var bomb = _folder.Write(Zip("customer,date\n" + string.Concat(Enumerable.Repeat("kim,2020-01-01\n", 1_400_000))));
        Assert.True(new FileInfo(bomb).Length < 100_000);
        var plan = Inspect(bomb).ToPlan();
        var target = _folder.NewPath();
        Assert.Equal("data.unpacked-ratio", Refused(() => Import(bomb, plan, new UnpackLimits(1L << 40, 50, 1 << 20, 10), target)).Code);
        Assert.Equal("data.unpacked-too-large", Refused(() => Import(bomb, plan, new UnpackLimits(4 << 20, 10_000, 1 << 20, 10), target)).Code);
        Assert.False(File.Exists(target));
        Assert.Empty(Directory.GetFiles(_folder.Settings.TempDirectory));
        Assert.Equal(1_400_000, Import(bomb, plan, new UnpackLimits(1L << 40, 10_000, 1 << 20, 10)).Rows); // control: it is the limits
    }

    [Fact]
    public void Workbook_DatesAndNumbers_AreReadAsTheyAreShown()
    {
        var path = _folder.Write(WorkbookFile.Write([("S", "<row><c t=\"inlineStr\"><is><t>what</t></is></c><c t=\"inlineStr\"><is><t>value</t></is></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>moment</t></is></c><c s=\"2\"><v>44198.628472222219</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>duration</t></is></c><c s=\"4\"><v>1.5</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>float</t></is></c><c><v>12.300000000000001</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>small</t></is></c><c><v>1.5E-5</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>first</t></is></c><c s=\"1\"><v>1</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>ghost</t></is></c><c s=\"1\"><v>60</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>march</t></is></c><c s=\"1\"><v>61</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>bool</t></is></c><c t=\"b\"><v>1</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>error</t></is></c><c t=\"e\"><v>#DIV/0!</v></c></row>"
            + "<row><c t=\"inlineStr\"><is><t>mark_x000A_up</t></is></c><c t=\"str\"><f>A1</f><v></v></c></row>")]));
        var rows = Inspect(path).Rows;
        Assert.Equal(["2021-01-02 15:05:00", "1.5", "12.3", "0.000015", "1900-01-01", "60", "1900-03-01", "TRUE", "#DIV/0!", ""], rows.Select(r => r[1]));
        Assert.Equal("mark\nup", rows[^1][0]);
    }

    [Fact]
    public void Workbook_From1904_CountsItsDaysFromThere()
    {
        var path = _folder.Write(WorkbookFile.Write([("S", "<row><c t=\"inlineStr\"><is><t>d</t></is></c></row><row><c s=\"1\"><v>42399</v></c></row><row><c s=\"1\"><v>0</v></c></row>")], from1904: true));
        Assert.Equal(["2020-01-31", "1904-01-01"], Inspect(path).Rows.Select(r => r[0]));
    }

    [Fact]
    public void Workbook_Sheets_AreNamedAndCanBeChosen()
    {
        static string Row(int n, string text) => $"<row r=\"{n}\"><c r=\"A{n}\" t=\"inlineStr\"><is><t>{text}</t></is></c><c r=\"B{n}\" t=\"inlineStr\"><is><t>{text}2</t></is></c></row>";
        var path = _folder.Write(WorkbookFile.Write([("첫 시트", Row(1, "a") + Row(2, "x")), ("Second", Row(1, "b") + Row(2, "y") + Row(3, "z"))]));
        var first = Inspect(path);
        Assert.Equal(["첫 시트", "Second"], first.Sheets);
        Assert.Equal(("첫 시트", "a"), (first.Format.Sheet, first.Columns[0].Name));
        var second = Inspect(path, new FileFormatChoice(Sheet: "Second"));
        Assert.Equal(("b", 2), (second.Columns[0].Name, second.Rows.Count));
        Assert.Equal(2, Import(path, second.ToPlan() with { PurchaseLog = false }).Rows);
        Assert.Equal("data.no-sheet", Refused(() => Inspect(path, new FileFormatChoice(Sheet: "Third"))).Code);
    }

    [Fact]
    public void Workbook_TitleGapsAndShortRows_KeepTheRowsOfTheSheet()
    {
        var path = _folder.Write(WorkbookFile.Write([("S", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Orders of March</t></is></c></row>"
            + "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>customer</t></is></c><c r=\"B4\" t=\"inlineStr\"><is><t>date</t></is></c><c r=\"C4\" t=\"inlineStr\"><is><t>note</t></is></c></row>"
            + "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>kim</t></is></c><c r=\"B5\" s=\"1\"><v>43861</v></c></row>"
            + "<row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t>lee</t></is></c><c r=\"B7\" t=\"inlineStr\"><is><t>soon</t></is></c></row>")]));
        var preview = Inspect(path, null, null, new ColumnChoice(1, Type: ColumnType.Date, DateFormat: DateFormat.YearMonthDay));
        Assert.Equal(3, preview.Format.SkippedLines);
        var table = Import(path, preview.ToPlan() with { MaximumFaultShare = 1 });
        Assert.Equal((2, 0), (table.Rows, table.RaggedRows));
        Assert.Equal(new ImportFault(7, "date", "soon", "data.fault.date"), Assert.Single(table.Faults));
    }

    [Fact]
    public void Workbook_FormulaWithoutItsResult_IsRefusedWithItsCell()
    {
        var path = _folder.Write(WorkbookFile.Write([("Sums", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"2\"><c r=\"A2\"><f>1+1</f><v/></c></row>")]));
        Assert.Equal(["upload", "Sums", "A2"], Refused(() => Inspect(path)).Arguments);
    }

    [Fact]
    public void Workbook_Bomb_IsRefusedBeforeAndWhileItIsRead()
    {
        var rows = string.Concat(Enumerable.Range(1, 200_000).Select(_ => "<row><c><v>1</v></c><c><v>2</v></c></row>"));
        var bomb = _folder.Write(WorkbookFile.Write([("S", rows)]));
        var limits = new UnpackLimits(1L << 40, 20, 1 << 20, 100);
        Assert.Equal("data.unpacked-ratio", Refused(() => Inspect(bomb, null, limits)).Code);
        Assert.Equal("data.unpacked-too-large", Refused(() => Inspect(bomb, null, limits with { Ratio = 100_000, Bytes = 1 << 20 })).Code);
        var lying = _folder.Write(Lie(File.ReadAllBytes(bomb)));
        Assert.ThrowsAny<DomainRuleException>(() => Import(lying, Inspect(bomb).ToPlan() with { PurchaseLog = false }, limits));
        Assert.Equal(200_000, Import(bomb, Inspect(bomb).ToPlan() with { PurchaseLog = false }).Rows); // control
    }

    /// <summary>Writes small sizes into the list of parts, as a bomb does that hides itself.</summary>
    private static byte[] Lie(byte[] zip)
    {
        for (var i = 0; i + 46 < zip.Length; i++)
        {
            if (zip.AsSpan(i, 4).SequenceEqual("PK\u0001\u0002"u8) && BitConverter.ToUInt32(zip, i + 24) > 1 << 20)
                BitConverter.TryWriteBytes(zip.AsSpan(i + 24), 1000u);
        }

        return zip;
    }

    [Fact]
    public void Workbook_OfTooManyParts_IsRefused()
    {
        var path = _folder.Write(WorkbookFile.Write([("S", "")], more: zip =>
        {
            for (var i = 0; i < 500; i++)
                WorkbookFile.Part(zip, $"xl/media/{i}.xml", "");
        }));
        Assert.Equal("data.too-many-entries", Refused(() => Inspect(path, null, UnpackLimits.Default with { Entries = 100 })).Code);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>")]
    public void Workbook_WithEntities_IsRefused(string doctype)
    {
        var path = _folder.Write(Replaced("xl/worksheets/sheet1.xml", doctype + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row></sheetData></worksheet>"));
        Assert.Equal("data.packed-broken", Refused(() => Inspect(path)).Code);
    }

    [Fact]
    public void Workbook_WithAnEndlessCell_IsRefusedWithBoundedMemory()
    {
        using var packed = new MemoryStream();
        packed.Write(Replaced("xl/worksheets/sheet1.xml", null));
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            part.Write("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>"u8);
            var block = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
            for (var i = 0; i < 60; i++)
                part.Write(block);
        }

        var path = _folder.Write(packed.ToArray());
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal("data.row-too-long", Refused(() => Inspect(path)).Code);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 100_000_000);
    }

    [Fact]
    public void Workbook_NamesThatLeadElsewhere_OpenNothingElse()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "secret.xml"), "<worksheet><sheetData><row><c><v>42</v></c></row></sheetData></worksheet>");
        var path = _folder.Write(Replaced("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"s0\" Type=\"http://x/worksheet\" Target=\"../../secret.xml\"/></Relationships>"));
        Assert.Equal("data.packed-broken", Refused(() => Inspect(path)).Code);
    }

    private static byte[] Replaced(string part, string? text)
    {
        using var bytes = new MemoryStream();
        bytes.Write(WorkbookFile.Write([("S", "<row><c><v>1</v></c></row>")]));
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)!.Delete();
            if (text is not null)
                WorkbookFile.Part(zip, part, text);
        }

        return bytes.ToArray();
    }

    [Fact]
    public void Zip_ThatIsNoWorkbook_IsRefused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            WorkbookFile.Part(zip, "../../etc/data.csv", "a,b\n1,2\n");
        Assert.Equal("data.not-text", Refused(() => Inspect(_folder.Write(bytes.ToArray()))).Code);
    }

    [Fact]
    public void Parquet_TypesAndOrder_AreKept()
    {
        var path = AsParquet("SELECT i AS id, 'n,\"' || i AS text, TIMESTAMP '2020-01-01' + INTERVAL (i) SECOND AS at, CASE WHEN i % 2 = 0 THEN NULL ELSE i / 8.0 END AS x, [i] AS list FROM range(200000) t(i)");
        var preview = Inspect(path);
        Assert.Equal(FileKind.Parquet, preview.Format.Kind);
        Assert.Equal(["id", "text", "at", "x", "list"], preview.Columns.Select(c => c.Name));
        Assert.Equal([ColumnType.Integer, ColumnType.Text, ColumnType.DateTime, ColumnType.Decimal, ColumnType.Text], preview.Columns.Select(c => c.Type));
        Assert.Empty(preview.Questions);
        var target = _folder.NewPath();
        var table = Import(path, preview.ToPlan() with { PurchaseLog = false }, null, target);
        Assert.Equal((200_000, 100_000), (table.Rows, table.Columns[3].Missing));
        using var duck = new DuckSession(_folder.Settings, [target], Token);
        Assert.Equal(200_000, duck.Count($"SELECT count(*) FROM read_parquet({Sql.Text(target)}) WHERE c0 = r - 1 AND c1 = 'n,\"' || c0 AND epoch(c2) = epoch(TIMESTAMP '2020-01-01') + c0"));
    }

    [Fact]
    public void Parquet_OneColumnWithEmptyCells_KeepsEveryRow()
    {
        var path = AsParquet("SELECT CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN ' ' ELSE 'n' || i END AS note FROM range(1000) t(i)");
        var target = _folder.NewPath();
        var table = Import(path, Inspect(path).ToPlan() with { PurchaseLog = false }, null, target);
        Assert.Equal((1000, 0, 600), (table.Rows, table.BlankRows, table.Columns[0].Missing));
        using var duck = new DuckSession(_folder.Settings, [target], Token);
        Assert.Equal(1000, duck.Count($"SELECT count(*) FROM read_parquet({Sql.Text(target)}) WHERE c0 IS NOT DISTINCT FROM CASE WHEN (r - 1) % 5 > 2 THEN 'n' || (r - 1) END"));
    }

    [Fact]   // as in a sheet of several columns
    public void Workbook_OneColumnWithEmptyRows_CountsThemAsBlank()
    {
        var path = _folder.Write(WorkbookFile.Write(
            [("Notes", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"/></row><row r=\"5\"><c r=\"A5\" t=\"s\"><v>2</v></c></row>")],
            Texts("note", "kim", "lee")));
        var table = Import(path, Inspect(path).ToPlan() with { PurchaseLog = false });
        Assert.Equal((2, 2), (table.Rows, table.BlankRows));
    }

    [Fact]
    public void Parquet_NamesThatAreStatements_StayNames()
    {
        var path = AsParquet("SELECT 1 AS \"a\"\"; COPY (SELECT 1) TO '/tmp/leak.csv'; --\", 2 AS \"x'--\"");
        Assert.Equal(["a\"; COPY (SELECT 1) TO '/tmp/leak.csv'; --", "x'--"], Inspect(path).Columns.Select(c => c.Name));
        Assert.False(File.Exists("/tmp/leak.csv"));
    }

    [Fact]
    public void Parquet_Damaged_IsRefused()
    {
        var whole = File.ReadAllBytes(AsParquet("SELECT i AS id, hash(i) AS h FROM range(100000) t(i)"));
        Assert.Equal("data.packed-broken", Refused(() => Inspect(_folder.Write(whole[..^100]))).Code);
        Assert.Equal("data.packed-broken", Refused(() => Inspect(_folder.Write([.. "PAR1"u8, .. new byte[100]]))).Code);
        for (var i = 1000; i < 4000; i++)
            whole[i] ^= 0x5A;
        var path = _folder.Write(whole);
        Assert.Equal("data.packed-broken", Refused(() => Import(path, Inspect(path).ToPlan() with { PurchaseLog = false })).Code);
    }

    [Fact]
    public void Parquet_WithAHugeCell_IsRefusedWithItsRowAndColumn()
    {
        var path = AsParquet("SELECT i AS id, CASE WHEN i = 2 THEN repeat('가', 349526) ELSE repeat('가', 349525) END AS note FROM range(4) t(i)");   // 3 bytes each
        var rule = Assert.Throws<DomainRuleException>(() => Drain(path));
        Assert.Equal("data.cell-too-long", rule.Code);
        Assert.Equal(["upload", 4L, "note", 1], rule.Arguments);
        Drain(AsParquet("SELECT repeat('x', 1048576) AS note"));
        Assert.Equal("data.cell-too-long", Assert.Throws<DomainRuleException>(() => Drain(AsParquet("SELECT repeat('x', 50000000) AS note"))).Code);
    }

    [Fact]
    public void Parquet_WithTooManyColumns_IsRefusedBeforeItIsRead()
    {
        string Wide(int columns) => AsParquet("SELECT " + string.Join(", ", Enumerable.Range(0, columns).Select(i => $"{i} AS n{i}")));
        var rule = Assert.Throws<DomainRuleException>(() => Drain(Wide(1001)));
        Assert.Equal("data.too-many-columns", rule.Code);
        Assert.Equal(["upload", 1L, 1000], rule.Arguments);
        Drain(Wide(1000));
    }

    private void Drain(string path)
    {
        using var text = new ParquetText(new UploadedFile(path, "upload", FileKind.Parquet, _folder.Settings), UnpackLimits.Default, Token);
        text.CopyTo(Stream.Null);
    }

    [Fact]
    public void Parquet_Bomb_IsRefused()
    {
        var path = AsParquet("SELECT repeat('x', 1000) AS t FROM range(200000)");
        Assert.Equal("data.unpacked-ratio", Refused(() => Import(path, Inspect(path).ToPlan() with { PurchaseLog = false }, new UnpackLimits(1L << 40, 20, 1 << 20, 10))).Code);
    }

    private static DomainRuleException Refused(Action act) => Assert.Throws<DomainRuleException>(act);

    private static DomainRuleException Refused(Func<object> act) => Assert.Throws<DomainRuleException>(() => { act(); });
}
