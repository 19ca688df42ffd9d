using System.Data.Common;
using ProblemSolving.Application;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Hosting;

/// <summary>Two questions for whoever watches the program: does it run, and can it work.</summary>
internal static class HealthEndpoints
{
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet(LivePath, () => TypedResults.Text("ok")).AllowAnonymous();
        app.MapGet(ReadyPath, ReadyAsync).RequireAuthorization(Policies.ThisMachineOrSignedIn);
    }

    private static async Task<IResult> ReadyAsync(DatabaseStarter database, CancellationToken cancellationToken) =>
        await AnswersAsync(database, cancellationToken)
            ? TypedResults.Text("ready")
            : TypedResults.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<bool> AnswersAsync(DatabaseStarter database, CancellationToken cancellationToken)
    {
        try
        {
            return await database.AnswersAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is DbException or InvalidOperationException)
        {
            return false;
        }
    }
}
