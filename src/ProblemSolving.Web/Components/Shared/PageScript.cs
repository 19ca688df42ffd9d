using Microsoft.JSInterop;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>
/// A script that a part of a page fetches when it first needs it. A person may leave before the browser has answered: the elements
/// are gone then, and a complaint about that, or the silence of a closed window, is no fault of the page that is shown now.
/// </summary>
/// <param name="address">Of the script, from the root of the site.</param>
internal sealed class PageScript(IJSRuntime js, string address) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;
    private bool _left;

    /// <summary>Calls a function of the script; does nothing once the part was left.</summary>
    public async Task CallAsync(string name, params object?[] arguments)
    {
        try
        {
            if (await ModuleAsync() is { } module)
                await module.InvokeVoidAsync(name, arguments);
        }
        catch (Exception problem) when (IsGone(problem))
        {
            // nobody is there to see it
        }
    }

    /// <summary>Calls a function of the script for its answer.</summary>
    /// <returns>The default of its type when the part was left before there was one.</returns>
    public async Task<TValue?> AskAsync<TValue>(string name, params object?[] arguments)
    {
        try
        {
            if (await ModuleAsync() is { } module)
                return await module.InvokeAsync<TValue>(name, arguments);
        }
        catch (Exception problem) when (IsGone(problem))
        {
            // nobody is there to see it
        }

        return default;
    }

    /// <summary>To be called when the part goes away. What has not come yet is not waited for.</summary>
    /// <param name="last">Function to call before, or null.</param>
    public async ValueTask LeaveAsync(string? last = null, params object?[] arguments)
    {
        _left = true;
        if (_module is not { IsCompletedSuccessfully: true })
            return;
        try
        {
            var module = await _module;
            if (last is not null)
                await module.InvokeVoidAsync(last, arguments);
            await module.DisposeAsync();
        }
        catch (Exception problem) when (IsGone(problem))
        {
            // the window is closed
        }
    }

    public ValueTask DisposeAsync() => LeaveAsync();

    private async Task<IJSObjectReference?> ModuleAsync()
    {
        if (_left)
            return null;
        if (_module is null or { IsFaulted: true } or { IsCanceled: true })
            _module = js.InvokeAsync<IJSObjectReference>("import", address).AsTask();
        var module = await _module;
        if (!_left)
            return module;
        await module.DisposeAsync();
        return null;
    }

    private bool IsGone(Exception problem) =>
        problem is JSDisconnectedException or OperationCanceledException || (_left && problem is JSException or ObjectDisposedException);
}
