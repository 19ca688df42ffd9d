using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Web.Components.Layout;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>Draws a figure, shows it as a table, and saves it. The chart library is fetched when the first figure is drawn.</summary>
public sealed partial class FigureView
{
    private readonly string _id = "figure-" + Guid.NewGuid().ToString("N")[..8];
    private ElementReference _chart;
    private PageScript? _script;
    private FigureSpec? _drawn;
    private bool _asTable;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private ThemeState Theme { get; set; } = default!;

    [Parameter, EditorRequired] public Figure Figure { get; set; } = default!;

    /// <summary>ISO code for axes in money.</summary>
    [Parameter] public string Currency { get; set; } = "KRW";

    /// <summary>Which data it is drawn from, where that is a version of a dataset.</summary>
    [Parameter] public FigureSource? Source { get; set; }

    /// <summary>Height of the drawing in pixels.</summary>
    [Parameter] public int Height { get; set; } = 320;

    /// <summary>Further buttons, for example to pin the finding.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    private string Subtitle => Source is null ? FigureTexts.Say(T, Figure.Subtitle) : T.Get("figure.source", FigureTexts.Say(T, Figure.Subtitle), Source.Words);

    private string FileName => Source is null ? Figure.Id : $"{Figure.Id}-{Source.FileMark}";

    private string ToggleKey => _asTable ? "figure.as-chart" : "figure.as-table";

    public async ValueTask DisposeAsync()
    {
        Theme.Changed -= OnThemeChanged;
        if (_script is not null)
            await _script.LeaveAsync("remove", _chart);
    }

    protected override void OnInitialized() => Theme.Changed += OnThemeChanged;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var spec = FigureSpec.Of(Figure, T, Currency) with { Subtitle = Subtitle };
        if (!firstRender && (_drawn is null || _drawn.Equals(spec)))
            return;
        await DrawAsync(spec);
    }

    private async Task DrawAsync(FigureSpec spec)
    {
        _drawn = spec;
        _script ??= new PageScript(Js, "/" + Assets["js/figure.js"]);
        await _script.CallAsync("draw", _chart, "/" + Assets["lib/echarts-6.1.0/echarts.min.js"], spec);
    }

    private void OnThemeChanged() => _ = InvokeAsync(async () =>
    {
        if (_drawn is not null)
            await DrawAsync(_drawn);
    });

    private void Toggle() => _asTable = !_asTable;

    private async Task SaveImageAsync(string format)
    {
        if (_script is not null)
            await _script.CallAsync("saveImage", _chart, format, FileName);
    }

    private async Task SaveCsvAsync()
    {
        if (_script is not null)
            await _script.CallAsync("saveText", FileName + ".csv", FigureTable.Of(Figure, T, Currency).ToCsv());
    }
}
