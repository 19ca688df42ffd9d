using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Projects;

/// <summary>The promises of the autosave, on both databases.</summary>
public abstract class WorksheetServiceTests(string? postgres) : IAsyncLifetime
{
    private TestApp _app = null!;

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(postgresServer: postgres);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task SaveField_NewText_IsReadBackAndAudited()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var result = await Sheets.SaveFieldAsync(analyst, Define(project, nameof(DefineSheet.PhenomenonWhat), "", "재구매 고객이 줄어듭니다"), Token);

        Assert.IsType<FieldResult.Saved>(result);
        Assert.Equal("재구매 고객이 줄어듭니다", (await Sheets.ReadAsync(analyst, project.Id, Token)).Define.PhenomenonWhat);
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        var entry = await db.Audit.SingleAsync(a => a.Field == nameof(DefineSheet.PhenomenonWhat), Token);
        Assert.Equal(("", "재구매 고객이 줄어듭니다", analyst.UserId), (entry.OldValue, entry.NewValue, entry.UserId));
    }

    [Fact]
    public async Task SaveField_DifferentFieldsFromTheSameBase_Merge()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        await Task.WhenAll(
            Sheets.SaveFieldAsync(analyst, Define(project, nameof(DefineSheet.Overview), "", "one"), Token),
            Sheets.SaveFieldAsync(analyst, Define(project, nameof(DefineSheet.DamageText), "", "two"), Token),
            Sheets.SaveFieldAsync(analyst, Define(project, nameof(DefineSheet.MetricName), "", "three"), Token),
            Sheets.SaveFieldAsync(analyst, Define(project, nameof(DefineSheet.DamageAmount), "", "3"), Token));

        var sheet = (await Sheets.ReadAsync(analyst, project.Id, Token)).Define;
        Assert.Equal(("one", "two", "three", 3m), (sheet.Overview, sheet.DamageText, sheet.MetricName, sheet.DamageAmount));
        Assert.Equal(4, sheet.Version);
    }

    [Fact]
    public async Task SaveField_SameFieldChangedByAnother_ReturnsBothTextsAndWritesNothing()
    {
        var (project, first, _) = await _app.AddProjectAsync();
        var second = await _app.AddUserAsync("second", Domain.Accounts.SystemRole.Analyst);
        await _app.Get<ProjectService>().SetMemberAsync(first, project.Id, second.UserId, ProjectRole.Editor, Token);
        await Sheets.SaveFieldAsync(second, Define(project, nameof(DefineSheet.Overview), "", "theirs"), Token);

        var result = await Sheets.SaveFieldAsync(first, Define(project, nameof(DefineSheet.Overview), "", "mine"), Token);

        var clash = Assert.IsType<FieldResult.Clash>(result);
        Assert.Equal(("mine", "theirs", "second"), (clash.Mine, clash.Theirs, clash.TheirName));
        Assert.Equal("theirs", (await Sheets.ReadAsync(first, project.Id, Token)).Define.Overview);
    }

    [Fact]
    public async Task SaveField_ManyWritersOfOneField_ExactlyOneWins()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Sheets.SaveFieldAsync(analyst, Define(project, nameof(DefineSheet.Overview), "", $"text {i}"), Token)));

        var saved = Assert.Single(results.OfType<FieldResult.Saved>());
        Assert.Equal(7, results.OfType<FieldResult.Clash>().Count());
        Assert.Equal(saved.Text, (await Sheets.ReadAsync(analyst, project.Id, Token)).Define.Overview);
    }

    [Theory]
    [InlineData(SheetKind.Define, nameof(DefineSheet.DamageAmount), "twelve", "field.not-a-number")]
    [InlineData(SheetKind.Define, nameof(DefineSheet.MetricAsOf), "22/11/2026", "field.not-a-date")]
    [InlineData(SheetKind.Define, nameof(DefineSheet.MetricUnit), "7", "field.not-a-choice")]
    [InlineData(SheetKind.Effects, nameof(EffectsSheet.OneOffCost), "-1", "field.below")]
    [InlineData(SheetKind.Define, "Id", "x", "field.unknown")]
    [InlineData(SheetKind.Define, "Version", "9", "field.unknown")]
    public async Task SaveField_TextThatDoesNotFit_IsRefusedWithItsCode(SheetKind sheet, string field, string text, string code)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() =>
            Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, sheet, null, field, field == nameof(DefineSheet.MetricUnit) ? "Rate" : "", text), Token));
        Assert.Equal(code, rule.Code);
    }

    [Fact]
    public async Task Solutions_BeforeGo_AreShut()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => Sheets.AddRowAsync(analyst, project.Id, SheetKind.Solution, Token));
        Assert.Equal("step.shut.not-submitted", rule.Code);
    }

    [Fact]
    public async Task DeleteRow_ThenRestore_BringsEveryTextBack()
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var row = await Sheets.AddRowAsync(analyst, project.Id, SheetKind.EffectLine, Token);
        await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.EffectLine, row, nameof(EffectLine.Name), "", "Repurchase"), Token);
        await Sheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.EffectLine, row, nameof(EffectLine.ChangeLikely), "", "0.03"), Token);

        var deleted = await Sheets.DeleteRowAsync(analyst, project.Id, SheetKind.EffectLine, row, Token);
        Assert.Empty((await Sheets.ReadAsync(analyst, project.Id, Token)).EffectLines);
        await Sheets.RestoreRowAsync(analyst, deleted, Token);

        var line = Assert.Single((await Sheets.ReadAsync(analyst, project.Id, Token)).EffectLines);
        Assert.Equal((row, "Repurchase", 0.03m), (line.Id, line.Name, line.ChangeLikely));
    }

    [Fact]
    public async Task SaveField_RowOfAnotherProject_IsRefused()
    {
        var (mine, analyst, _) = await _app.AddProjectAsync();
        var (theirs, other, _) = await _app.AddProjectAsync();
        var row = await Sheets.AddRowAsync(other, theirs.Id, SheetKind.EffectLine, Token);

        var rule = await Assert.ThrowsAsync<DomainRuleException>(() =>
            Sheets.SaveFieldAsync(analyst, new FieldEdit(mine.Id, SheetKind.EffectLine, row, nameof(EffectLine.Name), "", "x"), Token));
        Assert.Equal("row.gone", rule.Code);
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            Sheets.SaveFieldAsync(analyst, new FieldEdit(theirs.Id, SheetKind.EffectLine, row, nameof(EffectLine.Name), "", "x"), Token));
    }

    [Fact]
    public async Task SaveField_ManagerOrStranger_IsDenied()
    {
        var (project, _, manager) = await _app.AddProjectAsync();
        var stranger = await _app.AddUserAsync("stranger", Domain.Accounts.SystemRole.Analyst);
        foreach (var actor in new[] { manager, stranger, Actor.Anonymous })
            await Assert.ThrowsAsync<AccessDeniedException>(() => Sheets.SaveFieldAsync(actor, Define(project, nameof(DefineSheet.Overview), "", "x"), Token));
    }

    private static FieldEdit Define(Project project, string field, string from, string to) => new(project.Id, SheetKind.Define, null, field, from, to);
}

public sealed class SqliteWorksheetServiceTests() : WorksheetServiceTests(null);

public sealed class PostgresWorksheetServiceTests() : WorksheetServiceTests(Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES"))
{
    public override async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PROBLEMSOLVING_TEST_POSTGRES") is null)
            Assert.Skip("PROBLEMSOLVING_TEST_POSTGRES is not set: no PostgreSQL server to test on.");
        await base.InitializeAsync();
    }
}
