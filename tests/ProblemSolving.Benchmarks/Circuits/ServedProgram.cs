using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ProblemSolving.Testing;

namespace ProblemSolving.Benchmarks.Circuits;

/// <summary>The real program as a process of its own on a prepared data directory, and how one gets in.</summary>
internal static partial class ServedProgram
{
    public const string UserName = "kim";
    public const string Password = "correct horse 1!";

    public static Process Start(string folder, Uri address)
    {
#if DEBUG
        const string configuration = "Debug";
#else
        const string configuration = "Release";
#endif
        var program = Path.Combine(RepositoryFolder.Root, "src", "ProblemSolving.Web", "bin", configuration, "net10.0", "ProblemSolving.Web.dll");
        var info = new ProcessStartInfo("dotnet", [program, "--urls", address.ToString(), $"--ProblemSolving:DataDirectory={folder}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var server = Process.Start(info)!;
        server.OutputDataReceived += static (_, _) => { };
        server.ErrorDataReceived += static (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    public static async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient();
        for (var i = 0; i < 300; i++)
        {
            try
            {
                if ((await http.GetAsync(new Uri(address, "/health/ready"))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The program did not answer within 30 s.");
    }

    public static async Task SignInAsync(HttpClient http)
    {
        var page = await http.GetStringAsync("/account/sign-in");
        var fields = Hidden().Matches(page).DistinctBy(m => m.Groups[1].Value).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        fields["Posted.UserName"] = UserName;
        fields["Posted.Password"] = Password;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode || answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/account", StringComparison.Ordinal))
            throw new InvalidOperationException($"Signing in led to {answer.StatusCode} at {answer.RequestMessage!.RequestUri}.");
    }

    /// <summary>A free place on this machine alone.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
