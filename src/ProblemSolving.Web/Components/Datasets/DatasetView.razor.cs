using Microsoft.AspNetCore.Components;
using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>One version of a dataset, from the preview of its file to the quality of its table.</summary>
public sealed partial class DatasetView
{
    private DatasetRow? _row;
    private DateTime? _seenAtUtc;
    private Exception? _problem;

    [Inject] public required DatasetService Service { get; init; }

    [Inject] public required DatasetUsageService Usages { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired] public Guid VersionId { get; set; }

    protected override async Task ReadAsync()
    {
        var row = await Service.GetAsync(Context.Actor, VersionId, CancellationToken.None);
        if (row.Version.ProjectId != Context.Project.Id)
            throw new AccessDeniedException(Permission.ViewProject);
        _row = row;
        _seenAtUtc = row.Version.State == DatasetState.Importing ? _seenAtUtc ?? Time.GetUtcNow().UtcDateTime : null;
    }

    private async Task CancelAsync()
    {
        await Service.CancelImportAsync(Context.Actor, VersionId, CancellationToken.None);
        await Context.ReloadAsync();
    }

    private async Task DeleteAsync()
    {
        try
        {
            _problem = null;
            if (await DatasetRemoval.RunAsync(Context.Actor, Service, Usages, Dialogs, T, _row!))
                Navigation.NavigateTo(ProjectUrls.Step(Context.Project.Key, ProblemStep.Analyze));
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = problem;
        }
    }
}
