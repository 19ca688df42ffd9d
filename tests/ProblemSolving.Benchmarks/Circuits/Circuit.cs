using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace ProblemSolving.Benchmarks.Circuits;

/// <summary>One open page without a browser: it speaks the protocol of the page's script, acknowledges what is rendered and types into a box.</summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly RenderedFields _fields = new();
    private readonly TaskCompletionSource<long> _events = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _rendered;
    private int _calls;

    private Circuit(HubConnection connection)
    {
        _connection = connection;
    }

    /// <summary>What the server said went wrong, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Bytes of all that was rendered so far.</summary>
    public long RenderedBytes { get; private set; }

    /// <summary>When the newest of it came.</summary>
    public long RenderedAt { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>Opens a page of somebody who is signed in and waits until it can be typed into.</summary>
    public static async Task<Circuit> OpenAsync(HttpClient http, CookieContainer cookies, Uri page, string input, CancellationToken cancellationToken)
    {
        var circuit = await BeginAsync(await http.GetStringAsync(page, cancellationToken), cookies, page, cancellationToken);
        var clock = Stopwatch.StartNew();
        while (!circuit.Knows(input))
        {
            if (circuit.Problem is not null || clock.Elapsed > TimeSpan.FromSeconds(30))
                throw new InvalidOperationException($"{page} shows no box {input}. {circuit.Problem}");
            await Task.Delay(20, cancellationToken);
        }

        return circuit;
    }

    /// <summary>Begins the live part of a page that was fetched and does not wait for what it renders.</summary>
    public static async Task<Circuit> BeginAsync(string html, CookieContainer cookies, Uri page, CancellationToken cancellationToken)
    {
        var origin = page.GetLeftPart(UriPartial.Authority);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(page, "/_blazor"), options =>
        {
            options.Cookies = cookies;
            options.Headers["Origin"] = origin;
        });
        builder.Services.AddSingleton(Protocol());
        var circuit = new Circuit(builder.Build());
        await circuit.StartAsync(html, page, cancellationToken);
        return circuit;
    }

    /// <summary>Types a text into a box, as one key does, and waits for what the server renders.</summary>
    public async Task<TimeSpan> TypeAsync(string input, string text, CancellationToken cancellationToken)
    {
        if (Problem is not null || _connection.State != HubConnectionState.Connected)
            throw new InvalidOperationException($"The page is gone: {Problem}");
        var dispatcher = await _events.Task;
        ulong handler;
        var rendered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            handler = _fields.HandlerOf(input) ?? throw new InvalidOperationException($"The box {input} is gone.");
            _rendered = rendered;
        }

        var descriptor = new { eventHandlerId = handler, eventName = "input", eventFieldInfo = (object?)null };
        var clock = Stopwatch.StartNew();
        await _connection.SendAsync("BeginInvokeDotNetFromJS", (++_calls).ToString(CultureInfo.InvariantCulture), (string?)null, "DispatchEventAsync", dispatcher,
            JsonSerializer.Serialize(new object[] { descriptor, new { value = text } }), cancellationToken);
        await rendered.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        return clock.Elapsed;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // The page's own binary form of messages is not public, so it is taken from the framework that the server runs on.
    private static IHubProtocol Protocol()
    {
        var assembly = System.Reflection.Assembly.Load("Microsoft.AspNetCore.Components.Server");
        var type = assembly.GetTypes().Single(t => typeof(IHubProtocol).IsAssignableFrom(t) && !t.IsAbstract);
        return (IHubProtocol)Activator.CreateInstance(type, nonPublic: true)!;
    }

    private bool Knows(string input)
    {
        lock (_gate)
            return _fields.HandlerOf(input) is not null && _events.Task.IsCompleted;
    }

    private async Task StartAsync(string html, Uri page, CancellationToken cancellationToken)
    {
        _connection.On("JS.AttachComponent", [typeof(int), typeof(string)], _ => Task.CompletedTask);
        _connection.On("JS.BeginInvokeJS", [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)], OnScriptCallAsync);
        _connection.On("JS.EndInvokeDotNet", [typeof(string), typeof(bool), typeof(string)], OnCallEndedAsync);
        _connection.On("JS.RenderBatch", [typeof(int), typeof(byte[])], OnRenderedAsync);
        _connection.On("JS.EndUpdateRootComponents", [typeof(long)], _ => Task.CompletedTask);
        _connection.On("JS.Error", [typeof(string)], arguments =>
        {
            Problem = (string?)arguments[0];
            return Task.CompletedTask;
        });
        _connection.On("JS.ReceiveByteArray", [typeof(int), typeof(byte[])], _ => Task.CompletedTask);
        _connection.Closed += closed =>
        {
            Problem ??= closed?.Message;
            return Task.CompletedTask;
        };
        await _connection.StartAsync(cancellationToken);
        var root = page.GetLeftPart(UriPartial.Authority) + "/";
        var state = State().Match(html) is { Success: true } match ? match.Groups[1].Value : "";
        await _connection.InvokeAsync<string>("StartCircuit", root, page.ToString(), "[]", state, cancellationToken);
        await _events.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        var operations = Markers().Matches(html)
            .Select(m => JsonSerializer.Deserialize<JsonElement>(m.Groups[1].Value))
            .Where(m => m.TryGetProperty("type", out var type) && type.GetString() == "server")
            .Select((marker, i) => new { type = "add", ssrComponentId = i + 1, marker })
            .ToList();
        await _connection.SendAsync("UpdateRootComponents", JsonSerializer.Serialize(new { batchId = 1, operations }), state, cancellationToken);
    }

    // The first call hands over the object that takes events. A module that is asked for gets a number; everything else the
    // page's scripts do is answered with nothing.
    private async Task OnScriptCallAsync(object?[] arguments)
    {
        var (handle, name, json) = ((long)arguments[0]!, (string?)arguments[1], (string?)arguments[2]);
        if (name == "Blazor._internal.attachWebRendererInterop")
            _events.TrySetResult(JsonSerializer.Deserialize<JsonElement>(json!)[1].GetProperty("__dotNetObject").GetInt64());
        if (handle == 0)
            return;
        var result = arguments[3] is 1 ? "{\"__jsObjectId\":1}" : name == "watch" ? "false" : "null";   // the theme asks whether the device is dark
        await _connection.SendAsync("EndInvokeJSFromDotNet", handle, true, $"[{handle.ToString(CultureInfo.InvariantCulture)},true,{result}]");
    }

    private Task OnCallEndedAsync(object?[] arguments)
    {
        if (arguments[1] is false)
            Problem = (string?)arguments[2];
        return Task.CompletedTask;
    }

    private async Task OnRenderedAsync(object?[] arguments)
    {
        var (number, batch) = ((int)arguments[0]!, (byte[])arguments[1]!);
        lock (_gate)
        {
            _fields.Read(batch);
            RenderedBytes += batch.Length;
            RenderedAt = Stopwatch.GetTimestamp();
            _rendered?.TrySetResult();
        }

        await _connection.SendAsync("OnRenderCompleted", (long)number, (string?)null);
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
