using Microsoft.Extensions.Logging;

namespace ProblemSolving.Application.Measure;

/// <summary>The lists of a round on the disk: they hold customers and go when the round does.</summary>
internal static partial class PilotFolder
{
    public static void Delete(DataDirectory data, Guid pilotId, ILogger logger)
    {
        try
        {
            if (Directory.Exists(data.Pilot(pilotId)))
                Directory.Delete(data.Pilot(pilotId), recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NotDeleted(logger, exception, pilotId);
        }
    }

    [LoggerMessage(EventId = 6002, Level = LogLevel.Error, Message = "The lists of pilot {PilotId} could not be deleted")]
    private static partial void NotDeleted(ILogger logger, Exception exception, Guid pilotId);
}
