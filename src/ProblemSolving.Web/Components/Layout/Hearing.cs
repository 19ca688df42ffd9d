using Microsoft.JSInterop;

namespace ProblemSolving.Web.Components.Layout;

/// <summary>The server's answer to whether it heard the keys of a page: calls of one page are taken in order, so an answer confirms all that was sent before.</summary>
public static class Hearing
{
    [JSInvokable]
    public static bool Heard() => true;
}
