using Bunit;
using Microsoft.EntityFrameworkCore;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Analyze;

/// <summary>The words below a run: saved as they are written, followed as others write them, never overwritten.</summary>
public sealed class RunNotesTests : IAsyncLifetime
{
    private static readonly RunWords s_empty = new("", "");
    private ProjectPartsPage _page = null!;
    private ProjectContext _context = null!;
    private AnalysisRun _run = null!;

    private RunWordsService Words => _page.App.Get<RunWordsService>();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _page = await ProjectPartsPage.OpenAsync();
        await _page.App.StartJobsAsync();
        var version = await _page.App.ImportTextAsync(_page.Analyst, _page.Project.Id, "customer,date,amount\nkim,2026-01-01,10\n");
        _run = new AnalysisRun { Id = Guid.CreateVersion7(), ProjectId = _page.Project.Id, DatasetVersionId = version, AuthorId = _page.Analyst.UserId };
        await using var db = await _page.App.Contexts.CreateDbContextAsync(Token);
        db.Runs.Add(_run);
        await db.SaveChangesAsync(Token);
        _context = await _page.ContextAsync(ProblemStep.Analyze);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Typing_WithoutAnyButton_IsSaved()
    {
        var notes = Show();
        await notes.Find("#f-run-conclusion").InputAsync("They come back for refills.");
        notes.WaitForElement(".ps-save-saved");
        Assert.Equal(new RunWords("", "They come back for refills."), await StoredAsync());
    }

    [Fact]
    public async Task Leaving_RightAfterAKey_SavesIt()
    {
        var notes = Show();
        await notes.Find("#f-run-note").InputAsync("a last word");
        await notes.InvokeAsync(notes.Instance.Dispose);
        for (var i = 0; i < 100 && (await StoredAsync()).Note.Length == 0; i++)
            await Task.Delay(50, Token);
        Assert.Equal("a last word", (await StoredAsync()).Note);
    }

    [Fact]
    public async Task AnothersWords_ComeByThemselves_AndTakeNothingThatIsBeingWritten()
    {
        var notes = Show();
        await notes.Find("#f-run-note").InputAsync("mine");
        Assert.Null(await Words.SaveAsync(_page.Analyst, _run.Id, s_empty, new RunWords("", "theirs"), Token));
        _context.NotifyChanged();
        notes.WaitForAssertion(() => Assert.Equal("theirs", notes.Find("#f-run-conclusion").GetAttribute("value")));
        Assert.Equal("mine", notes.Find("#f-run-note").GetAttribute("value"));
        notes.WaitForElement(".ps-save-saved");
        Assert.Equal(new RunWords("mine", "theirs"), await StoredAsync());
    }

    [Fact]
    public async Task AKeyTakenBack_LeavesNothingToSave()
    {
        var notes = Show();
        await notes.Find("#f-run-note").InputAsync("x");
        await notes.Find("#f-run-note").InputAsync("");
        notes.WaitForElement(".ps-save-unchanged");
        Assert.Equal(s_empty, await StoredAsync());
    }

    [Fact]
    public async Task DatabaseAway_TheTextStaysAndIsSavedWhenItIsBack()
    {
        var notes = Show();
        _page.Database.IsAway = true;
        await notes.Find("#f-run-note").InputAsync("kept");
        notes.WaitForElement(".ps-save-failed");
        Assert.Equal("kept", notes.Find("#f-run-note").GetAttribute("value"));
        _page.Database.IsAway = false;
        notes.WaitForElement(".ps-save-saved");
        Assert.Equal("kept", (await StoredAsync()).Note);
    }

    [Theory]
    [InlineData(0, "theirs")]
    [InlineData(1, "mine")]
    public async Task BothWroteTheSame_ShowsBothTextsAndSavesTheChosenOne(int button, string expected)
    {
        var notes = Show();
        Assert.Null(await Words.SaveAsync(_page.Analyst, _run.Id, s_empty, new RunWords("", "theirs"), Token));
        await notes.Find("#f-run-conclusion").InputAsync("mine");
        var clash = notes.WaitForElement(".ps-clash");
        Assert.Contains("theirs", clash.TextContent, StringComparison.Ordinal);
        Assert.Contains("mine", clash.TextContent, StringComparison.Ordinal);
        Assert.Equal("theirs", (await StoredAsync()).Conclusion);
        await notes.FindAll(".ps-clash button")[button].ClickAsync();
        notes.WaitForAssertion(() => Assert.Empty(notes.FindAll(".ps-clash")));
        notes.WaitForAssertion(() => Assert.Equal(expected, notes.Find("#f-run-conclusion").GetAttribute("value")));
        Assert.Equal(expected, (await StoredAsync()).Conclusion);
    }

    private IRenderedComponent<RunNotes> Show() => _page.Render<RunNotes>(_context, p => p.Add(n => n.Run, _run));

    private Task<RunWords> StoredAsync() => Words.ReadAsync(_page.Analyst, _run.Id, Token);
}
