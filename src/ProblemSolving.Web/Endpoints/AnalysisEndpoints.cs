using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Texts;

namespace ProblemSolving.Web.Endpoints;

/// <summary>Hands out the kept answer of a query. The service asks for the right to it and writes the download down.</summary>
public static class AnalysisEndpoints
{
    /// <summary>The answer of a run that is a query, as CSV.</summary>
    public static string AnswerPath(Guid runId) => $"/api/runs/{runId}/answer.csv";

    internal static void MapAnalysis(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/runs/{runId:guid}/answer.csv", AnswerAsync).RequireAuthorization();

    private static async Task<IResult> AnswerAsync(Guid runId, HttpContext context, AnswerListService answers, ITexts texts, CancellationToken cancellationToken)
    {
        try
        {
            return await answers.OpenAsync(context.User.ToActor(), runId, texts, cancellationToken) is { } list ? ListDownload.Send(context, list) : TypedResults.NotFound();
        }
        catch (AccessDeniedException)
        {
            return TypedResults.NotFound();
        }
    }
}
