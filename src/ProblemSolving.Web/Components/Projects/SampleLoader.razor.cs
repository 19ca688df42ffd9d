using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>A button that loads the sample project and goes there; nothing for people who may not create projects.</summary>
public sealed partial class SampleLoader : IDisposable
{
    private bool _offered;
    private bool _loading;
    private bool _left;
    private Exception? _problem;

    [Inject] public required IServiceScopeFactory Scopes { get; init; }

    [Inject] public required AccessGuard Access { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ILogger<SampleLoader> Logger { get; init; }

    /// <summary>True when the loading begins, false when it failed; after success the page is left.</summary>
    [Parameter] public EventCallback<bool> OnWork { get; set; }

    public void Dispose() => _left = true;

    protected override async Task OnInitializedAsync()
    {
        await using var scope = Scopes.CreateAsyncScope();
        _offered = scope.ServiceProvider.GetService<ISampleProject>() is not null
            && await Access.MayAsync(await CurrentActor.GetAsync(), Permission.CreateProject, null, CancellationToken.None);
    }

    private async Task LoadAsync()
    {
        if (_loading)
            return;   // a second click that was on its way
        (_loading, _problem) = (true, null);
        await OnWork.InvokeAsync(true);
        try
        {
            var actor = await CurrentActor.GetAsync();
            var key = await Task.Run(() => BuildAsync(actor));
            if (!_left)
                Navigation.NavigateTo(ProjectUrls.Step(key, ProblemStep.Define));
        }
        catch (Exception problem)
        {
            if (problem is not (DomainRuleException or AccessDeniedException))
                Log.SampleFailed(Logger, problem);
            (_problem, _loading) = (problem, false);   // after success the page is left
            await OnWork.InvokeAsync(false);
        }
    }

    // Goes on when the person leaves the page: the project then waits in the list.
    private async Task<string> BuildAsync(Actor actor)
    {
        await using var scope = Scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISampleProject>().LoadAsync(actor, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 7001, Level = LogLevel.Error, Message = "The sample could not be loaded")]
        public static partial void SampleFailed(ILogger logger, Exception exception);
    }
}
