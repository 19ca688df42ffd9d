using Bunit;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Define;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>A row that a colleague removes while somebody looks at it, or writes in it.</summary>
public sealed class GoneRowsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;
    private Guid _row;

    private WorksheetService Sheets => _page.App.Get<WorksheetService>();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        _row = await Sheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
        await Sheets.SaveFieldAsync(_page.Analyst, new FieldEdit(_page.Project.Id, SheetKind.DamageInput, _row, nameof(DamageInput.Label), "", "calls a year"), Token);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Row_RemovedUnderTheTypingHand_IsToldWithWhatWasTypedAndComesBackWithIt()
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        var (told, editor) = (_page.Render<GoneRows>(context), _page.Render<DamageFormulaEditor>(context));
        var colleague = await ColleagueAsync("Lee");
        editor.Find($"#f-DamageInput-{_row:N}Source").Input("ledger of the call centre");
        await Sheets.DeleteRowAsync(colleague, _page.Project.Id, SheetKind.DamageInput, _row, Token);
        await context.ReloadAsync();

        told.WaitForAssertion(() => Assert.Contains("ledger of the call centre", told.Find("dd").TextContent, StringComparison.Ordinal), Patience);
        Assert.Contains("Lee removed “calls a year”", told.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Empty(editor.FindAll(".ps-input-row"));

        await told.FindAll("button")[0].ClickAsync(new());
        var back = (await Sheets.ReadAsync(_page.Analyst, _page.Project.Id, Token)).DamageInputs.Single();
        Assert.Equal(("calls a year", "ledger of the call centre"), (back.Label, back.Source));
        told.WaitForAssertion(() => Assert.Empty(told.FindAll("p")), Patience);
    }

    [Fact]
    public async Task Row_RemovedByOneselfOrBroughtBack_IsNotTold()
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        var told = _page.Render<GoneRows>(context);
        await Sheets.DeleteRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, _row, Token);
        await context.ReloadAsync();
        Assert.Empty(told.FindAll("p"));

        var other = await Sheets.AddRowAsync(_page.Analyst, _page.Project.Id, SheetKind.DamageInput, Token);
        await context.ReloadAsync();
        var row = await Sheets.DeleteRowAsync(await ColleagueAsync("Lee"), _page.Project.Id, SheetKind.DamageInput, other, Token);
        await context.ReloadAsync();
        told.WaitForAssertion(() => Assert.Contains("Lee removed", told.Find("p").TextContent, StringComparison.Ordinal), Patience);
        await Sheets.RestoreRowAsync(_page.Analyst, row, Token);
        await context.ReloadAsync();
        told.WaitForAssertion(() => Assert.Empty(told.FindAll("p")), Patience);
    }

    private async Task<Actor> ColleagueAsync(string name)
    {
        var colleague = await _page.App.AddUserAsync(name, SystemRole.Analyst);
        await _page.App.Get<ProjectService>().SetMemberAsync(_page.Analyst, _page.Project.Id, colleague.UserId, ProjectRole.Editor, Token);
        return colleague;
    }
}
