using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Measure;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Measure;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Endpoints;

/// <summary>Files of pilots: lists out, responses in. Who may is decided by the services.</summary>
internal static class PilotEndpoints
{
    /// <summary>A little above the service's limit, so that its sentence is the answer.</summary>
    private const long UploadBytesMost = 210L << 20;

    public static void MapPilots(this WebApplication app)
    {
        foreach (var group in Enum.GetValues<PilotGroup>())
        {
            foreach (var format in ListDownload.Formats)
                app.MapGet(PilotUrls.ListPattern + PilotUrls.Segment(group, format), (Guid id, HttpContext context, PilotListService lists, ITexts texts, CancellationToken cancellationToken) => DownloadAsync(id, group, format, context, lists, texts, cancellationToken));
        }

        app.MapPost(PilotUrls.ResponsesPattern, UploadAsync).WithMetadata(new RequestSizeLimitAttribute(UploadBytesMost));
    }

    private static async Task<IResult> DownloadAsync(Guid id, PilotGroup group, ListFormat format, HttpContext context, PilotListService lists, ITexts texts, CancellationToken cancellationToken)
    {
        try
        {
            var list = await lists.OpenAsync(context.User.ToActor(), id, group, format, cancellationToken);
            return ListDownload.Send(context, list.Content, list.FileName, format);
        }
        catch (DomainRuleException rule) when (rule.Code == ListFiles.TooLong)
        {
            return TypedResults.Text(Sentences.Of(texts, rule), statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (DomainRuleException)
        {
            return TypedResults.NotFound();   // no list yet; the page offers the link only when there is one
        }
    }

    /// <summary>The body is the file itself, so that nothing has to be held or unpacked before it is on disk.</summary>
    private static async Task<IResult> UploadAsync(
        Guid id,
        [FromQuery] string name,
        [FromQuery] bool? ignoreUnknown,
        [FromQuery] bool? acceptAllZero,
        [FromQuery] bool? acceptAbsentGroup,
        HttpContext context,
        IAntiforgery antiforgery,
        IOptions<AntiforgeryOptions> form,
        PilotResponseService responses,
        ITexts texts,
        CancellationToken cancellationToken)
    {
        // Without the header the token would be looked for in a form, and the body would be read for it.
        if (!context.Request.Headers.ContainsKey(form.Value.HeaderName!) || !await antiforgery.IsRequestValidAsync(context))
            return TypedResults.Json(new UploadAnswer("pilot.responses.session", texts["rule.pilot.responses.session"]), statusCode: StatusCodes.Status400BadRequest);
        try
        {
            var reading = new ResponseReading(ignoreUnknown == true, acceptAllZero == true, acceptAbsentGroup == true);
            await responses.EvaluateAsync(context.User.ToActor(), id, name, context.Request.Body, reading, cancellationToken);
            return TypedResults.Json(new UploadAnswer(null, null));
        }
        catch (DomainRuleException rule)
        {
            return TypedResults.Json(new UploadAnswer(rule.Code, Sentences.Of(texts, rule)), statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            var rule = new DomainRuleException("pilot.responses.too-large", name, PilotLimits.Default.ResponseBytes >> 20);
            return TypedResults.Json(new UploadAnswer(rule.Code, Sentences.Of(texts, rule)), statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }

    /// <summary>Both empty when the file was taken; otherwise the rule and its sentence.</summary>
    private sealed record UploadAnswer(string? Code, string? Text);
}
