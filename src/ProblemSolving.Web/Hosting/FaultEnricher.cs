using System.Text;
using Serilog.Core;
using Serilog.Events;

namespace ProblemSolving.Web.Hosting;

/// <summary>
/// Tells of an exception what it was and where, not what it says: the words of an engine quote the cell it stumbled over, and a log
/// holds no contents. Of the machine (files, connections, time) the words stay.
/// </summary>
public sealed class FaultEnricher : ILogEventEnricher
{
    /// <summary>Property that stands in the output instead of the exception.</summary>
    public const string Property = "Fault";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(propertyFactory);
        if (logEvent.Exception is { } exception)
            logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty(Property, Of(exception)));
    }

    private static string Of(Exception exception)
    {
        var text = new StringBuilder();
        for (var fault = exception; fault is not null; fault = fault.InnerException)
        {
            text.Append(text.Length > 0 ? "--- caused by " : "").Append(fault.GetType().FullName);
            if (fault is IOException or System.Net.Sockets.SocketException or TimeoutException or UnauthorizedAccessException)
                text.Append(": ").Append(fault.Message);
            text.AppendLine();
            if (fault.StackTrace is { } where)
                text.AppendLine(where);
        }

        return text.ToString();
    }
}
