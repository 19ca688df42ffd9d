using DuckDB.NET.Data;
using ProblemSolving.Analysis.Datasets;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>
/// Statements that would leave the sandbox, and files of our own for them to reach: in an engine that is open each of the first kind
/// works, so a refusal is the sandbox's doing and no missing file or unknown function.
/// </summary>
internal sealed class SandboxProbes : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("problemsolving-probes-").FullName;

    public SandboxProbes()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        File.WriteAllText(Place("secret.csv"), "word\nsecret\n");
        File.WriteAllText(Place("secret.json"), """[{"word": "secret"}]""");
        using var open = OpenEngine();
        Run(open, $"COPY (SELECT 'secret' AS word) TO {Sql.Text(Place("secret.parquet"))} (FORMAT parquet)");
        Run(open, $"ATTACH {Sql.Text(Place("secret.db"))} AS s");
        Run(open, "CREATE TABLE s.t AS SELECT 'secret' AS word");
        Run(open, "DETACH s");
        Before = Listing();
    }

    /// <summary>What works in an open engine; <c>{0}</c> is the folder with the files.</summary>
    public static TheoryData<string> Working() => new(
        "SELECT * FROM read_text('{0}/secret.csv')",
        "SELECT * FROM read_blob('{0}/secret.csv')",
        "SELECT * FROM glob('{0}/*')",
        "SELECT * FROM '{0}/secret.csv'",
        "SELECT * FROM read_csv('{0}/secret.csv')",
        "SELECT * FROM sniff_csv('{0}/secret.csv')",
        "SELECT * FROM read_json('{0}/secret.json')",
        "SELECT * FROM read_parquet('{0}/secret.parquet')",
        "SELECT * FROM parquet_metadata('{0}/secret.parquet')",
        "ATTACH '{0}/secret.db' AS other",
        "ATTACH '{0}/new.db'",
        "COPY (SELECT 1) TO '{0}/new.csv'",
        "COPY (SELECT 1) TO '{0}/sub/../escaped.csv'",
        "EXPORT DATABASE '{0}/exported'",
        "SET allowed_paths=['{0}/secret.csv']",
        "SET allowed_directories=['{0}']",
        "SET lock_configuration=false",
        "SET threads=1",
        "SET memory_limit='1GB'",
        "SET temp_directory='{0}'",
        "SET extension_directory='{0}'");

    /// <summary>What needs a network, an extension or another program to work, or what no running engine does.</summary>
    public static TheoryData<string> Unreachable() => new(
        "INSTALL httpfs",
        "LOAD '{0}/probe.duckdb_extension'",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT getenv('PATH')",
        "CALL load_aws_credentials()",
        "SET enable_external_access=true",
        "RESET enable_external_access");

    private string Before { get; }

    public string Statement(string probe) => probe.Replace("{0}", _folder, StringComparison.Ordinal);

    /// <summary>Nothing in the folder was written, changed or removed.</summary>
    public bool IsUntouched => Listing() == Before;

    public static DuckDBConnection OpenEngine()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }

    public static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            _ = reader.FieldCount;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Place(string name) => Path.Combine(_folder, name);

    private string Listing() => string.Join('\n', new DirectoryInfo(_folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .OrderBy(f => f.FullName, StringComparer.Ordinal)
        .Select(f => $"{f.FullName} {(f is FileInfo file ? file.Length : 0)}"));
}
