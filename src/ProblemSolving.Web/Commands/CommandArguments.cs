namespace ProblemSolving.Web.Commands;

/// <summary>Options behind a command: <c>--name value</c> and <c>--flag</c>; settings such as <c>--ProblemSolving:DataDirectory=…</c> are kept for the host.</summary>
internal sealed class CommandArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public CommandArguments(string[] args)
    {
        var settings = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].Contains(':', StringComparison.Ordinal) && args[i].Contains('=', StringComparison.Ordinal))
                settings.Add(args[i]);
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                _values[args[i]] = args[++i];
            else
                _values[args[i]] = "";
        }

        Settings = [.. settings];
    }

    public string[] Settings { get; }

    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The first option that is not in the list, or null.</summary>
    public string? Unknown(params string[] known) => _values.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
}
