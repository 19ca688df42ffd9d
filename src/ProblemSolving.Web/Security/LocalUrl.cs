namespace ProblemSolving.Web.Security;

/// <summary>Where a person may be sent after a form: only to an address of this program.</summary>
public static class LocalUrl
{
    public const string Home = "/";

    /// <summary>The address when it is a plain local path, otherwise the home page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    public static bool IsLocal(string? url) =>
        url is { Length: > 0 and <= 2048 }
        && url[0] == '/'
        && (url.Length == 1 || (url[1] != '/' && url[1] != '\\'))
        && !url.Any(c => char.IsControl(c) || c == '\\')
        && !Uri.UnescapeDataString(url).StartsWith("//", StringComparison.Ordinal)
        && !Uri.UnescapeDataString(url).StartsWith("/\\", StringComparison.Ordinal);
}
