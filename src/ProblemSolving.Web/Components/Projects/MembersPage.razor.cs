using Microsoft.AspNetCore.Components;
using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Projects;

/// <summary>Who belongs to a project, and its name and status.</summary>
public sealed partial class MembersPage
{
    private ProjectView? _view;
    private IReadOnlyList<MemberView> _members = [];
    private IReadOnlyList<PersonView> _people = [];
    private readonly Dictionary<Guid, ProjectRole> _roles = [];
    private bool _denied;
    private string _search = "";
    private string _name = "";
    private string _summary = "";
    private ProjectStatus _status;
    private int _version;
    private (string Name, string Summary, ProjectStatus Status) _shown;
    private int _revision;
    private Exception? _problem;
    private Actor _actor;

    [Inject] public required ProjectService Projects { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Parameter] public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "from")] public string? From { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _actor = await CurrentActor.GetAsync();
        await LoadAsync();
        ShowSettings();
    }

    // The step this page was opened from; from elsewhere the furthest that is open and has begun.
    private ProblemStep Back(ProjectView view) => ProjectUrls.ParseStep(From)
        ?? view.Steps.LastOrDefault(s => s.ShutReason is null && s.State != StepState.NotStarted)?.Step
        ?? ProblemStep.Define;

    private void ShowSettings()
    {
        if (_view?.Snapshot.Project is not { } project)
            return;
        (_name, _summary, _status, _version) = (project.Name, project.Summary, project.Status, project.Version);
        _shown = Settings(project);
    }

    private static (string Name, string Summary, ProjectStatus Status) Settings(Project project) => (project.Name, project.Summary, project.Status);

    private async Task LoadAsync()
    {
        try
        {
            _view = await Projects.OpenAsync(_actor, Key, CancellationToken.None);
            _revision++;
            if (Settings(_view.Snapshot.Project) == _shown)
                _version = _view.Snapshot.Project.Version;   // what else moved, such as an owner who went, is not what the form is about
            _members = await Projects.MembersAsync(_actor, _view.Snapshot.Project.Id, CancellationToken.None);
            if (_view.CanManage)
                _people = await Projects.CandidatesAsync(_actor, _view.Snapshot.Project.Id, _search, CancellationToken.None);
        }
        catch (AccessDeniedException)
        {
            _denied = true;
        }
    }

    private async Task SearchAsync(string? text)
    {
        _search = text ?? "";
        await LoadAsync();
    }

    private ProjectRole RoleOf(PersonView person) => _roles.GetValueOrDefault(person.UserId, person.UsualRole);

    private Task SetAsync(Guid userId, object? role) => TryAsync(() =>
        Projects.SetMemberAsync(_actor, _view!.Snapshot.Project.Id, userId, Enum.Parse<ProjectRole>(role!.ToString()!), CancellationToken.None));

    private async Task RemoveAsync(MemberView member)
    {
        if (!await ConfirmDialog.AskAsync(Dialogs, T["project.members.remove"], T.Get("project.members.confirm", member.DisplayName), T["project.members.remove"], danger: true))
            return;
        await TryAsync(() => Projects.RemoveMemberAsync(_actor, _view!.Snapshot.Project.Id, member.UserId, CancellationToken.None));
    }

    private Task SaveAsync() => TryAsync(async () =>
    {
        await Projects.UpdateAsync(_actor, _view!.Snapshot.Project.Id, _version, _name, _summary, _status, CancellationToken.None);
        await LoadAsync();
        ShowSettings();
        Snackbar.Add(T["project.saved"], Severity.Success);
    });

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            _problem = null;
            await work();
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = problem;
        }

        await LoadAsync();
    }
}
