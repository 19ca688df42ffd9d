using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Effects;

/// <summary>One step of the causal chain: this leads to that, by so much where it is known.</summary>
public sealed class CausalLink : IWorksheetRow
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public int Position { get; set; }

    public string Cause { get; set; } = "";

    public string Effect { get; set; } = "";

    /// <summary>How much of the effect comes from one unit of the cause, in <see cref="Unit"/>; null while unknown.</summary>
    public decimal? Strength { get; set; }

    /// <summary>The unit of the number, for example loyal customers per 100 repeat customers.</summary>
    public string Unit { get; set; } = "";
}

/// <summary>Reads the links as one picture.</summary>
public static class CausalChain
{
    /// <summary>The names on the first loop found, its first name repeated at the end; empty when the chain leads somewhere.</summary>
    public static IReadOnlyList<string> Loop(IEnumerable<CausalLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        var next = links.Where(IsComplete).ToLookup(l => Name(l.Cause), l => Name(l.Effect), StringComparer.OrdinalIgnoreCase);
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var start in next.Select(g => g.Key))
        {
            if (Walk(start, [], next, done) is { } loop)
                return loop;
        }

        return [];
    }

    /// <summary>The links in the order of their rows, as runs of names: a link that goes on where the last one ended joins its run.</summary>
    public static IReadOnlyList<IReadOnlyList<CausalLink>> Runs(IEnumerable<CausalLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        var runs = new List<List<CausalLink>>();
        foreach (var link in links.Where(IsComplete).OrderBy(l => l.Position))
        {
            if (runs.Count > 0 && Name(runs[^1][^1].Effect).Equals(Name(link.Cause), StringComparison.OrdinalIgnoreCase))
                runs[^1].Add(link);
            else
                runs.Add([link]);
        }

        return runs;
    }

    private static bool IsComplete(CausalLink link) => !string.IsNullOrWhiteSpace(link.Cause) && !string.IsNullOrWhiteSpace(link.Effect);

    private static string Name(string text) => text.Trim().Normalize();

    private static List<string>? Walk(string at, List<string> path, ILookup<string, string> next, HashSet<string> done)
    {
        var met = path.FindIndex(p => p.Equals(at, StringComparison.OrdinalIgnoreCase));
        if (met >= 0)
            return [.. path[met..], path[met]];
        if (done.Contains(at))
            return null;
        path.Add(at);
        foreach (var to in next[at])
        {
            if (Walk(to, path, next, done) is { } loop)
                return loop;
        }

        path.RemoveAt(path.Count - 1);
        done.Add(at);
        return null;
    }
}
