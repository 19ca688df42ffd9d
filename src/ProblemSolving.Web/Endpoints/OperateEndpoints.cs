using Microsoft.AspNetCore.Http.HttpResults;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Operate;
using ProblemSolving.Domain;
using ProblemSolving.Web.Components.Operate;

namespace ProblemSolving.Web.Endpoints;

/// <summary>Downloads of what a schedule delivered. The service asks for the right to it and writes the download down.</summary>
internal static class OperateEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Json = "application/json";

    public static void MapOperate(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/operate-runs/{id:guid}").RequireAuthorization();
        group.MapGet("/" + OperateUrls.Segment(DeliveredPart.Target), ListAsync);
        group.MapGet("/" + OperateUrls.Segment(DeliveredPart.Holdout), HoldoutAsync);
        group.MapGet("/" + OperateUrls.Segment(DeliveredPart.Manifest), ManifestAsync);
    }

    internal static Task<Results<FileStreamHttpResult, NotFound>> ListAsync(Guid id, HttpContext context, ScheduleService schedules, CancellationToken cancellationToken) =>
        SendAsync(id, DeliveredPart.Target, Csv, context, schedules, cancellationToken);

    internal static Task<Results<FileStreamHttpResult, NotFound>> HoldoutAsync(Guid id, HttpContext context, ScheduleService schedules, CancellationToken cancellationToken) =>
        SendAsync(id, DeliveredPart.Holdout, Csv, context, schedules, cancellationToken);

    internal static Task<Results<FileStreamHttpResult, NotFound>> ManifestAsync(Guid id, HttpContext context, ScheduleService schedules, CancellationToken cancellationToken) =>
        SendAsync(id, DeliveredPart.Manifest, Json, context, schedules, cancellationToken);

    private static async Task<Results<FileStreamHttpResult, NotFound>> SendAsync(Guid id, DeliveredPart part, string type, HttpContext context, ScheduleService schedules, CancellationToken cancellationToken)
    {
        try
        {
            var file = await schedules.OpenFileAsync(context.User.ToActor(), id, part, cancellationToken);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.File(file.Content, type, file.FileName);
        }
        catch (Exception problem) when (problem is AccessDeniedException or DomainRuleException)
        {
            return TypedResults.NotFound();
        }
    }
}
