using System.Globalization;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reports;

/// <summary>The workbook holds all seven steps, and its formulas give the product's own numbers, also when an input is typed over.</summary>
public sealed class WorkbookTests : IAsyncLifetime
{
    private const string Lines = "2. Effects";
    private const string Worth = "2. Worth";

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Actor _manager;
    private Guid _open;

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _manager) = await _app.AddReadyProjectAsync();
        await SetAsync(SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "26000000");
        await SetAsync(SheetKind.Effects, null, nameof(EffectsSheet.HorizonMonths), "18");
        await SetAsync(SheetKind.Effects, null, nameof(EffectsSheet.DiscountRate), "0.1");
        var line = (await Sheets.ReadAsync(_analyst, _project.Id, Token)).EffectLines[0].Id;
        await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.RampUpMonths), "4");
        await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.ChangeLow), "0.005");
        var once = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.EffectLine, Token);
        foreach (var (field, value) in new[] { ("Name", "=once"), ("Recurrence", "OneOff"), ("Population", "200"), ("PopulationUnit", "orders"), ("ChangeLikely", "0.5"), ("ValuePerUnit", "30000"), ("CostPerYear", "600000"), ("RampUpMonths", "3") })
            await SetAsync(SheetKind.EffectLine, once, field, value);
        _open = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.EffectLine, Token);   // incomplete: counts nothing, its cost neither
        await SetAsync(SheetKind.EffectLine, _open, nameof(EffectLine.CostPerYear), "900000");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Workbook_EveryFormula_GivesTheValueThatStandsBesideIt()
    {
        var book = await BookAsync();
        var formulas = book.Formulas().ToList();
        Assert.True(formulas.Count > 100);
        Assert.All(formulas, f =>
        {
            var (computed, stored) = (book.Value(f.Sheet, f.Cell), f.Content.Value);
            if (f.Content.IsText)
                Assert.Equal(stored, computed);
            else
                Assert.True(IsClose(double.Parse(stored, CultureInfo.InvariantCulture), (double)computed!), $"{f.Sheet} {f.Cell}: {stored}, computed {computed}");
        });
    }

    [Fact]
    public async Task Workbook_InputsTypedOver_GiveWhatTheProductWouldCompute()
    {
        var book = await BookAsync();
        var project = await Sheets.ReadAsync(_analyst, _project.Id, Token);
        AssertAre(project.Estimate, book);

        book.Type(Worth, "B2", 30);
        book.Type(Worth, "B3", 0.04);
        book.Type(Worth, "B4", 41_000_000);
        book.Type(Worth, "B5", 2_400_000);
        book.Type(Lines, "R2", 9);
        book.Type(Lines, "D3", 350);
        (project.Effects.HorizonMonths, project.Effects.DiscountRate, project.Effects.OneOffCost, project.Effects.RunningCostPerYear) = (30, 0.04m, 41_000_000, 2_400_000);
        project.EffectLines[0].RampUpMonths = 9;
        project.EffectLines[1].Population = 350;
        var changed = EffectEstimate.From(project.Effects, project.EffectLines);
        AssertAre(changed, book);

        // without a one-off cost: nothing to pay back, costs that run before the gains, and a loss in every month
        foreach (var running in new[] { 0m, 60_000_000, 9_000_000_000 })
        {
            book.Type(Worth, "B4", 0);
            book.Type(Worth, "B5", (double)running);
            (project.Effects.OneOffCost, project.Effects.RunningCostPerYear) = (0, running);
            var payback = EffectEstimate.From(project.Effects, project.EffectLines).PaybackMonths;
            Assert.Equal(payback is { } months ? (object)Math.Round((double)months, 9) : "not within the horizon", book.Value(Worth, "B13") is double value ? Math.Round(value, 9) : book.Value(Worth, "B13"));
        }

        book.Type(Worth, "B4", 9_000_000_000);
        Assert.Equal("not within the horizon", book.Value(Worth, $"B{book.RowOf(Worth, "Payback")}"));
    }

    [Fact]
    public async Task Workbook_Damage_IsAFormulaOnItsInputs()
    {
        var people = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.DamageInput, Token);
        var share = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.DamageInput, Token);
        await SetAsync(SheetKind.DamageInput, people, nameof(DamageInput.Label), "=HYPERLINK(1)");
        await SetAsync(SheetKind.DamageInput, people, nameof(DamageInput.Value), "12000");
        await SetAsync(SheetKind.DamageInput, share, nameof(DamageInput.Value), "8");
        await SetAsync(SheetKind.DamageInput, share, nameof(DamageInput.Unit), "%");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.DamageExpression), "A × (b – 2%) × 1,500 ÷ 3");
        var book = await BookAsync();
        var (_, cell, content) = Assert.Single(book.Formulas(), f => f.Sheet == "1. Define" && f.Content.Formula!.Contains('*', StringComparison.Ordinal));
        Assert.Equal(360_000m, decimal.Parse(content.Value, CultureInfo.InvariantCulture));   // 12000 × 0.06 × 500
        Assert.Equal(360_000, (double)book.Value("1. Define", cell)!, 1e-6);
        book.Type("1. Define", $"B{book.RowOf("1. Define", "A · =HYPERLINK(1)")}", 24_000);
        Assert.Equal(720_000, (double)book.Value("1. Define", cell)!, 1e-6);
    }

    [Fact]
    public async Task Workbook_EveryStep_HasASheetThatSaysItsNumber()
    {
        using var early = await FileAsync();
        Assert.Equal(["1", "2", "2", "2", "3", "4", "5", "6", "7"], Workbooks.Names(early).Select(n => n.Split('.')[0]));

        await Sheets.DeleteRowAsync(_analyst, _project.Id, SheetKind.EffectLine, _open, Token);
        var review = await _app.Get<ReviewService>().SubmitAsync(_analyst, _project.Id, Gate.Effects, null, Token);
        await _app.Get<ReviewService>().DecideAsync(_manager, review, new GateAnswer(GateDecision.GoWithConditions, "=worth it", MoneyCap: 5_000_000, GoUntil: new DateOnly(2030, 1, 31)), Token);
        var option = await Sheets.AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
        await SetAsync(SheetKind.Solution, option, nameof(SolutionOption.Name), "coupon");
        await SetAsync(SheetKind.Solution, option, nameof(SolutionOption.DaysToFirstResult), "14");
        await SetAsync(SheetKind.Solution, option, nameof(SolutionOption.SwitchCondition), "no reply in two weeks");
        using var later = await FileAsync();
        var names = Workbooks.Names(later).ToList();
        var decision = Workbooks.Rows(later, names.IndexOf("2. Decisions") + 1)[1];
        Assert.Contains(decision, c => c is { IsText: true, Value: "=worth it" });
        Assert.Contains(decision, c => !c.IsText && decimal.TryParse(c.Value, CultureInfo.InvariantCulture, out var cap) && cap == 5_000_000);
        Assert.Contains(decision, c => c.Value.Length == 64);
        Assert.Contains(Workbooks.Rows(later, names.IndexOf("4. Switch rules") + 1)[1], c => c.Value == "no reply in two weeks");
    }

    [Theory]
    [InlineData("en", "6. Rounds", "Hypothesis|Difference (points)|Level of the interval|Interval from (points)|Interval to (points)|Break-even (points)|p-value, Two-proportion z-test|Verdict|Conclusion|Customers of earlier rounds", "Significantly better")]
    [InlineData("ko", "6. 회차", "가설|차이(%p)|신뢰수준|신뢰구간 하한(%p)|신뢰구간 상한(%p)|손익분기(%p)|p값(두 비율 z-검정)|판정|결론|이전 회차 고객", "유의하게 좋음")]
    public async Task Workbook_EveryRound_SaysWhatWasMeantMeasuredAndConcluded(string language, string sheet, string titles, string verdict)
    {
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
        {
            db.Pilots.AddRange(
                new Pilot { Id = Guid.NewGuid(), ProjectId = _project.Id, Round = 2, Name = "Call", Hypothesis = "planned only" },
                Evaluated(PilotResults.Json(VerdictKind.Better, 0.03)));
            await db.SaveChangesAsync(Token);
        }

        using var file = await FileAsync(language);
        var rows = Workbooks.Rows(file, Workbooks.Names(file).ToList().IndexOf(sheet) + 1);
        var header = rows[0].Select(c => c.Value).ToList();
        IReadOnlyList<WorkbookCell> Cells(int row) => [.. titles.Split('|').Select(t => rows[row][header.IndexOf(t)])];
        var measured = Cells(1);
        Assert.Equal(["=more orders", "go on"], [measured[0].Value, measured[8].Value]);
        Assert.Null(measured[0].Formula);   // what a person wrote stays text
        Assert.Equal([3, 0.95, 1, 5, 1, 0.04], measured.Skip(1).Take(6).Select(c => double.Parse(c.Value, CultureInfo.InvariantCulture)).Select(v => Math.Round(v, 9)));
        Assert.All(measured.Skip(1).Take(6), c => Assert.False(c.IsText));
        Assert.Contains(verdict, measured[7].Value, StringComparison.Ordinal);
        Assert.Equal("planned only", Cells(2)[0].Value);
        Assert.All(Cells(2).Skip(1), c => Assert.Equal("", c.Value));
    }

    private Pilot Evaluated(string result)
    {
        var pilot = new Pilot { Id = Guid.NewGuid(), ProjectId = _project.Id, Round = 1, Name = "Coupon", Hypothesis = "=more orders", Treatment = "coupon", DatasetVersionId = Guid.NewGuid(), Salt = "s" };
        pilot.Lock("data", "", DateTime.UnixEpoch);
        pilot.Drawn(5000, 1000, 1000, "list");
        pilot.Evaluate("responses.csv", "hash", result, new Verdict(VerdictKind.Better, []), DateTime.UnixEpoch);
        pilot.Conclusion = "go on";
        return pilot;
    }

    [Fact]
    public async Task Workbook_Name_IsTheProjectsWithTheDay()
    {
        using var file = new MemoryStream();
        var name = await _app.Get<ReportService>().WorkbookAsync(_analyst, _project.Id, CultureInfo.GetCultureInfo("en"), file, Token);
        Assert.Matches($"^{_project.Key} .+ \\d{{4}}-\\d\\d-\\d\\d\\.xlsx$", name);
        Assert.Equal("PS-1 a b c 2026-11-27.xlsx", WorkbookNames.File("PS-1", "a/b:\r\n \"c\"", new DateOnly(2026, 11, 27)));
    }

    private static void AssertAre(EffectEstimate estimate, WorkbookCalculator book)
    {
        Assert.True(IsClose((double)estimate.NetPerYear.Likely, (double)book.Value(Worth, "B9")!), "net per year");
        Assert.True(IsClose((double)estimate.NetPresentValue, (double)book.Value(Worth, "B10")!), $"{estimate.NetPresentValue} {book.Value(Worth, "B10")}");
        Assert.True(IsClose((double)estimate.Roi!.Value, (double)book.Value(Worth, "B12")!), "ROI");
        Assert.True(IsClose((double)estimate.PaybackMonths!.Value, (double)book.Value(Worth, "B13")!), "payback");
    }

    private static bool IsClose(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected));

    private async Task<WorkbookCalculator> BookAsync()
    {
        using var file = await FileAsync();
        return new WorkbookCalculator(file);
    }

    private async Task<MemoryStream> FileAsync(string language = "en")
    {
        var file = new MemoryStream();
        await _app.Get<ReportService>().WorkbookAsync(_analyst, _project.Id, CultureInfo.GetCultureInfo(language), file, Token);
        file.Position = 0;
        return file;
    }

    private async Task SetAsync(SheetKind sheet, Guid? row, string field, string value)
    {
        var stored = (await Sheets.ReadAsync(_analyst, _project.Id, Token)).Find(sheet, row ?? Guid.Empty);
        var old = stored is null ? "" : WorksheetFields.Get(sheet, field).Read(stored);
        Assert.IsType<FieldResult.Saved>(await Sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, sheet, row, field, old, value), Token));
    }
}
