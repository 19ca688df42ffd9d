using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Accounts;
using ProblemSolving.Application.Reports;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Endpoints;

/// <summary>The report as a page of its own, and the tables as a workbook.</summary>
internal static class ReportEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/projects/{id:guid}").RequireAuthorization();
        group.MapGet("/report", HtmlAsync);
        group.MapGet("/workbook", WorkbookAsync);
    }

    internal static async Task<Results<FileContentHttpResult, ContentHttpResult, NotFound>> HtmlAsync(Guid id, bool? download, HttpContext context, ReportService reports, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var report = await reports.HtmlAsync(context.User.ToActor(), id, CultureInfo.CurrentUICulture, cancellationToken);
            if (download == true)
                return TypedResults.File(Encoding.UTF8.GetBytes(report.Html), "text/html; charset=utf-8", report.FileName);
            context.AllowOwnFrame();
            return TypedResults.Content(report.Html, "text/html; charset=utf-8");
        }
        catch (AccessDeniedException)
        {
            return TypedResults.NotFound();
        }
    }

    internal static async Task<Results<FileContentHttpResult, NotFound>> WorkbookAsync(Guid id, HttpContext context, ReportService reports, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            using var workbook = new MemoryStream();
            var name = await reports.WorkbookAsync(context.User.ToActor(), id, CultureInfo.CurrentUICulture, workbook, cancellationToken);
            return TypedResults.File(workbook.ToArray(), Xlsx, name);
        }
        catch (AccessDeniedException)
        {
            return TypedResults.NotFound();
        }
    }
}
