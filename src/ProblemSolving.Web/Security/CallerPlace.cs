using System.Net;

namespace ProblemSolving.Web.Security;

/// <summary>Tells whether a request comes from a browser on the machine the program runs on.</summary>
public static class CallerPlace
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <summary>
    /// True only for a direct loopback connection to a loopback name: a proxy on this machine forwards strangers,
    /// and a foreign host name that resolves to loopback is somebody else's page.
    /// </summary>
    public static bool IsThisMachine(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
            return false;
        if (ProxyHeaders.Any(context.Request.Headers.ContainsKey))
            return false;
        var host = context.Request.Host.Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>The address to count tries by.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
