using Bunit;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;
using ProblemSolving.Web.Components.Analyze;
using ProblemSolving.Web.Components.Define;
using ProblemSolving.Web.Tests.Projects;

namespace ProblemSolving.Web.Tests.Define;

/// <summary>Evidence that was a finding leads with what was found.</summary>
public sealed class EvidenceLeadTests
{
    [Fact]
    public async Task Finding_AsEvidence_StandsAboveTheTitleOfItsFigure()
    {
        await using var page = await ProjectPartsPage.OpenAsync();
        await page.App.StartJobsAsync();
        var version = await page.App.ImportTextAsync(page.Analyst, page.Project.Id, "customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\nc1,2026-02-02,20\n");
        var run = await page.App.ExploreAsync(page.Analyst, version, RepurchaseParameters.Default);
        var findings = page.App.Get<FindingService>();
        var finding = await findings.PinAsync(page.Analyst, page.Project.Id, run, "survival", "One of two came back.", null, CancellationToken.None);
        await findings.ToEvidenceAsync(page.Analyst, page.Project.Id, finding, EvidenceSection.Phenomenon, CancellationToken.None);

        var view = page.Render<EvidenceList>(await page.ContextAsync(ProblemStep.Define), p => p.Add(e => e.Section, EvidenceSection.Phenomenon));
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".ps-evidence")), TimeSpan.FromSeconds(10));
        var evidence = view.Find(".ps-evidence");
        Assert.Contains("ps-finding-sentence", evidence.FirstElementChild!.ClassName, StringComparison.Ordinal);
        Assert.Contains("One of two came back.", evidence.FirstElementChild.TextContent, StringComparison.Ordinal);
        Assert.Equal("FIGURE", evidence.Children[1].TagName);
        var data = page.Texts.Get("datasets.version", (await page.ContextAsync(ProblemStep.Define)).Snapshot.DatasetName((await page.ContextAsync(ProblemStep.Define)).Snapshot.DatasetVersions[0]), 1);
        Assert.Contains(data, Assert.Single(view.FindAll(".ps-origin")).TextContent, StringComparison.Ordinal);
        Assert.Contains(data, evidence.QuerySelector("figcaption p")!.TextContent, StringComparison.Ordinal);
        var list = page.Render<PinnedFindingList>(await page.ContextAsync(ProblemStep.Analyze), _ => { });
        Assert.Contains(data, list.Find("li .ps-help").TextContent, StringComparison.Ordinal);
    }
}
