using ProblemSolving.Application.Access;
using ProblemSolving.Application.Audit;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Projects;

/// <summary>What is noticed on a page: at which field, and which values are still examples.</summary>
public sealed class SheetFindingsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;
    private Actor _manager;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _manager) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(ProblemStep.Define)]
    [InlineData(ProblemStep.Effects)]
    [InlineData(ProblemStep.Solutions)]
    [InlineData(ProblemStep.Prioritize)]
    public async Task Of_EveryPlaceOfAFinding_LeadsToAFieldOfASheetThatIsThere(ProblemStep step)
    {
        await _app.GoAsync(_project, _analyst, _manager);
        var rows = new List<Guid>();
        foreach (var kind in new[] { SheetKind.EffectLine, SheetKind.CausalLink, SheetKind.DamageInput, SheetKind.Solution, SheetKind.Solution })
            rows.Add(await Worksheets.AddRowAsync(_analyst, _project.Id, kind, Token));
        await SetAsync(SheetKind.DamageInput, rows[2], nameof(DamageInput.Unit), "%");
        await SetAsync(SheetKind.DamageInput, rows[2], nameof(DamageInput.Value), "0.07");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricToBe), "0.01");
        await SetAsync(SheetKind.Solution, rows[3], nameof(SolutionOption.EffectShare), "0.003");
        var assumption = await Worksheets.AddChildRowAsync(_analyst, _project.Id, SheetKind.Assumption, rows[3], Token);
        await SetAsync(SheetKind.Assumption, assumption, nameof(SolutionAssumption.Claim), "they remember us");
        await SetAsync(SheetKind.Assumption, assumption, nameof(SolutionAssumption.TestBy), "2026-01-01");

        var snapshot = await SnapshotAsync();
        var findings = SheetFindings.Of(snapshot, step, Today);
        var placed = findings.All.Where(f => f.Place.Length > 0).ToList();
        Assert.NotEmpty(placed);
        Assert.All(placed, f =>
        {
            var place = FieldPlace.Of(snapshot, f.Place);
            Assert.True(place is not null, $"{f.Code} at {f.Place}");
            Assert.Contains(f, findings.At(place.Sheet, place.RowId, place.Field));
            Assert.NotNull(snapshot.Find(place.Sheet, place.RowId));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("Nothing")]
    [InlineData("00000000000000000000000000000001.Name")]
    [InlineData("no-id.Name")]
    public async Task Place_OfNoField_IsNone(string place) => Assert.Null(FieldPlace.Of(await SnapshotAsync(), place));

    [Theory]
    [InlineData("Customers with their first order in the period")]
    [InlineData(" 해당 기간에 첫 구매한 고객 수 ")]
    public async Task Example_LeftInAText_IsSaidInEitherLanguageAndBlocksNothing(string text)
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricDenominator), text);
        Assert.False(Assert.Single(await ExamplesAsync(ProblemStep.Define)).Blocks);
        Assert.Equal(nameof(DefineSheet.MetricDenominator), (await ExamplesAsync(ProblemStep.Define))[0].Place);
        Assert.Single(await ExamplesAsync(ProblemStep.Effects));   // the gate is about both steps
        Assert.Empty(await ExamplesAsync(ProblemStep.Solutions));

        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricDenominator), text + ", web only");
        Assert.Empty(await ExamplesAsync(ProblemStep.Define));
    }

    [Fact]   // 24 % can be anybody's, and so can a repurchase rate
    public async Task Example_OfANumberOrAPlainName_CountsOnlyBesideATextThatIsOneToo()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricName), "90일 재구매율");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.DamageAmount), "45000000");
        Assert.Empty(await ExamplesAsync(ProblemStep.Define));

        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2025년 초부터 매 분기 조금씩");
        Assert.Equal([nameof(DefineSheet.PhenomenonSince), nameof(DefineSheet.DamageAmount), nameof(DefineSheet.MetricName), nameof(DefineSheet.MetricAsIs)], (await ExamplesAsync(ProblemStep.Define)).Select(f => f.Place));
    }

    [Fact]   // the worked scenario's own words: whoever follows it writes them
    public async Task Example_ALinkOfTheWorkedChain_IsNobodysSlip()
    {
        var link = await Worksheets.AddRowAsync(_analyst, _project.Id, SheetKind.CausalLink, Token);
        await SetAsync(SheetKind.CausalLink, link, nameof(CausalLink.Cause), "재구매 고객 ↑");
        await SetAsync(SheetKind.CausalLink, link, nameof(CausalLink.Effect), "충성 고객 ↑");
        Assert.Empty(await ExamplesAsync(ProblemStep.Effects));
    }

    [Fact]   // who counts customers says customers
    public async Task Example_TheUnitOfAnEffect_CountsLikeANumber()
    {
        var line = await Worksheets.AddRowAsync(_analyst, _project.Id, SheetKind.EffectLine, Token);
        await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.PopulationUnit), "customers");
        await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.Population), "1250");
        Assert.Empty(await ExamplesAsync(ProblemStep.Effects));

        await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.Name), "Second orders won back from new customers");
        Assert.Equal(3, (await ExamplesAsync(ProblemStep.Effects)).Count);

        await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.Kind), nameof(GainKind.SavedCost));   // its examples are others
        Assert.Empty(await ExamplesAsync(ProblemStep.Effects));
    }

    [Fact]
    public async Task Example_OfAnOption_IsSaidOnThePageOfItsStep()
    {
        await _app.GoAsync(_project, _analyst, _manager);
        var option = await Worksheets.AddRowAsync(_analyst, _project.Id, SheetKind.Solution, Token);
        await SetAsync(SheetKind.Solution, option, nameof(SolutionOption.KeptReady), "역할이 지정된 구매 로그, 대조군 정의");
        await SetAsync(SheetKind.Solution, option, nameof(SolutionOption.EffortDays), "5");
        Assert.Equal([$"{option:N}.{nameof(SolutionOption.EffortDays)}"], (await ExamplesAsync(ProblemStep.Solutions)).Select(f => f.Place));
        Assert.Equal([$"{option:N}.{nameof(SolutionOption.KeptReady)}"], (await ExamplesAsync(ProblemStep.Prioritize)).Select(f => f.Place));
    }

    [Theory]
    [InlineData("USD", "20000", "분석 20인일(일회성), 쿠폰·메시지 발송비 월 5,000.00 달러")]
    [InlineData("KRW", "20000000", "Analysis 20 person-days once; coupons and messages ₩5,000,000 a month")]
    public async Task Example_OfMoney_IsTheOneInTheProjectsCurrency(string currency, string cost, string text)
    {
        _project = await _app.Get<ProjectService>().CreateAsync(_analyst, new NewProject("Abroad", "", currency, "Asia/Seoul"), Token);
        await SetAsync(SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), cost);
        await SetAsync(SheetKind.Effects, null, nameof(EffectsSheet.CostText), text);
        Assert.Equal([nameof(EffectsSheet.OneOffCost), nameof(EffectsSheet.CostText)], (await ExamplesAsync(ProblemStep.Effects)).Select(f => f.Place));
    }

    [Fact]   // what the form shows as an example is what company A really says
    public async Task Example_InTheSampleItself_IsNone()
    {
        var own = _project;
        _project = await _app.Get<ProjectService>().CreateAsync(_analyst, new NewProject("Company A", "", "KRW", "Asia/Seoul", IsSample: true), Token);
        foreach (var project in new[] { own, _project })
        {
            _project = project;
            await SetAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2025년 초부터 매 분기 조금씩");
            Assert.Equal(project == own ? 1 : 0, (await ExamplesAsync(ProblemStep.Define)).Count);
        }
    }

    [Fact]
    public async Task Packet_WithExamples_CountsThemAndKeepsItsText()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2025년 초부터 매 분기 조금씩");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24");
        var json = GatePacket.Of(await SnapshotAsync()).ToJson();
        Assert.Equal([nameof(DefineSheet.PhenomenonSince), nameof(DefineSheet.MetricAsIs)], ExampleCheck.Of(GatePacket.FromJson(json)).Select(p => p.Field));
        Assert.DoesNotContain("example", json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]   // 24 % can be anybody's, beside a sentence that is still the form's too
    public async Task Own_ANumberConfirmed_IsNotToldAgainUnlessItBecomesAnotherExample()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2025년 초부터 매 분기 조금씩");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24");
        await ConfirmAsync(SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24");
        await ConfirmAsync(SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24");   // pressed twice
        Assert.Equal([nameof(DefineSheet.PhenomenonSince)], (await ExamplesAsync(ProblemStep.Define)).Select(f => f.Place));
        Assert.Equal([nameof(DefineSheet.PhenomenonSince)], ExampleCheck.Of(GatePacket.FromJson(GatePacket.Of(await SnapshotAsync()).ToJson())).Select(p => p.Field));

        var said = Assert.Single((await _app.Get<HistoryService>().ListAsync(_analyst, _project.Id, ProblemStep.Define, 50, Token)).Rows, r => r.Subject == OwnValues.Subject);
        Assert.Equal((_analyst.UserId, "0.24"), (said.UserId, said.NewValue));

        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricToBe), "0.27");
        Assert.Contains(nameof(DefineSheet.MetricToBe), (await ExamplesAsync(ProblemStep.Define)).Select(f => f.Place));
    }

    [Fact]
    public async Task Own_OfARow_IsThatRowsOnly()
    {
        var lines = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            var line = await Worksheets.AddRowAsync(_analyst, _project.Id, SheetKind.EffectLine, Token);
            await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.Name), "Second orders won back from new customers");
            await SetAsync(SheetKind.EffectLine, line, nameof(EffectLine.Population), "1250");
            lines.Add(line);
        }

        await ConfirmAsync(SheetKind.EffectLine, lines[0], nameof(EffectLine.Population), "1250");
        var places = (await ExamplesAsync(ProblemStep.Effects)).Select(f => f.Place).ToList();
        Assert.DoesNotContain($"{lines[0]:N}.{nameof(EffectLine.Population)}", places);
        Assert.Contains($"{lines[1]:N}.{nameof(EffectLine.Population)}", places);
    }

    [Fact]
    public async Task Own_ASentenceOfTheFormOrAnOlderValue_IsRefused()
    {
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2025년 초부터 매 분기 조금씩");
        await SetAsync(SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.31");
        Assert.Equal("example.sentence", (await Assert.ThrowsAsync<DomainRuleException>(() => ConfirmAsync(SheetKind.Define, null, nameof(DefineSheet.PhenomenonSince), "2025년 초부터 매 분기 조금씩"))).Code);
        Assert.Equal("example.changed", (await Assert.ThrowsAsync<DomainRuleException>(() => ConfirmAsync(SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.24"))).Code);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Worksheets.ConfirmOwnAsync(_manager, _project.Id, SheetKind.Define, null, nameof(DefineSheet.MetricAsIs), "0.31", Token));
    }

    private Task ConfirmAsync(SheetKind sheet, Guid? row, string field, string value) => Worksheets.ConfirmOwnAsync(_analyst, _project.Id, sheet, row, field, value, Token);

    private WorksheetService Worksheets => _app.Get<WorksheetService>();

    private Task<ProjectSnapshot> SnapshotAsync() => Worksheets.ReadAsync(_analyst, _project.Id, Token);

    private async Task<List<Finding>> ExamplesAsync(ProblemStep step) =>
        [.. SheetFindings.Of(await SnapshotAsync(), step, Today).All.Where(f => f.Code == ExampleCheck.Code)];

    private async Task SetAsync(SheetKind sheet, Guid? row, string field, string text)
    {
        var now = WorksheetFields.Get(sheet, field).Read((await SnapshotAsync()).Find(sheet, row)!);
        Assert.IsType<FieldResult.Saved>(await Worksheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, sheet, row, field, now, text), Token));
    }
}
