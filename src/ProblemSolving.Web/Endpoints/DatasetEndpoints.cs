using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Endpoints;

/// <summary>
/// Takes a file as the plain body of a request, so that it flows to the disk without being held in memory or in the circuit.
/// How large it may be is the service's rule; the server's own limit is lifted here only.
/// </summary>
public static class DatasetEndpoints
{
    public static string UploadPath(Guid projectId) => $"/api/projects/{projectId}/datasets";

    /// <summary>The rows of a version that did not fit, as CSV.</summary>
    public static string FaultsPath(Guid versionId) => $"/api/datasets/{versionId}/faults.csv";

    internal static void MapDatasets(this WebApplication app)
    {
        app.MapPost("/api/projects/{projectId:guid}/datasets", UploadAsync)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .RequireAuthorization();
        app.MapGet("/api/datasets/{versionId:guid}/faults.csv", FaultsAsync).RequireAuthorization();
    }

    private static async Task<IResult> FaultsAsync(Guid versionId, HttpContext context, FaultListService faults, CancellationToken cancellationToken)
    {
        try
        {
            if (await faults.OpenAsync(context.User.ToActor(), versionId, cancellationToken) is not { } list)
                return TypedResults.NotFound();
            context.Response.Headers.CacheControl = "no-store"; // cells of the file stand in it
            return TypedResults.Stream(target => list.Write(target, cancellationToken), "text/csv; charset=utf-8", list.FileName);
        }
        catch (AccessDeniedException)
        {
            return TypedResults.NotFound();
        }
    }

    private static async Task<IResult> UploadAsync(
        Guid projectId, Guid? datasetId, string? name, HttpContext context, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> form,
        DatasetService datasets, ITexts texts, CancellationToken cancellationToken)
    {
        // Without the header the token would be looked for in a form, and the body would be read for it.
        if (!context.Request.Headers.ContainsKey(form.Value.HeaderName!) || !await antiforgery.IsRequestValidAsync(context))
            return Refuse(StatusCodes.Status400BadRequest, texts["error.bad-request"]);
        try
        {
            var versionId = await datasets.ReceiveAsync(context.User.ToActor(), projectId, datasetId, name ?? "", context.Request.Body, context.Request.ContentLength, cancellationToken);
            return TypedResults.Json(new UploadAnswer(versionId, null));
        }
        catch (DomainRuleException rule)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, Sentences.Of(texts, rule));
        }
        catch (AccessDeniedException denied)
        {
            return Refuse(StatusCodes.Status403Forbidden, Sentences.Of(texts, denied));
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            // the sender stopped; the service has removed what had arrived
            return TypedResults.Empty;
        }
    }

    private static JsonHttpResult<UploadAnswer> Refuse(int status, string sentence) => TypedResults.Json(new UploadAnswer(null, sentence), statusCode: status);
}

/// <summary>The answer to an upload: the new version, or why there is none.</summary>
public sealed record UploadAnswer(Guid? VersionId, string? Sentence);
