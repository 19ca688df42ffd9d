using Bunit;
using MudBlazor;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Measure;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Measure;

/// <summary>A result that was seen is not exchanged by a slip.</summary>
public sealed class PilotUploadTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ProjectPartsPage _page = null!;

    public async ValueTask InitializeAsync()
    {
        var app = await TestApp.StartAsync();
        var (project, analyst, manager) = await app.AddGoProjectAsync();
        _page = ProjectPartsPage.On(app, project, analyst, manager);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_AsksOnlyWhereAResultIsReplaced(bool evaluated)
    {
        var pilot = new Pilot { Id = Guid.NewGuid(), Round = 1, Name = "Coupon", Hypothesis = "more", Treatment = "coupon", DatasetVersionId = Guid.NewGuid(), Salt = "s" };
        pilot.Lock("data", "", DateTime.UnixEpoch);
        pilot.Drawn(1000, 40, 40, "list");
        if (evaluated)
            pilot.Evaluate("responses.csv", "hash", "{}", new Verdict(VerdictKind.NotShown, []), DateTime.UnixEpoch);
        var dialogs = _page.Render<MudDialogProvider>(_ => { });
        var upload = _page.Render<PilotUpload>(await _page.ContextAsync(ProblemStep.Measure), p => p.Add(u => u.Pilot, pilot));
        await upload.InvokeAsync(() => upload.Instance.FileChosen("other.csv"));
        var click = upload.Find(".mud-button-filled-primary").ClickAsync(new());
        if (!evaluated)
        {
            await click;
            Assert.Empty(dialogs.FindAll(".ps-dialog-text"));
            Assert.Contains(_page.Scripts.Invocations, i => i.Identifier == "send");
            return;
        }

        dialogs.WaitForAssertion(() => Assert.Contains(_page.Texts.Get("measure.upload.again.ask", 1), dialogs.Find(".ps-dialog-text").TextContent, StringComparison.Ordinal), Patience);
        await dialogs.FindAll(".mud-dialog-actions button")[0].ClickAsync(new());
        await click;
        Assert.DoesNotContain(_page.Scripts.Invocations, i => i.Identifier == "send");
    }
}
