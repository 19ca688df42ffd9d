using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using ProblemSolving.Application.Access;
using ProblemSolving.Web.Components;

namespace ProblemSolving.Web.Hosting;

/// <summary>A refused or failed request is answered with a sentence in the reader's language and a number to ask about, never with a blank page.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = problem => problem switch
            {
                AccessDeniedException => StatusCodes.Status403Forbidden,
                BadHttpRequestException bad => bad.StatusCode,
                _ => StatusCodes.Status500InternalServerError,
            },
            // what the caller did wrong is not a fault of the program
            SuppressDiagnosticsCallback = context => context.Exception is AccessDeniedException or BadHttpRequestException,
            ExceptionHandler = WriteAsync,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext));
    }

    /// <summary>The number under which the log knows this request.</summary>
    public static string NumberOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static async Task WriteAsync(HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            return;
        var status = context.Response.StatusCode;
        await new RazorComponentResult<ErrorDocument>(new { Status = status, Number = NumberOf(context) }) { StatusCode = status }.ExecuteAsync(context);
    }
}
