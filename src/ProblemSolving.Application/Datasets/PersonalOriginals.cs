using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProblemSolving.Data;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// Where pseudonyms were asked for, the file with the names must not stay behind. A stop between an import and its deletion, or a
/// file that could not be deleted, is made good at the next start or after the next import.
/// </summary>
internal sealed partial class PersonalOriginals(IDbContextFactory<AppDbContext> contexts, DataDirectory data, ILogger<PersonalOriginals> logger)
{
    /// <summary>Deletes the uploaded files of all imported versions with a pseudonymised column; what cannot be deleted is logged.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var version in db.DatasetVersions.Where(v => v.State == DatasetState.Ready).Select(v => new { v.Id, v.SpecJson }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var original = Path.Combine(data.DatasetVersion(version.Id), DatasetFiles.Original);
            if (Path.Exists(original) && version.SpecJson.Length > 0 && ResultJson.Read<ImportPlan>(version.SpecJson).Columns.Any(c => c.Pseudonymised))
                Delete(version.Id, original);
        }
    }

    private void Delete(Guid id, string original)
    {
        try
        {
            File.Delete(original);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(logger, id, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5020, Level = LogLevel.Error, Message = "The uploaded file of dataset version {VersionId} holds personal values and could not be deleted ({Kind}); it is tried again after the next import and at the next start")]
        public static partial void NotDeleted(ILogger logger, Guid versionId, string kind);
    }
}
