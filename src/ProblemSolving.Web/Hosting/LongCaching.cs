namespace ProblemSolving.Web.Hosting;

/// <summary>Folders with a version in their name never change: browsers keep them for a year and do not ask again.</summary>
internal static class LongCaching
{
    public const string Forever = "public, max-age=31536000, immutable";

    private static readonly string[] Folders = ["/fonts/pretendard-1.3.9/", "/lib/echarts-6.1.0/"];

    public static void UseLongCaching(this WebApplication app) => app.Use((context, next) =>
    {
        if (Folders.Any(folder => context.Request.Path.StartsWithSegments(folder.TrimEnd('/'), StringComparison.Ordinal)))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode == StatusCodes.Status200OK)
                    context.Response.Headers.CacheControl = Forever;
                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
