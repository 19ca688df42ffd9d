using Microsoft.Extensions.Options;

namespace ProblemSolving.Web.Hosting;

/// <summary>Where the program keeps its things.</summary>
public sealed class ProblemSolvingOptions
{
    public const string Section = "ProblemSolving";

    /// <summary>Database, uploads, logs, keys. A relative path starts where the program was started.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Connection string of a PostgreSQL database; empty for the SQLite file in the data directory.</summary>
    public string? Postgres { get; set; }

    public LimitOptions Limits { get; set; } = new();
}

/// <summary>Finds every fault at start, each with its key and the value it found.</summary>
internal sealed class ProblemSolvingOptionsValidator : IValidateOptions<ProblemSolvingOptions>
{
    public ValidateOptionsResult Validate(string? name, ProblemSolvingOptions options)
    {
        var failures = new List<string>();
        var key = $"{ProblemSolvingOptions.Section}:{nameof(options.DataDirectory)}";
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            failures.Add($"{key} must name a directory, was empty.");
        }
        else
        {
            try
            {
                PrivateFolder.Probe(Path.GetFullPath(options.DataDirectory));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
            {
                failures.Add($"{key} must be a directory that can be written, was '{options.DataDirectory}': {problem.Message}");
            }
        }

        if (options.Postgres is { Length: > 0 } text && !text.Contains('=', StringComparison.Ordinal))
            failures.Add($"{ProblemSolvingOptions.Section}:{nameof(options.Postgres)} must be a connection string such as Host=…;Database=…;Username=….");
        failures.AddRange(options.Limits.Faults());
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
