using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Define;

/// <summary>The optional sheets on causes.</summary>
public sealed class CauseServiceTests : IAsyncLifetime
{
    private static readonly string[] Bones = ["people", "process", "data"];

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private CauseService Causes => _app.Get<CauseService>();

    private WorksheetService Sheets => _app.Get<WorksheetService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        (_project, _analyst, _) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Add_EachSheet_MakesItsLinesInOrderAndLeavesARowForEach()
    {
        await AddAsync(CauseTool.FiveWhys, "", "", "", "", "");
        await AddAsync(CauseTool.Fishbone, Bones);
        await AddAsync(CauseTool.IsIsNot, "what", "where");

        var notes = await NotesAsync();
        Assert.Equal(5, notes.Count(n => n is { Tool: CauseTool.FiveWhys, Group: "" }));
        Assert.Equal(Bones, notes.Where(n => n.Tool == CauseTool.Fishbone).Select(n => n.Group));
        Assert.Equal(["what", "where"], notes.Where(n => n.Tool == CauseTool.IsIsNot).Select(n => n.Group));
        Assert.Equal(Enumerable.Range(0, 10), notes.Select(n => n.Position));
        await using var db = await _app.Contexts.CreateDbContextAsync(Token);
        Assert.Equal(notes.Select(n => n.Id).Order(), (await db.Audit.Where(a => a.Subject == nameof(SheetKind.CauseNote) && a.Field == "Row" && a.NewValue == "added").Select(a => a.RowId!.Value).ToListAsync(Token)).Order());
    }

    [Fact]
    public async Task Add_AnotherLineAfterOneWasRemoved_GoesToTheEnd()
    {
        await AddAsync(CauseTool.Fishbone, Bones);
        await Sheets.DeleteRowAsync(_analyst, _project.Id, SheetKind.CauseNote, (await NotesAsync())[0].Id, Token);
        await AddAsync(CauseTool.Fishbone, "price");
        Assert.Equal(["process", "data", "price"], (await NotesAsync()).Select(n => n.Group));
    }

    [Fact]
    public async Task Add_MoreThanFit_AddsNothing()
    {
        await AddAsync(CauseTool.Fishbone, [.. Enumerable.Repeat("x", 99)]);
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => AddAsync(CauseTool.IsIsNot, "what", "where"));
        Assert.Equal(("row.too-many", 100), (rule.Code, rule.Arguments[0]));
        Assert.Equal(99, (await NotesAsync()).Count);
        await AddAsync(CauseTool.IsIsNot, "what");
    }

    [Fact]
    public async Task Add_AGroupTooLong_AddsNothing()
    {
        Assert.Equal("field.too-long", (await Assert.ThrowsAsync<DomainRuleException>(() => AddAsync(CauseTool.Fishbone, "people", new string('x', 201)))).Code);
        Assert.Empty(await NotesAsync());
    }

    [Fact]
    public async Task Add_ToAClosedProject_IsShut()
    {
        await using (var db = await _app.Contexts.CreateDbContextAsync(Token))
            await db.Projects.Where(p => p.Id == _project.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, ProjectStatus.Closed), Token);
        Assert.Equal("step.shut.closed", (await Assert.ThrowsAsync<DomainRuleException>(() => AddAsync(CauseTool.FiveWhys, ""))).Code);
    }

    [Fact]
    public async Task Text_OfALine_IsSavedAndComesBackWithARemovedLine()
    {
        await AddAsync(CauseTool.IsIsNot, "where");
        var id = (await NotesAsync())[0].Id;
        await Sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.CauseNote, id, nameof(CauseNote.Text), "", "app orders"), Token);
        await Sheets.SaveFieldAsync(_analyst, new FieldEdit(_project.Id, SheetKind.CauseNote, id, nameof(CauseNote.CounterText), "", "shop orders"), Token);
        var row = await Sheets.DeleteRowAsync(_analyst, _project.Id, SheetKind.CauseNote, id, Token);
        Assert.Empty(await NotesAsync());
        await Sheets.RestoreRowAsync(_analyst, row, Token);
        var note = Assert.Single(await NotesAsync());
        Assert.Equal((CauseTool.IsIsNot, "where", "app orders", "shop orders"), (note.Tool, note.Group, note.Text, note.CounterText));
    }

    private Task AddAsync(CauseTool tool, params string[] groups) => Causes.AddAsync(_analyst, _project.Id, tool, groups, Token);

    private async Task<IReadOnlyList<CauseNote>> NotesAsync() => (await Sheets.ReadAsync(_analyst, _project.Id, Token)).CauseNotes;
}
