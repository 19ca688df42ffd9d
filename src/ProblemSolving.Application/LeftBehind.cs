using Microsoft.Extensions.Logging;

namespace ProblemSolving.Application;

/// <summary>Files and folders that nobody needs any more. One that cannot be deleted now is named in the log and left for the sweep of a later start.</summary>
internal static partial class LeftBehind
{
    /// <param name="entry">A file or a folder with all it holds; nothing happens when it is not there.</param>
    public static void Delete(string entry, ILogger logger)
    {
        try
        {
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NotDeleted(logger, exception, Path.GetFileName(entry));
        }
    }

    [LoggerMessage(EventId = 5006, Level = LogLevel.Warning, Message = "{Name} could not be deleted")]
    private static partial void NotDeleted(ILogger logger, Exception exception, string name);
}
