using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Application.Datasets;

/// <summary>Looks through a file for rows that are stored already; for a short while only, since somebody waits for the preview. Whoever calls has asked for the permission.</summary>
public sealed class RepeatLook
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly DataDirectory _data;
    private readonly PseudonymKeys _keys;
    private readonly AnalysisSettings _settings;
    private readonly LookPlaces _places;
    private readonly TimeProvider _time;

    internal RepeatLook(DataDirectory data, PseudonymKeys keys, AnalysisSettings settings, LookPlaces places, TimeProvider time) =>
        (_data, _keys, _settings, _places, _time) = (data, keys, settings, places, time);

    /// <summary>Null when it cannot be told: it took too long, or the import will say what does not go together.</summary>
    internal async Task<RepeatCount?> CountAsync(Guid person, DatasetVersion version, ImportPlan plan, StoredTable before, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var place = await _places.WaitAsync(person, stop.Token);
            var key = plan.Columns.Any(c => c.Pseudonymised) ? _keys.For(version.ProjectId) : null;
            var path = Path.Combine(_data.DatasetVersion(version.Id), DatasetFiles.Original);
            return await Task.Run(() => RepeatCounter.Count(path, version.FileName, plan, before, key, _settings, stop.Token), stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (DomainRuleException)
        {
            return null;
        }
    }
}
