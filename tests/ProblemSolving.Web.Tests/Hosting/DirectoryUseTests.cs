using System.Diagnostics;
using ProblemSolving.Application;

namespace ProblemSolving.Web.Tests.Hosting;

/// <summary>One program a data directory: real processes, since the lock is the operating system's.</summary>
public sealed class DirectoryUseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ps-use-").FullName;
    private readonly List<Process> _started = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Server_OnADirectoryInUse_EndsWithASentence_AndStartsOnceTheOtherWasKilled()
    {
        var first = await ServerAsync();

        var (code, _, error) = await RunAsync();
        Assert.Equal(1, code);
        Assert.Contains(Data, error, StringComparison.Ordinal);
        Assert.Contains("--ProblemSolving:DataDirectory", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);

        var sample = await RunAsync("sample", "load");
        Assert.Equal(1, sample.Code);
        Assert.Contains(Data, sample.Error, StringComparison.Ordinal);

        var user = await RunAsync("user", "add", "--name", "kim", "--role", "Admin", "--password-stdin");
        Assert.Equal((0, ""), (user.Code, user.Error));

        first.Kill();   // kill -9
        await first.WaitForExitAsync(Token);
        await ServerAsync();
    }

    [Fact]
    public void Hold_AloneAndTogether_KeepTheRightOnesOut()
    {
        var data = new DataDirectory(Data);
        data.Create();
        using (var first = DirectoryHold.TakeTogether(data))
        using (var second = DirectoryHold.TakeTogether(data))
        {
            Assert.NotNull(first);
            Assert.NotNull(second);
            Assert.Null(DirectoryHold.TakeAlone(data));
        }

        using var alone = DirectoryHold.TakeAlone(data);
        Assert.NotNull(alone);
        Assert.Null(DirectoryHold.TakeAlone(data));
        Assert.Null(DirectoryHold.TakeTogether(data));
    }

    private async Task<Process> ServerAsync()
    {
        var process = Start([]);
        while (await process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            if (line.Contains("Now listening", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);   // a full pipe would hold it up
                return process;
            }
        }

        throw new InvalidOperationException("The server did not start: " + await process.StandardError.ReadToEndAsync(Token));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var process = Start(arguments);
        await process.StandardInput.WriteLineAsync(WebApp.Password);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, error);
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ProblemSolving.Web.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ProblemSolving__DataDirectory"] = Data;
        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }
}
