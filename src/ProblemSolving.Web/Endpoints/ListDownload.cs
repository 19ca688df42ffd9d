using Microsoft.AspNetCore.Http.HttpResults;
using ProblemSolving.Application.Lists;

namespace ProblemSolving.Web.Endpoints;

/// <summary>Customer lists on their way to a browser, in either format.</summary>
internal static class ListDownload
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static IReadOnlyList<ListFormat> Formats { get; } = Enum.GetValues<ListFormat>();

    /// <summary>The ending of a file, and of its address.</summary>
    public static string Ending(ListFormat format) => format switch
    {
        ListFormat.Csv => ".csv",
        ListFormat.Xlsx => ".xlsx",
    };

    /// <summary>Never kept by the browser: the list names customers.</summary>
    public static FileStreamHttpResult Send(HttpContext context, Stream content, string fileName, ListFormat format)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(content, format == ListFormat.Xlsx ? Xlsx : Csv, fileName);
    }

    /// <summary>The same for a list that is written on its way: cells of the data stand in it.</summary>
    public static PushStreamHttpResult Send(HttpContext context, OutgoingList list)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(target => list.Write(target, context.RequestAborted), Csv, list.FileName);
    }
}
