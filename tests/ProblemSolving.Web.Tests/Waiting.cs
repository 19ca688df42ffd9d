using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using Bunit;
using Bunit.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ProblemSolving.Web.Tests;

internal static class Waiting
{
    // One second, the library's own limit, is too short where two cores build and browse beside the tests.
    [ModuleInitializer]
    internal static void BePatient() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Finds an element and does something with it; where it was drawn anew in between, its handlers are others, and it is found once more.</summary>
    internal static async Task OnAsync<T>(this IRenderedComponent<T> part, string selector, Func<IElement, Task> act)
        where T : IComponent
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act(part.WaitForElement(selector));
                return;
            }
            catch (UnknownEventHandlerIdException) when (attempt < 20)
            {
                await Task.Yield();
            }
        }
    }

    internal static Task ClickAsync<T>(this IRenderedComponent<T> part, string selector, MouseEventArgs? click = null)
        where T : IComponent => part.OnAsync(selector, e => e.ClickAsync(click ?? new MouseEventArgs()));

    internal static Task InputAsync<T>(this IRenderedComponent<T> part, string selector, string text)
        where T : IComponent => part.OnAsync(selector, e => e.InputAsync(text));

    internal static Task BlurAsync<T>(this IRenderedComponent<T> part, string selector)
        where T : IComponent => part.OnAsync(selector, e => e.BlurAsync(new FocusEventArgs()));
}
