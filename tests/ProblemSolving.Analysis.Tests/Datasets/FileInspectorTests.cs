using System.Text;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

public sealed class FileInspectorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static FilePreview Inspect(string path, params ColumnChoice[] choices) =>
        FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect, choices, TestContext.Current.CancellationToken);

    private static Encoding Korean => CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    [Fact]
    public void Inspect_Cdnow_FindsBlanksDatesAndTextIds()
    {
        var preview = Inspect(SharedData.File("cdnow", "CDNOW_master.txt"));
        Assert.Equal(FieldDelimiter.Spaces, preview.Format.Delimiter);
        Assert.True(preview.Format.HasHeader);
        Assert.Equal([ColumnRole.Customer, ColumnRole.Time, ColumnRole.Quantity, ColumnRole.Amount], preview.Columns.Select(c => c.Role));
        Assert.Equal([ColumnType.Text, ColumnType.Date, ColumnType.Integer, ColumnType.Decimal], preview.Columns.Select(c => c.Type));
        Assert.Equal(DateFormat.Compact, preview.Columns[1].DateFormat);
        Assert.Equal("00001", preview.Rows[0][0]);
        Assert.Equal(100, preview.Rows.Count);
    }

    [Theory] // one in seven dates is none: the column is still the one to choose
    [InlineData(7, "data.mostly-days-yet")]
    [InlineData(2, "data.no-time-yet")]
    [InlineData(1, "data.no-time-yet")]
    public void Inspect_NoColumnOfDates_NamesTheOneThatMostlyHoldsThem(int everyIsNone, string code)
    {
        var rows = Enumerable.Range(0, 70).Select(i => $"c{i % 9},{(i % everyIsNone == 0 ? "2026-13-45" : $"2026-0{1 + i % 9}-1{i % 9}")},{i},x{i % 5}\n");
        var preview = Inspect(_folder.Write("customer,date,amount,shelf\n" + string.Concat(rows)));
        var said = Assert.Single(preview.Warnings, w => w.Code is "data.mostly-days-yet" or "data.no-time-yet");
        Assert.Equal(code, said.Code);
        if (code == "data.mostly-days-yet")
            Assert.Equal(["date", 60, 70, "2026-13-45"], said.Arguments);
        Assert.DoesNotContain(said, preview.WarningsFor(purchaseLog: false, needsCustomer: true));
    }

    [Theory]
    [InlineData("고객명", 0)]
    [InlineData("Kunde", 0)]
    [InlineData("client", 0)]
    [InlineData("고객명,고객번호", 1)]
    [InlineData("customer name,client id", 1)]
    [InlineData("Kundenname,Kunde", 1)]
    public void Inspect_OtherWordsForTheCustomer_AreKnown_AndAnIdComesBeforeAName(string headers, int customer)
    {
        var cells = string.Join(',', headers.Split(',').Select(_ => "x"));
        var preview = Inspect(_folder.Write($"{headers},date,amount\n{cells},2026-01-01,10\n{cells},2026-01-02,10\n"));
        Assert.Equal(customer, preview.Columns.Single(c => c.Role == ColumnRole.Customer).Index);
    }

    [Fact]
    public void Inspect_WholeFile_CountsEveryPlaceOnce_AndWhatEachRuleTakes()
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"c{i},{i},2026-01-01,1,10,{(i < 120 ? "usd" : "₩")}\n"));
        var preview = Inspect(_folder.Write("customer,order,date,quantity,amount,currency\n" + rows + "c1,C7,2026-01-02,-1,-10,KRW\nc1,8,2026-01-02,-1,5\nc1,9,someday,1,5,KRW\n,9,2026-01-02,1,5,KRW\nc1,10,2026-01-02,1,0.00,KRW\n"));
        Assert.Equal((1, 2L), (preview.RaggedRows, preview.Misfits));
        var effects = RuleCells.Effects(preview.RuleCells, PurchaseRules.Usual with { Currency = "KRW" });
        Assert.Equal("all 0, no-time 1, no-customer 1, currency 120, cancellation 1, quantity 0, amount 1", string.Join(", ", effects.Select(e => $"{e.Rule} {e.RowsRemoved}")));
        Assert.Equal(80, effects[^1].RowsLeft);
    }

    [Theory]
    [InlineData("sales_amount", 2)]
    [InlineData("Web amount (KRW)", 2)]
    [InlineData("실결제 금액", 2)]
    [InlineData("discount_amount", -1)]
    [InlineData("배송 금액", -1)]
    [InlineData("amount_a,amount_b", -1)]
    public void Inspect_OtherWordsForTheAmount_AreKnown(string header, int amount)
    {
        var cells = string.Join(',', header.Split(',').Select(_ => "12.5"));
        var preview = Inspect(_folder.Write($"customer,date,{header}\nx,2026-01-01,{cells}\ny,2026-01-02,{cells}\n"));
        Assert.Equal(amount, preview.Columns.FirstOrDefault(c => c.Role == ColumnRole.Amount)?.Index ?? -1);
    }

    [Fact]   // days that a program wrote for "none" are days: preview and import say the same of them, and both tell
    public void ImplausibleDays_AreReadAlikeByPreviewAndImport_AndTold()
    {
        var path = _folder.Write("customer,date,amount\na,1900-01-01,1\nb,2025-01-05,1\nc,2062-01-01,1\nd,2025-03-01,1\ne,9999-12-31,1\nf,2025-02-01,1\n");
        var preview = FileInspector.Inspect(path, "upload.csv", FileFormatChoice.Detect, [], null, new DateOnly(2026, 5, 4), TestContext.Current.CancellationToken);
        Assert.Equal((ColumnType.Date, ColumnRole.Time, 0L), (preview.Columns[1].Type, preview.Columns[1].Role, preview.Misfits));
        var table = ParquetImporter.Import(path, "upload.csv", preview.ToPlan() with { Today = new DateOnly(2026, 5, 4) }, _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken);
        Assert.Equal((0L, new DateOnly(9999, 12, 31)), (table.FaultCount, table.LastDay));
        foreach (var warnings in new[] { preview.Warnings, table.Warnings })
        {
            Assert.Equal(["date", 2L, 4L, "2062-01-01", "2026-05-04"], Assert.Single(warnings, w => w.Code == "data.days-later").Arguments);
            Assert.Equal(["date", 1L, 2L, "1900-01-01", "2025-01-05"], Assert.Single(warnings, w => w.Code == "data.day-alone").Arguments);
        }

        // ten years of purchases with a year in between are no mistake, and numbers of eight digits are no days
        var quiet = FileInspector.Inspect(_folder.Write("customer,date,amount\na,2014-01-01,12345678\nb,2016-01-05,12340101\nc,2025-03-01,12341231\n"), "upload.csv", FileFormatChoice.Detect, [], null, new DateOnly(2026, 5, 4), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(quiet.Warnings, w => w.Code.StartsWith("data.day", StringComparison.Ordinal));
        Assert.Equal(ColumnType.Integer, quiet.Columns[2].Type);
    }

    [Theory]
    [InlineData("kontakt", "a@shop.kr;b.c+d@mail.example.com;-", "data.personal-mail")]
    [InlineData("contact", "010-1234-5678;01098765432;02-345-6789", "data.personal-phone")]
    [InlineData("contact", "+82 10-1234-5678;+1 (415) 555-0132;+4930123456", "data.personal-phone")]
    [InlineData("E-Mail", "x;y;z", "data.personal-named")]
    [InlineData("휴대폰 번호", "x;y;z", "data.personal-named")]
    [InlineData("이름", "김;이;박", "data.personal-named")]
    [InlineData("Address", "Seoul;Busan;Jeju", "data.personal-named")]
    [InlineData("shop", "web@home;a@b;store", null)]
    [InlineData("code", "0123456789;0012345678;0200000000", null)]
    [InlineData("sku", "2021-001-0001;+10%;1-2-3", null)]
    [InlineData("note", "a@shop.kr;nice;fine", null)]
    public void Inspect_AColumnAboutPersons_AdvisesToMakeItPersonal(string header, string cells, string? code)
    {
        var lines = cells.Split(';').Select((c, i) => $"c{i},2026-01-0{i + 1},{c}\n");
        var preview = Inspect(_folder.Write($"customer,date,{header}\n" + string.Concat(lines)));
        var found = preview.Warnings.Where(w => w.Code.StartsWith("data.personal", StringComparison.Ordinal)).ToList();
        Assert.Equal(code is null ? [] : [code], found.Select(w => w.Code));
        Assert.All(found, w => Assert.Equal((header, false), (w.Place, w.Blocks)));
        // once it is personal there is nothing to advise
        Assert.DoesNotContain(preview.Masked(new HashSet<int> { 2 }).Warnings, w => w.Code.StartsWith("data.personal", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("customer,date,note\n'c1','2026-01-01','a, b'\n'c2','2026-01-02','c'\n", "data.quote-single")]
    [InlineData("customer,date,note\nc1,2026-01-01,\"a, b\"\nc2,2026-01-02,'c'\n", "data.quote-single-kept")]
    [InlineData("customer,date,note\nc1,2026-01-01,\\N\nc2,2026-01-02,b\n", "data.backslash")]
    [InlineData("customer,date,note\nc1,2026-01-01,it\\'s\nc2,2026-01-02,b\n", "data.backslash")]
    [InlineData("customer,date,note\nc1,2026-01-01,it's\nc2,2026-01-02,a\\b\n", null)]
    public void Inspect_OtherQuotesAndEscapes_AreTold(string text, string? code)
    {
        var preview = Inspect(_folder.Write(text));
        string[] all = ["data.quote-single", "data.quote-single-kept", "data.backslash"];
        Assert.Equal(code is null ? [] : [code], preview.Warnings.Select(w => w.Code).Where(all.Contains));
        if (code == "data.quote-single")
            Assert.Equal("a, b", preview.Rows[0][2]);
        // whoever chose the quote was told
        Assert.DoesNotContain(FileInspector.Inspect(_folder.Write(text), "upload.csv", new FileFormatChoice(Quote: preview.Format.Quote), [], TestContext.Current.CancellationToken).Warnings, w => w.Code == "data.quote-single");
    }

    [Fact]
    public void Inspect_QuoteBehindABackslash_IsRefusedByThatName() =>
        Assert.Equal("data.quote-escaped", Assert.Throws<DomainRuleException>(() => Inspect(_folder.Write("a,b\n1,\"say \\\"hi\\\"\"\n2,\"x\"\n"))).Code);

    [Fact]   // 3 of 8 amounts say that there is none
    public void MissingWords_AreCountedAndNamed_InThePreviewAndAtTheImport()
    {
        var path = _folder.Write("customer,date,amount,note\nc1,2026-01-01,n/a,n/a\nc2,2026-01-02,N/A,x\nc3,2026-01-03,-,x\nc4,2026-01-04,,x\nc5,2026-01-05,5,x\nc6,2026-01-06,6,x\nc7,2026-01-07,7,x\nc8,2026-01-08,8,x\n");
        var preview = Inspect(path);
        var table = ParquetImporter.Import(path, "upload.csv", preview.ToPlan(), _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken);
        foreach (var warnings in new[] { preview.Warnings, table.Warnings })
        {
            var told = Assert.Single(warnings, w => w.Code == "data.missing-words");   // in a column of text the word is a value
            Assert.Equal(("amount", "“n/a” (2), “-” (1)"), (told.Place, told.Arguments[2]));
            Assert.Equal(3L, told.Arguments[1]);
        }

        Assert.Equal(4, table.Columns[2].Missing);
    }

    [Theory]
    [InlineData("customer_id,grade,region", "gold,Seoul", true, false)]
    [InlineData("customer_id,signup_date,region", "2026-01-01,Seoul", true, false)]
    [InlineData("customer_id,date,product", "2026-01-01,tea", true, true)]
    [InlineData("customer_id,date,amount", "2026-01-01,5", false, true)]
    [InlineData("customer_id,date,order_id", "2026-01-01,o{0}", false, true)]
    public void Inspect_OneRowForEachCustomerAndNoMoney_LooksLikeAttributes(string header, string rest, bool expected, bool purchases)
    {
        string Rows(int customers) => header + "\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"c{i % customers},{string.Format(System.Globalization.CultureInfo.InvariantCulture, rest, i)}\n"));
        Assert.Equal((expected, purchases), (Inspect(_folder.Write(Rows(12))).LooksLikeAttributes, Inspect(_folder.Write(Rows(12))).MayBePurchases));
        Assert.False(Inspect(_folder.Write(Rows(6))).LooksLikeAttributes);
    }

    [Fact] // ids are e-mail addresses; the name of a product is none of a person
    public void Inspect_PersonalAdvice_LooksAtTheRole()
    {
        var preview = Inspect(_folder.Write("customer,date,name\na@b.kr,2026-01-01,Tea\nc@d.kr,2026-01-02,Cup\n"), new ColumnChoice(2, Role: ColumnRole.Product));
        Assert.Equal(["customer"], preview.Warnings.Where(w => w.Code.StartsWith("data.personal", StringComparison.Ordinal)).Select(w => w.Place));
    }

    [Fact]
    public void Inspect_CdnowSample_HasNoHeader()
    {
        var preview = Inspect(SharedData.File("cdnow", "CDNOW_sample.txt"));
        Assert.False(preview.Format.HasHeader);
        Assert.Equal(5, preview.Columns.Count);
    }

    [Fact]
    public void Inspect_EucKr_IsCp949WithKoreanNames()
    {
        var preview = Inspect(SharedData.File("korean_public", "kosis-economic-index.euckr.csv"));
        Assert.Equal(TextEncoding.Cp949, preview.Format.Encoding);
        Assert.Equal("시점", preview.Columns[0].Name);
        Assert.Equal(ColumnType.Date, preview.Columns[0].Type);
        Assert.Equal(3, preview.Columns[0].Unreadable); // "2023.08 p)" and two more are provisional
        Assert.Equal(23, preview.Columns.Count);
    }

    [Fact]
    public void Inspect_KoreanShop_ReadsWonAmountsAndRoles()
    {
        var preview = Inspect(SharedData.File("korean_public", "store_orders_2021H1.utf8bom.csv"));
        Assert.True(preview.Format.HasByteOrderMark);
        Assert.Equal(ColumnRole.Time, preview.Columns[0].Role);
        Assert.Equal(ColumnRole.Order, preview.Columns[1].Role);
        Assert.Equal(ColumnRole.Amount, preview.Columns[6].Role);
        Assert.Equal(ColumnType.Integer, preview.Columns[6].Type);
        Assert.Contains(preview.Warnings, w => w.Code == "data.no-customer-yet");
    }

    public static TheoryData<string, string> Encodings() => new()
    {
        { "utf-8", "Utf8" }, { "utf-8-bom", "Utf8" }, { "utf-16-le", "Utf16LittleEndian" }, { "utf-16-be", "Utf16BigEndian" }, { "utf-16-le-bom", "Utf16LittleEndian" }, { "cp949", "Cp949" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Inspect_KoreanTextInEachEncoding_ReadsTheSame(string name, string expected)
    {
        const string Text = "고객번호,주문일시,금액\n뷁01,2021-01-02 오후 3:05,\"1,000 원\"\n나02,2021-01-03 오전 9:10,500 원\n";
        var bytes = name switch
        {
            "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)],
            "utf-16-le" => Encoding.Unicode.GetBytes(Text),
            "utf-16-le-bom" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)],
            "utf-16-be" => Encoding.BigEndianUnicode.GetBytes(Text),
            "cp949" => Korean.GetBytes(Text),
            _ => Encoding.UTF8.GetBytes(Text),
        };
        var path = _folder.Write(bytes);
        var preview = Inspect(path);
        Assert.Equal(expected, preview.Format.Encoding.ToString());
        Assert.Equal("뷁01", preview.Rows[0][0]);
        Assert.Equal([ColumnRole.Customer, ColumnRole.Time, ColumnRole.Amount], preview.Columns.Select(c => c.Role));
        Assert.Equal(ColumnType.DateTime, preview.Columns[1].Type);
        var table = ParquetImporter.Import(path, "upload.csv", preview.ToPlan(), _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken);
        // the content is the same whatever the encoding of the file
        Assert.Equal(Utf8Hash(Text), table.ContentSha256);
    }

    private string Utf8Hash(string text)
    {
        var path = _folder.Write(text);
        return ParquetImporter.Import(path, "upload.csv", Inspect(path).ToPlan(), _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken).ContentSha256;
    }

    [Fact]
    public void Inspect_Latin1_IsFlagged()
    {
        var preview = Inspect(SharedData.File("nasty_csv", "latin1", "CSV-basic-ISO-8859-1.LF.csv"));
        Assert.Equal(TextEncoding.Latin1, preview.Format.Encoding);
        Assert.Equal("data.ask.encoding-none", Assert.Single(preview.Questions, q => q.Key == FileQuestion.Encoding).Finding.Code);
        Assert.Equal("Hélène", preview.Rows[2][0]);
    }

    [Fact]
    public void Inspect_DayAndMonthAlike_IsFlaggedAndCanBeChosen()
    {
        var path = _folder.Write("customer,date\na,01/02/2020\nb,03/04/2020\n");
        var preview = Inspect(path);
        Assert.True(preview.Columns[1].DateAmbiguous);
        Assert.Equal(FileQuestion.Date(1), Assert.Single(preview.Questions).Key);
        var chosen = Inspect(path, new ColumnChoice(1, DateFormat: DateFormat.DayMonthYear));
        Assert.False(chosen.Columns[1].DateAmbiguous);
        Assert.Equal(DateFormat.DayMonthYear, chosen.Columns[1].DateFormat);
    }

    [Theory]
    [InlineData("2020-01-31", DateFormat.YearMonthDay)]
    [InlineData("2020.01.31", DateFormat.YearMonthDay)]
    [InlineData("2020/1/31", DateFormat.YearMonthDay)]
    [InlineData("2020년 1월 31일", DateFormat.YearMonthDay)]
    [InlineData("20200131", DateFormat.Compact)]
    [InlineData("31/01/2020", DateFormat.DayMonthYear)]
    [InlineData("01/31/2020", DateFormat.MonthDayYear)]
    [InlineData("31-Jan-20", DateFormat.DayMonthName)]
    public void Inspect_DateFormats_AreRecognised(string date, DateFormat expected)
    {
        var preview = Inspect(_folder.Write($"customer,when\na,{date}\nb,{date}\n"));
        Assert.Equal((ColumnType.Date, expected), (preview.Columns[1].Type, preview.Columns[1].DateFormat!.Value));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("Order No")]
    [InlineData("order_number")]
    [InlineData("Invoice")]
    [InlineData("receipt")]
    public void Inspect_NamesOfAnOrder_AreRecognised(string header) =>
        Assert.Equal(ColumnRole.Order, Inspect(_folder.Write($"customer,{header},date,amount\nkim,o1,2026-01-01,10\n")).Columns[1].Role);

    [Fact] // the preview sees the head of a file; the import every row
    public void Import_AmountOfAnotherCurrency_IsRefusedWithItsRow()
    {
        var path = _folder.Write("customer,date,amount\nkim,2026-01-01,£10\nkim,2026-01-02,11\nlee,2026-01-03,\"(1,000 원)\"\n");
        var plan = Inspect(path).ToPlan();
        Assert.Equal([new("GBP", "£10", 2), new("KRW", "(1,000 원)", 4)], Inspect(path).Columns[2].Currencies);   // the same rows that the import would name
        ImportedTable Import(string? currency) => ParquetImporter.Import(path, "log.csv", plan with { Currency = currency }, _folder.NewPath(), _folder.Settings, null, TestContext.Current.CancellationToken);
        var rule = Assert.Throws<DomainRuleException>(() => Import("GBP"));
        Assert.Equal("data.other-currency-row", rule.Code);
        Assert.Equal(["log.csv", 4L, "amount", "(1,000 원)", "KRW", "GBP"], rule.Arguments);
        Assert.Equal(3, Import(null).Rows);
    }

    [Fact]
    public void Inspect_SameNames_AreNumbered()
    {
        var preview = Inspect(_folder.Write("a,A,\n1,2,3\n"));
        Assert.Equal(["a", "A_2", "column3"], preview.Columns.Select(c => c.Name));
        Assert.Contains(preview.Warnings, w => w.Code == "data.names-numbered");
    }

    [Fact]
    public void Inspect_DecimalCommas_AreRecognised()
    {
        var preview = Inspect(_folder.Write("id;price\n1;1.234,50\n2;3,75\n"));
        Assert.Equal((FieldDelimiter.Semicolon, DecimalMark.Comma, ColumnType.Decimal), (preview.Format.Delimiter, preview.Format.DecimalMark, preview.Columns[1].Type));
    }

    public static TheoryData<string, byte[], string> Bad() => new()
    {
        { "empty", [], "data.empty-file" },
        { "blank lines", "\n\n\r\n"u8.ToArray(), "data.empty-file" },
        { "header only", "a,b\n"u8.ToArray(), "data.no-rows" },
        { "png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0], "data.not-text" },
        { "jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "data.not-text" },
        { "xlsx", [0x50, 0x4B, 3, 4, 20, 0], "data.not-text" },
        { "zero byte", "a,b\n1,x\0y\n"u8.ToArray(), "data.zero-byte" },
        { "open quote", "a,b\n1,\"x\n2,y\n"u8.ToArray(), "data.quote-not-closed" },
        { "text after quote", "a,b\n1,\"x\"y\n"u8.ToArray(), "data.quote-misplaced" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Inspect_BadFile_IsRefusedWithItsCode(string what, byte[] bytes, string code)
    {
        var e = Assert.Throws<DomainRuleException>(() => Inspect(_folder.Write(bytes)));
        Assert.True(e.Code == code, $"{what}: {e.Message}");
        Assert.Equal("upload.csv", e.Arguments[0]);
    }

    [Fact]
    public void Inspect_EndlessLine_IsRefusedWithBoundedMemory()
    {
        // a sparse file: 2 GB without a line break, no disk used
        var path = _folder.NewPath(".csv");
        using (var file = File.Create(path))
        {
            file.Write(Encoding.ASCII.GetBytes("customer,date\n" + new string('x', 4 * 1024 * 1024)));
            file.SetLength(2L * 1024 * 1024 * 1024);
        }
        // of this thread, on which all of it happens: the tests beside it allocate too
        var before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<DomainRuleException>(() => Inspect(path));
        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal("data.row-too-long", e.Code);
        Assert.Equal(2L, e.Arguments[1]);
        Assert.InRange(used, 1, 200_000_000);
    }

    [Theory]
    [InlineData("bad-missing-quote.csv", "data.quote-not-closed")]
    [InlineData("bad-quotes-with-unescaped-quote.csv", "data.quote-misplaced")]
    [InlineData("bad-header-less-fields.csv", "data.ragged-row")]
    [InlineData("bad-header-more-fields.csv", "data.ragged-row")]
    [InlineData("bad-header-no-header.csv", "data.empty-file")]
    public void Import_BadFilesOfTheCorpus_AreRefused(string name, string code)
    {
        var path = SharedData.File("nasty_csv", "csv_test_data", "csv", name);
        var e = Assert.Throws<DomainRuleException>(() => _folder.Import(path, p => p with { PurchaseLog = false }));
        Assert.Equal(code, e.Code);
    }

    [Fact]
    public void Import_HeaderShorterThanRows_IsRefused()
    {
        var path = SharedData.File("nasty_csv", "pollock", "row_less_sep_row0_col1.csv");
        Assert.Contains(Inspect(path).Warnings, w => w.Code == "data.header-shorter-preview");
        Assert.Equal("data.header-shorter", Assert.Throws<DomainRuleException>(() => _folder.Import(path, p => p with { PurchaseLog = false })).Code);
    }
}
