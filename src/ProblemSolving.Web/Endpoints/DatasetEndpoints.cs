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
/// Takes a file in pieces, each the plain body of a request, so that it flows to the disk without being held in memory or in the circuit,
/// and hands out the list of what did not fit. How large a file may be and who may send it are the service's rules.
/// </summary>
public static class DatasetEndpoints
{
    /// <summary>Header with the SHA-256 of a piece.</summary>
    public const string PieceHash = "Piece-Sha256";

    private const string Pattern = "/api/uploads/{uploadId:guid}";

    /// <summary>A file under way: where it stands (GET), its next piece (PUT, <c>?offset=</c>), giving up (DELETE).</summary>
    public static string UploadPath(Guid uploadId) => $"/api/uploads/{uploadId}";

    /// <summary>All pieces have been sent (POST).</summary>
    public static string FinishPath(Guid uploadId) => UploadPath(uploadId) + "/finish";

    /// <summary>The rows of a version that did not fit, as CSV.</summary>
    public static string FaultsPath(Guid versionId) => $"/api/datasets/{versionId}/faults.csv";

    internal static void MapDatasets(this WebApplication app)
    {
        app.MapGet(Pattern, PlaceAsync).RequireAuthorization();
        app.MapPut(Pattern, PieceAsync).WithMetadata(new RequestSizeLimitAttribute(UploadService.PieceBytes)).RequireAuthorization();
        app.MapPost(Pattern + "/finish", FinishAsync).RequireAuthorization();
        app.MapDelete(Pattern, AbandonAsync).RequireAuthorization();
        app.MapGet("/api/datasets/{versionId:guid}/faults.csv", FaultsAsync).RequireAuthorization();
    }

    private static Task<IResult> PlaceAsync(Guid uploadId, HttpContext context, UploadService uploads, ITexts texts, CancellationToken cancellationToken) =>
        AnswerAsync(context, texts, async () => new UploadAnswer((await uploads.PlaceAsync(context.User.ToActor(), uploadId, cancellationToken)).Offset, null, null));

    private static Task<IResult> PieceAsync(
        Guid uploadId, long offset, HttpContext context, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> form, UploadService uploads, ITexts texts, CancellationToken cancellationToken) =>
        GuardedAsync(context, antiforgery, form, texts, async () =>
        {
            var hash = context.Request.Headers[PieceHash].ToString();
            return new UploadAnswer(await uploads.AppendAsync(context.User.ToActor(), uploadId, offset, context.Request.Body, hash.Length > 0 ? hash : null, cancellationToken), null, null);
        });

    private static Task<IResult> FinishAsync(
        Guid uploadId, HttpContext context, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> form, UploadService uploads, ITexts texts, CancellationToken cancellationToken) =>
        GuardedAsync(context, antiforgery, form, texts, async () => new UploadAnswer(null, await uploads.FinishAsync(context.User.ToActor(), uploadId, cancellationToken), null));

    private static Task<IResult> AbandonAsync(
        Guid uploadId, HttpContext context, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> form, UploadService uploads, ITexts texts, CancellationToken cancellationToken) =>
        GuardedAsync(context, antiforgery, form, texts, async () =>
        {
            await uploads.AbandonAsync(context.User.ToActor(), uploadId, cancellationToken);
            return new UploadAnswer(null, null, null);
        });

    private static async Task<IResult> FaultsAsync(Guid versionId, HttpContext context, FaultListService faults, ITexts texts, CancellationToken cancellationToken)
    {
        try
        {
            return await faults.OpenAsync(context.User.ToActor(), versionId, texts, cancellationToken) is { } list ? ListDownload.Send(context, list) : TypedResults.NotFound();
        }
        catch (AccessDeniedException)
        {
            return TypedResults.NotFound();
        }
    }

    // Without the header the token would be looked for in a form, and the body would be read for it.
    private static async Task<IResult> GuardedAsync(HttpContext context, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> form, ITexts texts, Func<Task<UploadAnswer>> act) =>
        context.Request.Headers.ContainsKey(form.Value.HeaderName!) && await antiforgery.IsRequestValidAsync(context)
            ? await AnswerAsync(context, texts, act)
            : Refuse(StatusCodes.Status400BadRequest, texts["error.bad-request"]);

    private static async Task<IResult> AnswerAsync(HttpContext context, ITexts texts, Func<Task<UploadAnswer>> act)
    {
        try
        {
            return TypedResults.Json(await act());
        }
        catch (DomainRuleException rule) when (rule.Code == "upload.offset")
        {
            return TypedResults.Json(new UploadAnswer((long)rule.Arguments[1], null, null), statusCode: StatusCodes.Status409Conflict);
        }
        catch (DomainRuleException rule) when (rule.Code == "upload.damaged")
        {
            return Refuse(StatusCodes.Status409Conflict, Sentences.Of(texts, rule));
        }
        catch (DomainRuleException rule)
        {
            return Refuse(StatusCodes.Status422UnprocessableEntity, Sentences.Of(texts, rule));
        }
        catch (AccessDeniedException denied)
        {
            return Refuse(StatusCodes.Status403Forbidden, Sentences.Of(texts, denied));
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refuse(bad.StatusCode, texts["error.too-large"]);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && (context.RequestAborted.IsCancellationRequested || gone is OperationCanceledException))
        {
            // the connection is gone or a newer one took over; what had arrived stays for the next try
            return TypedResults.Empty;
        }
    }

    private static JsonHttpResult<UploadAnswer> Refuse(int status, string sentence) => TypedResults.Json(new UploadAnswer(null, null, sentence), statusCode: status);
}

/// <summary>The answer to a piece or to the end of an upload.</summary>
/// <param name="Offset">Bytes that have arrived.</param>
/// <param name="VersionId">The new version.</param>
/// <param name="Sentence">Why it did not go on.</param>
public sealed record UploadAnswer(long? Offset, Guid? VersionId, string? Sentence);
