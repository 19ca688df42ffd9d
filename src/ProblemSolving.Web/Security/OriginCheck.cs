namespace ProblemSolving.Web.Security;

/// <summary>Refuses live connections that a page of another origin tries to open with the reader's cookie.</summary>
public static class OriginCheck
{
    private static readonly PathString Circuits = "/_blazor";

    public static void UseOriginCheck(this WebApplication app) => app.Use((context, next) =>
    {
        var live = context.WebSockets.IsWebSocketRequest || context.Request.Path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase);
        if (!live || IsOwn(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    /// <summary>True when the request names no origin (then it is not a foreign page in a browser) or our own.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.Headers.TryGetValue("Origin", out var values))
            return true;
        return values.Count == 1
            && Uri.TryCreate(values[0], UriKind.Absolute, out var origin)
            && origin.Scheme.Equals(request.Scheme, StringComparison.OrdinalIgnoreCase)
            && origin.Authority.Equals(HostOf(request), StringComparison.OrdinalIgnoreCase);
    }

    // A Uri leaves out the port that its scheme implies; the Host header may name it.
    private static string HostOf(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own) ? own.Authority : "";
}
