using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Datasets;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Tests.Projects;

/// <summary>Work that nobody waits for: a page reads again when something changed elsewhere.</summary>
public sealed class FollowedWorkTests : IAsyncLifetime
{
    private ProjectPartsPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ProjectPartsPage.OpenAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task ReadingAgain_ThatFails_IsToldInsteadOfShowingWhatIsOld()
    {
        var (context, shown) = await ShowAsync(() => Task.CompletedTask, () => throw new InvalidOperationException("away"));
        Assert.Equal("read 1", shown.Find("p").TextContent);
        context.NotifyChanged();
        shown.WaitForAssertion(() => Assert.Equal("InvalidOperationException", shown.Find("p").TextContent));
    }

    [Fact]
    public async Task ReadingAgain_FailsWhileMoreIsAsked_IsDoneOnceMore()
    {
        var failing = new TaskCompletionSource();
        var (context, shown) = await ShowAsync(() => Task.CompletedTask, () => failing.Task, () => Task.CompletedTask);
        context.NotifyChanged();
        context.NotifyChanged();   // while the second reading runs
        failing.SetException(new InvalidOperationException("away"));
        shown.WaitForAssertion(() => Assert.Equal("read 2", shown.Find("p").TextContent));
    }

    [Fact]
    public async Task ReadingAgain_AfterThePartWasLeft_IsNotBegun()
    {
        var (context, shown) = await ShowAsync(() => Task.CompletedTask, () => throw new InvalidOperationException("away"));
        shown.Render(p => p.Add(b => b.ChildContent, builder => builder.AddMarkupContent(0, "<p>next page</p>")));
        context.NotifyChanged();
        await shown.InvokeAsync(() => { });   // whatever was queued has run
        Assert.Equal("next page", shown.Find("p").TextContent);
    }

    private async Task<(ProjectContext Context, IRenderedComponent<ErrorBoundary> Shown)> ShowAsync(params Func<Task>[] readings)
    {
        var context = await _page.ContextAsync(ProblemStep.Define);
        var waiting = new Queue<Func<Task>>(readings);
        return (context, _page.Render<ErrorBoundary>(context, p => p
            .Add(b => b.ChildContent, builder =>
            {
                builder.OpenComponent<Reader>(0);
                builder.AddAttribute(1, nameof(Reader.Readings), waiting);
                builder.CloseComponent();
            })
            .Add(b => b.ErrorContent, problem => builder => builder.AddMarkupContent(0, $"<p>{problem.GetType().Name}</p>"))));
    }

    private sealed class Reader : LivePart
    {
        private int _read;

        [Parameter] public Queue<Func<Task>> Readings { get; set; } = new();

        protected override async Task ReadAsync()
        {
            if (!Readings.TryDequeue(out var reading))
                return;
            await reading();
            _read++;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, $"<p>read {_read}</p>");
    }
}
