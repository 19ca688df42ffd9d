using System.Globalization;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reports;

/// <summary>What step 2 shows beside its gains stands in the report too: who only has the paper can follow the sum.</summary>
public sealed class EffectFactsTests : IAsyncLifetime
{
    private TestApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("en", " · Cost of this line per year ₩1.2M · Ramp-up 3 months", "1.55")]
    [InlineData("ko", " · 이 항목의 연간 비용 120만 원 · 도달 기간 3개월", "“second orders” +1.55%p(계획 +3%p)")]
    public async Task Report_OfALineWithCostAndRampUp_SaysBothAndTheBreakEven(string language, string beside, string breakEven)
    {
        var (project, analyst, _) = await _app.AddProjectAsync();
        var worksheets = _app.Get<WorksheetService>();
        var line = await worksheets.AddRowAsync(analyst, project.Id, SheetKind.EffectLine, Token);
        foreach (var (field, value) in new[] { ("Name", "second orders"), ("Population", "1000"), ("ChangeLikely", "0.03"), ("ValuePerUnit", "30000"), ("CostPerYear", "1200000"), ("RampUpMonths", "3") })
            await worksheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.EffectLine, line, field, "", value), Token);
        await worksheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.Effects, null, nameof(EffectsSheet.OneOffCost), "", "3900000"), Token);

        var html = (await _app.Get<ReportService>().HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo(language), Token)).Html;
        Assert.Contains(beside, html, StringComparison.Ordinal);
        Assert.Contains(breakEven, html, StringComparison.Ordinal);
    }
}
