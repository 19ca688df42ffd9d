using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using ProblemSolving.Application.Access;
using ProblemSolving.Domain;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>Catches what a page did not: shows a sentence and a number instead of a dead page, and writes the rest to the log.</summary>
public sealed partial class PageErrorBoundary : ErrorBoundaryBase
{
    private string _number = "";

    [Inject] private ILogger<PageErrorBoundary> Logger { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _number = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
        if (exception is not (DomainRuleException or AccessDeniedException))
            Log.PageFailed(Logger, exception, _number);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<PageProblem>(1);
        builder.AddAttribute(2, nameof(PageProblem.Problem), CurrentException);
        builder.AddAttribute(3, nameof(PageProblem.Number), _number);
        builder.AddAttribute(4, nameof(PageProblem.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "A page failed, number {Number}")]
        public static partial void PageFailed(ILogger logger, Exception exception, string number);
    }
}
