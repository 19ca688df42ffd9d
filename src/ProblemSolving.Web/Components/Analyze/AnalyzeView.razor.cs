using Microsoft.AspNetCore.Components;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Web.Components.Analyze;

/// <summary>Step 5: the data, what runs now, new runs, and the history of all runs.</summary>
public sealed partial class AnalyzeView
{
    private IReadOnlyList<DatasetRow> _rows = [];
    private IReadOnlyList<RunRow> _runs = [];
    private bool _loaded;
    private readonly Dictionary<Guid, string?> _reasons = [];

    [Inject] public required DatasetService Data { get; init; }

    [Inject] public required AnalysisService Analyses { get; init; }

    // Data may come in from step 1 on: the phenomenon has to be shown with it before a manager can decide.
    private bool MayUpload => Context.View.CanEdit && StepAccess.ReasonShut(ProblemStep.Define, Context.Project.Status, Context.Snapshot.GateInForce, Context.Today) is null;

    private IReadOnlyList<DatasetRow> Importing => [.. _rows.Where(r => r.Version.State == DatasetState.Importing)];

    private IReadOnlyList<DatasetRow> Ready => [.. _rows.Where(r => r.Version.State == DatasetState.Ready)];

    // purchases can be analysed, and other tables be queried; attributes are of use once they are joined to purchases
    private IReadOnlyList<DatasetRow> Purchases => [.. Ready.Where(r => _reasons.GetValueOrDefault(r.Version.Id) is null)];

    private IReadOnlyList<DatasetRow> Queryable => [.. Ready.Where(r => _reasons.GetValueOrDefault(r.Version.Id) != "analysis.attributes-only")];

    private IReadOnlyList<RunRow> Working => [.. _runs.Where(r => r.Run.State is RunState.Queued or RunState.Running)];

    private IReadOnlyList<Finding> Findings
    {
        get
        {
            var succeeded = _runs.Where(r => r.Run.State == RunState.Succeeded).ToList();
            return succeeded.Count == 0 ? [new Finding("analyze.no-run", "", true)]
                : succeeded.All(r => string.IsNullOrWhiteSpace(r.Run.Conclusion)) ? [new Finding("analyze.no-conclusion", "", true)]
                : [];
        }
    }

    protected override async Task ReadAsync()
    {
        _rows = await Data.ListAsync(Context.Actor, Context.Project.Id, CancellationToken.None);
        // a version never changes once it is imported, and its description is long
        foreach (var version in Context.Snapshot.DatasetVersions.Where(v => v.State == DatasetState.Ready && !_reasons.ContainsKey(v.Id)))
            _reasons[version.Id] = DatasetVersions.ReasonNoPurchases(version);
        _runs = await Analyses.ListAsync(Context.Actor, Context.Project.Id, CancellationToken.None);
        _loaded = true;
    }
}
