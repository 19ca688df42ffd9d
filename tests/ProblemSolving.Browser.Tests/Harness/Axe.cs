using System.Text.Json;
using Microsoft.Playwright;

namespace ProblemSolving.Browser.Tests.Harness;

/// <summary>Checks a page's accessibility with axe-core.</summary>
public static class Axe
{
    private static readonly string s_script = ReadScript();

    /// <summary>Serious and critical violations of the page as it stands; none is the goal.</summary>
    public static async Task<IReadOnlyList<AxeViolation>> SeriousAsync(IPage page) =>
        [.. (await CheckAsync(page)).Where(v => v.Impact is "serious" or "critical")];

    /// <summary>All violations of WCAG A and AA and of axe's best practices.</summary>
    public static async Task<IReadOnlyList<AxeViolation>> CheckAsync(IPage page)
    {
        // evaluated through the debugger, so the page's content policy stays as strict as it is
        if (!await page.EvaluateAsync<bool>("() => typeof window.axe === 'object'"))
            await page.EvaluateAsync(s_script + "\n;undefined");
        // nothing is preloaded: that serves sound and film that play by themselves, and we have none
        var json = await page.EvaluateAsync<string>("async () => JSON.stringify((await axe.run(document, { resultTypes: ['violations'], preload: false })).violations.map(v => ({ id: v.id, impact: v.impact ?? '', help: v.help, nodes: v.nodes.map(n => n.target.join(' ') + ' | ' + n.html.slice(0, 200)) })))");
        return JsonSerializer.Deserialize<List<AxeViolation>>(json, JsonSerializerOptions.Web)!;
    }

    private static string ReadScript()
    {
        using var stream = typeof(Axe).Assembly.GetManifestResourceStream("axe.min.js") ?? throw new InvalidOperationException("axe.min.js is missing from the tests.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>One broken rule.</summary>
/// <param name="Impact"><c>minor</c>, <c>moderate</c>, <c>serious</c> or <c>critical</c>.</param>
/// <param name="Nodes">Selector and markup of each place.</param>
public sealed record AxeViolation(string Id, string Impact, string Help, IReadOnlyList<string> Nodes)
{
    public override string ToString() => $"{Impact} {Id}: {Help}\n  {string.Join("\n  ", Nodes)}";
}
