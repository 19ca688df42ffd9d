namespace ProblemSolving.Web.Security;

/// <summary>
/// Remembers for one request that it came with a session which no longer counts. The browser sends the same cookie with the
/// sign-in form, so the form can say why it is there without a word in its address that anybody could write.
/// </summary>
public static class EndedSession
{
    private static readonly object Key = new();

    public static void MarkSessionEnded(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[Key] = true;
    }

    public static bool HasEndedSession(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items.ContainsKey(Key);
    }
}
