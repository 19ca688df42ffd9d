using System.Security.Cryptography;

namespace ProblemSolving.Web.Security;

/// <summary>What every answer says about how it may be used.</summary>
public static class SecurityHeaders
{
    private static readonly object NonceKey = new();
    private static readonly object FrameKey = new();

    /// <summary>The word that marks the scripts of this one answer as ours.</summary>
    public static string Nonce(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(NonceKey, out var known))
            return (string)known!;
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[NonceKey] = nonce;
        return nonce;
    }

    /// <summary>Lets our own pages show this answer in a frame; nobody else may.</summary>
    public static void AllowOwnFrame(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[FrameKey] = true;
    }

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var ownFrame = context.Items.ContainsKey(FrameKey);
        headers.ContentSecurityPolicy =
            "default-src 'self'; "
            + $"script-src 'self' 'nonce-{context.Nonce()}'; "
            // the component kit sets positions in style attributes
            + "style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors "
            + (ownFrame ? "'self'" : "'none'");
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = ownFrame ? "SAMEORIGIN" : "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            // asks for the device's colour scheme, so that the first page already has the right one
            headers["Accept-CH"] = "Sec-CH-Prefers-Color-Scheme";
            headers["Critical-CH"] = "Sec-CH-Prefers-Color-Scheme";
            headers.Append("Vary", "Sec-CH-Prefers-Color-Scheme");
        }
    }
}
