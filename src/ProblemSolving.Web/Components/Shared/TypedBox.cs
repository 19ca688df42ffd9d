using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>
/// A box that tells every key. What <c>@bind</c> writes is a new handler at each drawing, and a browser that is a few keys ahead still
/// sends them to the handler before, which a busy server may have forgotten: those keys are refused. The handler of this box stays
/// the same for as long as the box is there.
/// </summary>
public sealed class TypedBox : ComponentBase
{
    [Parameter, EditorRequired] public string? Text { get; set; }

    [Parameter, EditorRequired] public EventCallback<string> Typed { get; set; }

    /// <summary>Rows of a text area; 1 is a single line.</summary>
    [Parameter] public int Lines { get; set; } = 1;

    /// <summary>Until the page listens the box is shut in any case: keys typed before would be lost without a word.</summary>
    [Parameter] public bool ReadOnly { get; set; }

    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private ElementReference Box { get; set; }

    public ValueTask FocusAsync() => Box.FocusAsync();

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var isArea = Lines > 1;
        builder.OpenElement(0, isArea ? "textarea" : "input");
        builder.AddAttribute(1, isArea ? "rows" : "type", isArea ? Lines : "text");
        builder.AddMultipleAttributes(2, Attributes);
        builder.AddAttribute(3, "readonly", ReadOnly || !RendererInfo.IsInteractive);
        builder.AddAttribute(4, "value", BindConverter.FormatValue(Text));
        builder.AddAttribute(5, "oninput", EventCallback.Factory.Create<ChangeEventArgs>(this, TellAsync));
        // the page is told what the box held at each key, so that an answer to an earlier one never overwrites the keys after it
        builder.SetUpdatesAttributeName("value");
        builder.AddElementReferenceCapture(6, box => Box = box);
        builder.CloseElement();
    }

    private Task TellAsync(ChangeEventArgs input) => Typed.InvokeAsync(input.Value?.ToString() ?? "");
}
