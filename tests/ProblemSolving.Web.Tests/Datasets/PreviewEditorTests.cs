using System.Text;
using Bunit;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Datasets;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Datasets;

/// <summary>The panels of an import, on files as people send them.</summary>
public sealed class PreviewEditorTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private DatasetService Datasets => _page.App.Get<DatasetService>();

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.StartJobsAsync();
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task PersonalColumn_OnceTicked_ShowsNoNames()
    {
        var view = await ShowAsync(null, "customer,date,amount\nkim,2026-01-01,10\nlee,2026-01-02,20\n");
        Assert.Contains("kim", view.Markup, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find("input[type=checkbox][aria-label$='customer']").Change(true));
        view.WaitForAssertion(() => Assert.DoesNotContain("kim", view.Markup, StringComparison.Ordinal));
        Assert.Contains("2026-01-02", view.Markup, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find("input[type=checkbox][aria-label$='customer']").Change(false));
        view.WaitForAssertion(() => Assert.Contains("kim", view.Markup, StringComparison.Ordinal));
    }

    [Fact]   // nothing that matters lives in the circuit: another page and back, another machine, a colleague
    public async Task EveryChoice_IsThereAgainAfterLeaving_UntilItIsDetectedAgainOrImported()
    {
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        var dataset = (await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId;
        var view = await ShowAsync(dataset, "customer,date,amount,what\nkim,03/04/2026,10,a\nlee,05/06/2026,20,b\n");
        var id = view.Instance.Row.Version.Id;
        await view.InvokeAsync(() => view.Find("select[aria-label$='date']").Change(nameof(ColumnRole.Time)));
        await view.InvokeAsync(() => view.Find("select[aria-label^='Date format']").Change(nameof(DateFormat.DayMonthYear)));
        await view.InvokeAsync(() => view.Find("select[aria-label$='what']").Change(nameof(ColumnRole.Channel)));
        view.WaitForAssertion(() => Assert.Equal(nameof(ColumnRole.Channel), view.Find("select[aria-label$='what']").GetAttribute("value")));
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        await view.InvokeAsync(() => view.FindAll("td input[maxlength]")[3].Change("way"));
        view.WaitForElement("input[type=checkbox][aria-label$='way']");
        await view.InvokeAsync(() => view.Find("input[type=checkbox][aria-label$='way']").Change(true));
        await view.InvokeAsync(() => view.FindAll("input[name=pv-faults]")[1].Change(true));
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, id, Token)).Version.DraftJson.Contains("\"goesOn\":true", StringComparison.Ordinal));

        var again = await AgainAsync(id);
        Assert.Equal(nameof(DateFormat.DayMonthYear), again.Find("select[aria-label^='Date format']").GetAttribute("value"));
        Assert.Equal(nameof(ColumnRole.Channel), again.Find("select[aria-label$='way']").GetAttribute("value"));
        Assert.Equal("keep", again.Find("#pv-append").GetAttribute("value"));
        Assert.True(again.Find("input[type=checkbox][aria-label$='way']").HasAttribute("checked"));
        Assert.True(again.FindAll("input[name=pv-faults]")[1].HasAttribute("checked"));

        await again.InvokeAsync(() => again.FindAll("button").Single(b => b.TextContent.Contains(_page.Texts["preview.detect"], StringComparison.Ordinal)).Click());
        again.WaitForAssertion(() => Assert.Empty(again.FindAll("select[aria-label$='way']")));
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, id, Token)).Version.DraftJson.Length == 0);
        Assert.Equal("", (await AgainAsync(id)).Find("#pv-append").GetAttribute("value"));
    }

    [Fact]
    public async Task ChoiceOfAColleague_IsShown_AndAChoiceOverItIsRefusedWithASentence()
    {
        var view = await ShowAsync(null, "customer,date,amount\nkim,2026-01-01,10\n");
        var id = view.Instance.Row.Version.Id;
        var kept = await Datasets.SaveDraftAsync(_page.Analyst, id, PreviewDraft.Detected with { Kind = TableKind.Other }, 0, Token);
        await view.InvokeAsync(() => view.FindAll("input[name=pv-faults]")[1].Change(true));   // this page has not seen it yet
        view.WaitForAssertion(() => Assert.Contains(_page.Texts["preview.draft.clash"], view.Markup, StringComparison.Ordinal));
        view.WaitForAssertion(() => Assert.Equal(nameof(TableKind.Other), Kind(view)));
        Assert.False(view.FindAll("input[name=pv-faults]")[1].HasAttribute("checked"));

        await Datasets.SaveDraftAsync(_page.Analyst, id, PreviewDraft.Detected with { Kind = TableKind.CustomerAttributes }, kept, Token);
        var row = await Datasets.GetAsync(_page.Analyst, id, Token);
        view.Render(p => p.Add(e => e.Row, row));
        view.WaitForAssertion(() => Assert.Equal(nameof(TableKind.CustomerAttributes), Kind(view)));
        Assert.Contains(_page.Texts["preview.draft.other"], view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NumberThatCanBeReadTwoWays_IsAskedUntilItIsAnswered()
    {
        var view = await ShowAsync(null, "customer,date,amount\nkim,2026-01-01,\"1,234\"\nlee,2026-01-02,\"2,500\"\n");
        Assert.True(Button(view).HasAttribute("disabled"));
        await view.InvokeAsync(() => view.Find("#pv-decimal").Change(nameof(DecimalMark.Point)));
        view.WaitForAssertion(() => Assert.False(Button(view).HasAttribute("disabled")));
    }

    [Fact]
    public async Task AmountsOfAnotherCurrency_AreRefusedInThePreviewAndByTheService()
    {
        var view = await ShowAsync(null, "customer,date,amount,coin\nkim,2026-01-01,$10.50,USD\nlee,2026-01-02,\"1,000 원\",KRW\n");
        Assert.True(Button(view).HasAttribute("disabled"));
        var finding = view.Find(".ps-gate .ps-findings-blocking").TextContent;
        Assert.Contains("log.csv, row 2 of the file, column", finding, StringComparison.Ordinal);
        Assert.Contains("when all of them are in USD, import it in a project that counts in USD", finding, StringComparison.Ordinal);   // here they are mixed
        Assert.Contains("“amount”: “$10.50” says USD, and this project counts in KRW", finding, StringComparison.Ordinal);
        Assert.DoesNotContain("1,000", finding, StringComparison.Ordinal);   // the project's own
        var row = (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token))[0].Version.Id;
        var preview = await Datasets.PreviewAsync(_page.Analyst, row, FileFormatChoice.Detect, [], Token);
        Assert.Equal("data.other-currency", (await Assert.ThrowsAsync<Domain.DomainRuleException>(() => Datasets.ImportAsync(_page.Analyst, row, preview.ToPlan(), PurchaseRules.KeepAll, Token))).Code);
        var coin = new ColumnChoice(3, Role: ColumnRole.Currency);
        Assert.Empty((await Datasets.PreviewAsync(_page.Analyst, row, FileFormatChoice.Detect, [coin], Token)).CheckCurrency("KRW", PurchaseRules.KeepAll with { Currency = "KRW" }));
        await view.InvokeAsync(() => view.Find("select[aria-label$='amount']").Change(nameof(ColumnRole.None)));
        view.WaitForAssertion(() => Assert.DoesNotContain("says USD", view.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task LogWithoutOrderNumbers_SaysThatDaysBecomeOrders()
    {
        Assert.Contains("on one day count as one order", (await ShowAsync(null, "customer,date,amount\nkim,2026-01-01,10\n")).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("on one day count as one order", (await ShowAsync(null, "customer,order,date,amount\nkim,o1,2026-01-01,10\n")).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NextFileOfADataset_OffersToKeepTheEarlierRows_AndDoesSo()
    {
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        var dataset = (await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId;
        var view = await ShowAsync(dataset, "customer,date,amount\nlee,2026-02-01,20\n");
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        await view.InvokeAsync(() => Button(view).Click());   // the question before is answered on a thread of its own and draws again
        await TestApp.UntilAsync(async () => (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token)).All(r => r.Version.State == DatasetState.Ready));
        Assert.Equal([2L, 1L], (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token)).Select(r => r.Version.RowCount));
    }

    [Fact]
    public async Task NextFileOfADataset_LeavesImportOffUntilTheEarlierRowsAreKeptOrReplaced()
    {
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\nkim,2026-01-02,10\n");
        var dataset = (await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId;
        var view = await ShowAsync(dataset, "customer,date,sum\nlee,2026-02-01,20\n");
        Assert.True(Button(view).HasAttribute("disabled"));
        Assert.Contains("Version 1 has 2 rows", view.Find(".ps-gate").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 + 1 rows", view.Find("#pv-append").TextContent, StringComparison.Ordinal);
        Assert.Contains("Replaced by this file: 1 row", view.Find("#pv-append").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("“amount” is not in this file", view.Markup, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        view.WaitForAssertion(() => Assert.False(Button(view).HasAttribute("disabled")));
        Assert.Contains("“amount” is not in this file", view.Markup, StringComparison.Ordinal);   // told before the import, not after
        Assert.Contains("“sum” is new", view.Markup, StringComparison.Ordinal);
    }

    [Fact]   // before there are any purchases, nobody could guess the kind
    public async Task AttributesAsTheFirstFile_AreLedToTheirKind_AndContradictionsAreToldBeforeTheImport()
    {
        var view = await ShowAsync(null, "customer,grade\nkim,gold\nlee,silver\nkim,bronze\nlee,silver\n");
        Assert.Contains("choose the kind “Customer attributes”", view.Find(".ps-gate").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("contradict", view.Markup, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find("#pv-table-kind").Change(nameof(TableKind.CustomerAttributes)));
        view.WaitForAssertion(() => Assert.Contains("2 rows repeat a customer, and the rows of 1 customer contradict each other; the first is row 4", view.Markup, StringComparison.Ordinal));
        Assert.False(Button(view).HasAttribute("disabled"));
        Assert.Contains("a table without customers is of the kind “Another table”", (await ShowAsync(null, "city,rain\nSeoul,3\n")).Find(".ps-gate").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_OfOne_AreSaidInTheSingular()
    {
        string Say(string code, params object[] arguments) => Sentences.Of(_page.Texts, new Domain.Finding(code, "", false, arguments));
        Assert.Contains("1 cell could not be read and is stored", Say("data.cells-missing", "a", 1L, 2L, "x"), StringComparison.Ordinal);
        Assert.Contains("2 cells could not be read and are stored", Say("data.cells-missing", "a", 2L, 2L, "x"), StringComparison.Ordinal);
        Assert.Contains("1 sampled cell does not fit", Say("data.cells-unreadable-sample", "a", 1), StringComparison.Ordinal);
        Assert.Contains("(1 such row)", Say("data.ragged-row", "f", 3L, 2, 3, 1L), StringComparison.Ordinal);
        Assert.Contains("(1 cell in all)", Say("data.dates-unreadable", "f", 3L, "c", "x", 1L), StringComparison.Ordinal);
        Assert.Contains("all but 1 row end by", _page.Texts.Get("alert.far-last-day", "a", "b", 1L), StringComparison.Ordinal);
    }

    [Fact]   // the usual monthly export: all of it again and a little more
    public async Task CumulativeFile_IsToldBeforeTheImport_AndIsNoGreenLight()
    {
        const string Rows = "customer,date,amount\nkim,2026-01-01,10\nlee,2026-01-02,20\n";
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, Rows);
        var view = await ShowAsync((await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId, Rows + "park,2026-01-03,30\n");
        view.WaitForAssertion(() => Assert.Contains("2 of the 3 rows of this file are in version 1 already", view.Markup, StringComparison.Ordinal));
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        view.WaitForAssertion(() => Assert.Contains("2 of the 3 rows", view.Find(".ps-gate").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(_page.Texts["preview.ready"], view.Markup, StringComparison.Ordinal);
        Assert.False(Button(view).HasAttribute("disabled"));   // it may be meant
        var duplicates = view.FindAll("section[aria-labelledby=rules-title] input[type=checkbox]").Count - 1;   // there is no order number, so no rule about days
        await view.InvokeAsync(() => view.FindAll("section[aria-labelledby=rules-title] input[type=checkbox]")[duplicates].Change(true));
        view.WaitForAssertion(() => Assert.Contains(_page.Texts["preview.ready"], view.Markup, StringComparison.Ordinal));   // the rule takes them
        await view.InvokeAsync(() => view.FindAll("section[aria-labelledby=rules-title] input[type=checkbox]")[duplicates].Change(false));
        view.WaitForAssertion(() => Assert.DoesNotContain(_page.Texts["preview.ready"], view.Markup, StringComparison.Ordinal));
        await view.InvokeAsync(() => view.Find("#pv-append").Change("replace"));
        view.WaitForAssertion(() => Assert.Contains(_page.Texts["preview.ready"], view.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("2 of the 3 rows", view.Markup, StringComparison.Ordinal);
    }

    [Fact]   // one name changed, and the earlier rows lost their money without a word
    public async Task AmountUnderAnotherName_IsNoGreenLight_UntilItIsSaidToBeTheOldColumn()
    {
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        var view = await ShowAsync((await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId, "customer,date,sales_amount\nlee,2026-02-01,20\n");
        var id = view.Instance.Row.Version.Id;
        Assert.Equal(nameof(ColumnRole.Amount), view.Find("select[aria-label='Role: sales_amount']").GetAttribute("value"));
        Assert.Contains("“amount” (Amount) of version 1", view.Find("label[for=pv-lost-2]").TextContent, StringComparison.Ordinal);   // before it is said what becomes of the earlier rows
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        view.WaitForAssertion(() => Assert.Contains("“sales_amount” has the role Amount now, which “amount” has in the earlier rows", view.Find(".ps-gate").TextContent, StringComparison.Ordinal));
        Assert.True(Button(view).HasAttribute("disabled"));
        var plan = (await Datasets.PreviewAsync(_page.Analyst, id, FileFormatChoice.Detect, [], Token)).ToPlan() with { AppendTo = first };
        Assert.Equal("data.append.role-moved", (await Assert.ThrowsAsync<Domain.DomainRuleException>(() => Datasets.ImportAsync(_page.Analyst, id, plan, PurchaseRules.KeepAll, Token))).Code);

        await view.InvokeAsync(() => view.Find("#pv-lost-2").Change("2"));
        view.WaitForAssertion(() => Assert.False(Button(view).HasAttribute("disabled")));
        await view.InvokeAsync(() => Button(view).Click());
        await TestApp.UntilAsync(async () => (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token)).All(r => r.Version.State == DatasetState.Ready));
        var table = Domain.Analyze.ResultJson.Read<ImportedTable>((await Datasets.GetAsync(_page.Analyst, id, Token)).Version.TableJson);
        Assert.Equal(("amount", 0L), table.Columns.Where(c => c.Role == ColumnRole.Amount).Select(c => (c.Name, c.Missing)).Single());
        Assert.Equal(3, table.Columns.Count);
    }

    [Fact]
    public async Task NextFileOfAnotherShape_CanOnlyReplace_AndSaysSo()
    {
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        var view = await ShowAsync((await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId, "customer,date,amount\nlee,2026-02-01,20\n");
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        await view.InvokeAsync(() => view.Find("#pv-table-kind").Change(nameof(TableKind.CustomerAttributes)));
        view.WaitForAssertion(() => Assert.Contains("The 1 row of version 1 cannot be kept", view.Markup, StringComparison.Ordinal));
        Assert.Empty(view.FindAll("#pv-append"));
        Assert.False(Button(view).HasAttribute("disabled"));
    }

    [Fact]
    public async Task NextFileOfADataset_BeginsWithItsRules_AndTellsWhatIsOtherwise()
    {
        var rules = PurchaseRules.Usual with { DropExactDuplicates = true, MergeSameDayOrders = true };
        var first = await Datasets.UploadAsync(_page.Analyst, _page.Project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes("customer,order,date,quantity,amount\nkim,1,2026-01-01,1,10\nkim,C2,2026-01-02,-1,-10\n")), Token);
        await Datasets.ImportAsync(_page.Analyst, first, (await Datasets.PreviewAsync(_page.Analyst, first, FileFormatChoice.Detect, [], Token)).ToPlan(), rules, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, first, Token)).Version.State == DatasetState.Ready);
        var view = await ShowAsync((await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId, "customer,order,date,quantity,amount\nlee,3,2026-02-01,1,20\n");
        var boxes = view.FindAll("section[aria-labelledby=rules-title] input[type=checkbox]");
        Assert.Equal(6, boxes.Count);
        Assert.All(boxes, b => Assert.True(b.HasAttribute("checked")));
        Assert.DoesNotContain("Other than in version 1", view.Markup, StringComparison.Ordinal);
        boxes[1].Change(false);
        view.WaitForAssertion(() => Assert.Contains("Version 1 left out cancellations (orders that start with “C”); this one counts them", view.Find(".ps-gate").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NextFileOfADataset_JoinsTheSameAttributesAgain_AndNamesThem()
    {
        var log = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        var people = await Datasets.UploadAsync(_page.Analyst, _page.Project.Id, null, "people.csv", new MemoryStream("customer,grade\nkim,gold\n"u8.ToArray()), Token);
        await Datasets.ImportAsync(_page.Analyst, people, (await Datasets.PreviewAsync(_page.Analyst, people, FileFormatChoice.Detect, [], Token)).ToPlan() with { PurchaseLog = false, CustomerAttributes = true }, PurchaseRules.KeepAll, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, people, Token)).Version.State == DatasetState.Ready);
        var joined = await Datasets.JoinAsync(_page.Analyst, log, people, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, joined, Token)).Version.State == DatasetState.Ready);
        var view = await ShowAsync((await Datasets.GetAsync(_page.Analyst, log, Token)).Version.DatasetId, "customer,date,amount\nkim,2026-02-01,20\n");
        Assert.Equal(people.ToString(), view.Find("#pv-attributes").GetAttribute("value"));
        Assert.Contains("joined again, also to the new rows: people, version 1", view.Markup, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        await view.InvokeAsync(() => Button(view).Click());
        await TestApp.UntilAsync(async () => (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token))[0].Version is { Number: 3, State: DatasetState.Ready });
        var newest = (await Datasets.GetAsync(_page.Analyst, (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token))[0].Version.Id, Token)).Version;
        var table = Domain.Analyze.ResultJson.Read<ImportedTable>(newest.TableJson);
        Assert.Equal((2L, 0L), (table.Rows, table.Columns.Single(c => c.Name == "grade").Missing));
    }

    [Fact]
    public async Task PlacesThatDoNotFit_AreNoGreenLight_AndTheChoiceStandsBesideTheButton()
    {
        // two rows of a wrong width, one of which would count again by its cells, and one cell that is no date
        var log = "customer,date,amount\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"c{i},2026-01-01,10\n")) + "kim,2026-01-01,10,5\nlee,tea\nkim,tomorrow,10\n";
        var view = await ShowAsync(null, log);
        var gate = view.Find(".ps-gate");
        Assert.Contains("3 places do not fit; the import will stop, store nothing and list all of them", gate.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(_page.Texts["preview.ready"], gate.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("sampled cells", view.Markup, StringComparison.Ordinal);   // all were counted
        await view.InvokeAsync(() => view.Find("#pv-go-on").Change(true));
        view.WaitForAssertion(() => Assert.Contains(_page.Texts["preview.ready"], view.Find(".ps-gate").TextContent, StringComparison.Ordinal));
        Assert.True(view.FindAll("input[name=pv-faults]")[1].HasAttribute("checked"));
        await view.InvokeAsync(() => Button(view).Click());
        await TestApp.UntilAsync(async () => (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token))[0].Version.State == DatasetState.Ready);
        Assert.Equal(3, (await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token))[0].Version.FaultCount);
    }

    [Fact]
    public async Task StoppedImport_CountsRowsAndCells()
    {
        var id = await Datasets.UploadAsync(_page.Analyst, _page.Project.Id, null, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes("customer,date,amount\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"c{i},2026-01-01,10\n")) + "lee,tea\nkim,tomorrow,10\n")), Token);
        await Datasets.ImportAsync(_page.Analyst, id, (await Datasets.PreviewAsync(_page.Analyst, id, FileFormatChoice.Detect, [], Token)).ToPlan() with { MaximumFaultShare = 0 }, PurchaseRules.KeepAll, Token);
        await TestApp.UntilAsync(async () => (await Datasets.GetAsync(_page.Analyst, id, Token)).Version.State == DatasetState.Failed);
        var version = (await Datasets.GetAsync(_page.Analyst, id, Token)).Version;
        Assert.Equal("data.ragged-row-more", version.ErrorCode);
        Assert.Contains("such rows: 1; besides, cells that cannot be read: 1", StoredProblem.Of(_page.Texts, version.ErrorCode, version.ErrorArgumentsJson), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowsInAnotherCurrency_AreCountedBeforeTheImport()
    {
        var log = "customer,date,amount,currency\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"c{i},2026-01-01,10,{(i < 12 ? "USD" : "KRW")}\n"));
        var view = await ShowAsync(null, log);
        var rules = view.Find("section[aria-labelledby=rules-title]");
        Assert.Contains("Leaves out 12 of 20 rows.", rules.TextContent, StringComparison.Ordinal);
        Assert.Contains("8 of the 20 rows of this file count as purchases", rules.TextContent, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.FindAll("section[aria-labelledby=rules-title] input[type=checkbox]")[1].Change(false));
        view.WaitForAssertion(() => Assert.Contains("20 of the 20 rows", view.Find("section[aria-labelledby=rules-title]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AttributeTable_IsNotAskedForTimeOrAmount()
    {
        var view = await ShowAsync(null, "customer,grade\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"c{i},gold\n")));
        await view.InvokeAsync(() => view.Find("#pv-table-kind").Change(nameof(TableKind.PurchaseLog)));   // it is suggested as attributes
        view.WaitForAssertion(() => Assert.Contains("No column looks like the time of purchase", view.Markup, StringComparison.Ordinal));
        await view.InvokeAsync(() => view.Find("#pv-table-kind").Change(nameof(TableKind.CustomerAttributes)));
        view.WaitForAssertion(() => Assert.DoesNotContain("No column looks like", view.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SameFileOnceMore_IsToldBeforeItIsAppended()
    {
        const string log = "customer,date,amount\nkim,2026-01-01,10\n";
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, log);
        var dataset = (await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId;
        var view = await ShowAsync(dataset, log);
        Assert.DoesNotContain("counts twice", view.Markup, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find("#pv-append").Change("keep"));
        view.WaitForAssertion(() => Assert.Contains("counts twice", view.Markup, StringComparison.Ordinal));
        Assert.False(Button(view).HasAttribute("disabled"));   // it may be meant
    }

    [Fact]
    public async Task SameFileAsAnotherDataset_IsTold()
    {
        const string log = "customer,date,amount\nkim,2026-01-01,10\n";
        await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, log);
        Assert.Contains("Same content as", (await ShowAsync(null, log)).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Same content as", (await ShowAsync(null, log + "lee,2026-01-02,5\n")).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColumnPersonalInOneTableOnly_IsRefusedInThePreview()
    {
        var first = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        var dataset = (await Datasets.GetAsync(_page.Analyst, first, Token)).Version.DatasetId;
        var view = await ShowAsync(dataset, "customer,date,amount\nlee,2026-02-01,20\n");
        await view.Find("#pv-append").ChangeAsync("keep");
        Assert.False(Button(view).HasAttribute("disabled"));
        await view.InvokeAsync(() => view.Find("input[type=checkbox][aria-label$='customer']").Change(true));
        view.WaitForAssertion(() => Assert.True(Button(view).HasAttribute("disabled")));
        Assert.Contains("pseudonyms in one table", view.Markup, StringComparison.Ordinal);
        await view.InvokeAsync(() => view.Find("#pv-append").Change("replace"));
        view.WaitForAssertion(() => Assert.False(Button(view).HasAttribute("disabled")));
    }

    [Fact]
    public async Task CustomersFile_BesidePurchases_IsSuggestedAsAttributes_AndCanBeChanged()
    {
        var customers = "customer_id,grade\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"c{i},gold\n"));
        var first = await ShowAsync(null, customers);   // before the purchases are here: without a time it can be nothing else
        Assert.Equal(nameof(TableKind.CustomerAttributes), Kind(first));
        Assert.Contains(_page.Texts["table-kind.suggested.first"], first.Markup, StringComparison.Ordinal);
        var dated = await ShowAsync(null, "customer_id,joined\n" + string.Concat(Enumerable.Range(1, 8).Select(i => $"c{i},2026-01-0{i}\n")));
        Assert.Equal(nameof(TableKind.PurchaseLog), Kind(dated));
        Assert.Contains(_page.Texts["table-kind.possible"], dated.Markup, StringComparison.Ordinal);
        await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nc1,2026-01-01,10\n");
        var view = await ShowAsync(null, customers);
        Assert.Equal(nameof(TableKind.CustomerAttributes), Kind(view));
        Assert.False(Button(view).HasAttribute("disabled"));
        await view.InvokeAsync(() => view.Find("#pv-table-kind").Change(nameof(TableKind.Other)));
        await view.InvokeAsync(() => view.Find("#pv-header").Change("true"));   // looked at again, the choice stands
        view.WaitForAssertion(() => Assert.Equal(nameof(TableKind.Other), Kind(view)));
    }

    [Fact]   // a small log in which nobody stands twice yet
    public async Task SecondPurchaseLog_OfOneRowEach_StaysAPurchaseLogAndTellsOfTheOtherKind()
    {
        await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nc1,2026-01-01,10\n");
        var view = await ShowAsync(null, "customer,date,product\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"c{i},2026-02-0{1 + i},tea\n")));
        Assert.Equal(nameof(TableKind.PurchaseLog), Kind(view));
        Assert.Contains(_page.Texts["table-kind.possible"], view.Markup, StringComparison.Ordinal);
        Assert.False(Button(view).HasAttribute("disabled"));
        await view.InvokeAsync(() => view.Find("#pv-table-kind").Change(nameof(TableKind.CustomerAttributes)));
        view.WaitForAssertion(() => Assert.DoesNotContain(_page.Texts["table-kind.possible"], view.Markup, StringComparison.Ordinal));
    }

    private static string? Kind(IRenderedComponent<PreviewEditor> view) => view.Find("#pv-table-kind").GetAttribute("value");

    [Fact]
    public async Task FirstLook_ThatHasToWait_SaysSoOnce()
    {
        var version = await Datasets.UploadAsync(_page.Analyst, _page.Project.Id, null, "log.csv", new MemoryStream("customer,date\nc1,2026-01-01\n"u8.ToArray()), Token);
        var row = await Datasets.GetAsync(_page.Analyst, version, Token);
        var places = _page.App.Get<Application.Analyze.LookPlaces>();
        var taken = Enumerable.Range(0, Application.Analyze.LookPlaces.Most).Select(_ => places.Take(Guid.NewGuid())).ToList();
        var view = _page.Render<PreviewEditor>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(e => e.Row, row));
        var waits = _page.Texts.Get("place.next", Application.Analyze.LookPlaces.Most);
        view.WaitForAssertion(() => Assert.Single(view.FindAll("span[role=status]"), s => s.TextContent == waits), TimeSpan.FromSeconds(10));
        taken.ForEach(t => t.Dispose());
        view.WaitForElement("#preview-import");
    }

    [Fact]
    public async Task Lists_HoldWhatTheyShowAndNoMore()
    {
        var id = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        foreach (var list in new[] { await Datasets.ListAsync(_page.Analyst, _page.Project.Id, Token), await Datasets.ListAllAsync(_page.Analyst, Token) })
        {
            var version = Assert.Single(list).Version;
            Assert.Equal((id, "purchases.csv", DatasetState.Ready, 1L), (version.Id, version.FileName, version.State, version.RowCount));
            Assert.Equal(("", "", ""), (version.TableJson, version.SpecJson, version.RulesJson));
        }

        Assert.NotEqual("", (await Datasets.GetAsync(_page.Analyst, id, Token)).Version.TableJson);
        Assert.Empty(await Datasets.ReadyBesideAsync(_page.Analyst, id, Token));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<PreviewEditor> view) => view.FindAll("#preview-import ~ div button")[^1];

    private async Task<IRenderedComponent<PreviewEditor>> AgainAsync(Guid version)
    {
        var row = await Datasets.GetAsync(_page.Analyst, version, Token);
        var view = _page.Render<PreviewEditor>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(e => e.Row, row));
        view.WaitForElement("#preview-import");
        return view;
    }

    private async Task<IRenderedComponent<PreviewEditor>> ShowAsync(Guid? dataset, string text)
    {
        var version = await Datasets.UploadAsync(_page.Analyst, _page.Project.Id, dataset, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        var row = await Datasets.GetAsync(_page.Analyst, version, Token);
        var view = _page.Render<PreviewEditor>(await _page.ContextAsync(ProblemStep.Analyze), p => p.Add(e => e.Row, row));
        view.WaitForElement("#preview-import");
        return view;
    }
}
