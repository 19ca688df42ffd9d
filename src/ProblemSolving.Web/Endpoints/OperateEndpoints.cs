using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Lists;
using ProblemSolving.Application.Operate;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Operate;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Endpoints;

/// <summary>Downloads of what a schedule delivered. The service asks for the right to it and writes the download down.</summary>
internal static class OperateEndpoints
{
    private const string Json = "application/json";

    public static void MapOperate(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/operate-runs/{id:guid}").RequireAuthorization();
        foreach (var part in new[] { DeliveredPart.Target, DeliveredPart.Holdout })
        {
            foreach (var format in ListDownload.Formats)
                Map(part, format);
        }

        Map(DeliveredPart.Manifest, ListFormat.Csv);

        void Map(DeliveredPart part, ListFormat format) => group.MapGet(
            "/" + OperateUrls.Segment(part, format),
            (Guid id, HttpContext context, ScheduleService schedules, ITexts texts, CancellationToken cancellationToken) => SendAsync(id, part, format, context, schedules, texts, cancellationToken));
    }

    internal static async Task<IResult> SendAsync(Guid id, DeliveredPart part, ListFormat format, HttpContext context, ScheduleService schedules, ITexts texts, CancellationToken cancellationToken)
    {
        try
        {
            var file = await schedules.OpenFileAsync(context.User.ToActor(), id, part, format, cancellationToken);
            if (part != DeliveredPart.Manifest)
                return ListDownload.Send(context, file.Content, file.FileName, format);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.File(file.Content, Json, file.FileName);
        }
        catch (DomainRuleException rule) when (rule.Code == ListFiles.TooLong)
        {
            return TypedResults.Text(Sentences.Of(texts, rule), statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (Exception problem) when (problem is AccessDeniedException or DomainRuleException)
        {
            return TypedResults.NotFound();
        }
    }
}
