using System.Globalization;
using System.IO.Compression;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reports;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Reports;

/// <summary>The numbers of an effect are called after its kind in the report and in the workbook too.</summary>
public sealed class EffectKindTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, ">줄어드는 비율 예상<")]
    [InlineData(true, ">변화량 예상 / 줄어드는 비율 예상<")]
    public async Task Report_OfWhatIsSaved_NamesTheShare(bool besideMargin, string heading)
    {
        await using var app = await TestApp.StartAsync();
        var (project, analyst, _) = await app.AddProjectAsync();
        var worksheets = app.Get<WorksheetService>();
        if (besideMargin)
            await worksheets.AddRowAsync(analyst, project.Id, SheetKind.EffectLine, Token);
        var line = await worksheets.AddRowAsync(analyst, project.Id, SheetKind.EffectLine, Token);
        await worksheets.SaveFieldAsync(analyst, new FieldEdit(project.Id, SheetKind.EffectLine, line, nameof(EffectLine.Kind), nameof(GainKind.Margin), nameof(GainKind.SavedCost)), Token);

        var reports = app.Get<ReportService>();
        Assert.Contains(heading, (await reports.HtmlAsync(analyst, project.Id, CultureInfo.GetCultureInfo("ko"), Token)).Html, StringComparison.Ordinal);
        using var file = new MemoryStream();
        await reports.WorkbookAsync(analyst, project.Id, CultureInfo.GetCultureInfo("ko"), file, Token);
        file.Position = 0;
        await using var archive = new ZipArchive(file);
        var sheets = archive.Entries.Where(e => e.FullName.StartsWith("xl/", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal)).Select(Read).ToList();
        Assert.Contains(sheets, s => s.Contains(heading, StringComparison.Ordinal));
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
