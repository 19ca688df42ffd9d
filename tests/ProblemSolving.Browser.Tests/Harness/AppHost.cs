using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using ProblemSolving.Testing;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>
/// The real program as a process of its own, on a free loopback port and an own data directory. It can be stopped, killed
/// without warning and started again on the same data.
/// </summary>
public sealed class AppHost : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<TempFolder>> s_withPeople = new(MakeWithPeopleAsync);
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly TempFolder? _ownFolder;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    private AppHost(TempFolder own, IReadOnlyDictionary<string, string>? settings)
        : this(own.Path, settings) => _ownFolder = own;

    private AppHost(string dataDirectory, IReadOnlyDictionary<string, string>? settings)
    {
        DataDirectory = dataDirectory;
        _settings = settings ?? new Dictionary<string, string>();
    }

    /// <summary>Where the program listens; the port stays the same over restarts, so an open page can reconnect.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public string DataDirectory { get; }

    /// <summary>From the start of the process to the first answered request.</summary>
    public TimeSpan StartDuration { get; private set; }

    /// <summary>Everything the program wrote to its console, over all starts.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts the program and waits until it answers.</summary>
    /// <param name="dataDirectory">Null for a new one that is deleted afterwards.</param>
    /// <param name="settings">Further settings as environment variables, such as <c>ProblemSolving__Postgres</c>.</param>
    public static async Task<AppHost> StartAsync(CancellationToken cancellationToken, string? dataDirectory = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var host = dataDirectory is null ? new AppHost(new TempFolder(), settings) : new AppHost(dataDirectory, settings);
        await host.StartFirstAsync(cancellationToken);
        return host;
    }

    /// <summary>Starts the program with the accounts of <see cref="People.All"/>, on a data directory of its own.</summary>
    public static async Task<AppHost> StartWithPeopleAsync(CancellationToken cancellationToken)
    {
        var made = await s_withPeople.Value;
        var folder = new TempFolder();
        TempFolder.Copy(made.Path, folder.Path);
        var host = new AppHost(folder, null);
        await host.StartFirstAsync(cancellationToken);
        return host;
    }

    // Every command is a process that starts cold: the accounts are made once, and every program works on a copy.
    private static async Task<TempFolder> MakeWithPeopleAsync()
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        await using var host = new AppHost(folder.Path, null);
        foreach (var person in People.All)
            await People.AddAsync(host, person, CancellationToken.None);
        return folder;
    }

    /// <summary>Ends the process at once, as a power cut would (SIGKILL).</summary>
    public void KillHard()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
    }

    /// <summary>Ends the process if it still runs and starts it on the same data and port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        KillHard();
        _process?.Dispose();
        await StartProcessAsync(cancellationToken);
    }

    /// <summary>Runs a command of the program, such as <c>user add</c>, on the same data.</summary>
    /// <param name="input">Typed into the command, for example a password.</param>
    public async Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(arguments)) ?? throw new InvalidOperationException("The program could not be started.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            KillHard();
            _process.Dispose();
            KeepWhatFailed();
        }

        _ownFolder?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StartFirstAsync(CancellationToken cancellationToken)
    {
        try
        {
            Address = new Uri($"http://127.0.0.1:{FreePort()}");
            await StartProcessAsync(cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartProcessAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var process = Process.Start(StartInfo([])) ?? throw new InvalidOperationException("The program could not be started.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;

        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        while (watch.Elapsed < s_startLimit)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The program ended with code {process.ExitCode} while starting:\n{Output}");
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    StartDuration = watch.Elapsed;
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(50, cancellationToken);
        }

        throw new TimeoutException($"The program did not answer within {s_startLimit.TotalSeconds} seconds:\n{Output}");
    }

    // A page that failed shows only a number; why it failed stands in what the program wrote, which ends with it.
    private void KeepWhatFailed()
    {
        if (!Output.Contains(" [ERR] ", StringComparison.Ordinal))
            return;
        var folder = Path.Combine(RepositoryFolder.Root, "artifacts", "test-results");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"program-{Address.Port}.log"), Output);
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }

    private ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = arguments.Count > 0,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = DataDirectory,
        };
        start.ArgumentList.Add(ProgramPath());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_DETAILEDERRORS"] = "true";   // a complaint in the browser's console says what went wrong
        start.Environment["ProblemSolving__DataDirectory"] = DataDirectory;
        foreach (var (key, value) in _settings)
            start.Environment[key] = value;
        return start;
    }

    private static string ProgramPath()
    {
        var configuration = typeof(AppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;
        var path = Path.Combine(RepositoryFolder.Root, "src", "ProblemSolving.Web", "bin", configuration, "net10.0", "ProblemSolving.Web.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The program is not built in the configuration of the tests.", path);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What a command of the program gave.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);
