using System.Text.Json;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Domain;

namespace ProblemSolving.Analysis.Analyze;

/// <summary>
/// Lets one SELECT over <c>purchases</c> and <c>rows</c> through and nothing else. The engine's own parser is asked, so no text can look
/// harmless to us and mean something else to it. The locked session stands behind this: what slipped through could still open no file.
/// </summary>
internal static class QueryGuard
{
    public const string Purchases = "purchases";
    public const string Rows = "rows";
    public const string Answer = "answer";

    private const int DeepestTree = 600;

    private static readonly string[] TableFunctions = ["range", "generate_series", "unnest"];

    // functions that tell about the machine or the session, or run a text as a query
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "getenv", "current_setting", "set_config", "query", "query_table", "glob", "sniff_csv", "which_secret", "json_execute_serialized_sql", "from_json_strict_sql",
        "getvariable", "nextval", "currval", "write_log", "current_database", "current_schema", "current_schemas", "current_query", "current_user", "current_role", "session_user",
        "version", "txid_current", "current_connection_id", "current_query_id", "current_transaction_id", "in_search_path", "add_parquet_key", "enable_logging",
    };

    // names that mean something to the engine or to us; what else the session knows is asked for
    private static readonly string[] OwnNames = [Purchases, Rows, Answer, "information_schema", "sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema", .. PurchaseTable.Names];

    private static readonly string[] RefusedStarts = ["read_", "duckdb_", "pragma_", "parquet_", "sqlite_", "pg_", "has_", "icu_", "test_", "checkpoint", "force_", "storage_", "copy_"];

    /// <returns>The names of the two tables that the query asks for.</returns>
    /// <exception cref="DomainRuleException">The text is not one SELECT over the two tables.</exception>
    public static IReadOnlySet<string> Check(DuckSession duck, string sql)
    {
        using var tree = Tree(duck.One($"SELECT json_serialize_sql({Sql.Text(sql)})", r => r.GetString(0)));
        var root = tree.RootElement;
        if (root.GetProperty("error").GetBoolean())
        {
            throw root.GetProperty("error_type").GetString() == "parser"
                ? new DomainRuleException("query.syntax", root.GetProperty("error_message").GetString()!.Split('\n')[0])
                : new DomainRuleException("query.only-select");
        }

        if (root.GetProperty("statements").GetArrayLength() != 1)
            throw new DomainRuleException("query.one-statement", root.GetProperty("statements").GetArrayLength());
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CollectNames(root, named);
        DemandOwnNames(duck, named);
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Walk(root, named, used);
        return used;
    }

    private static JsonDocument Tree(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestTree });
        }
        catch (JsonException)
        {
            throw new DomainRuleException("query.too-deep");
        }
    }

    /// <summary>Names that the query gives to its own parts with WITH.</summary>
    private static void CollectNames(JsonElement element, HashSet<string> named)
    {
        foreach (var child in Children(element))
        {
            if (child.Name == "cte_map" && child.Value.TryGetProperty("map", out var map))
            {
                foreach (var entry in map.EnumerateArray())
                    named.Add(entry.GetProperty("key").GetString()!);
            }

            if (child.Name == "cte_name" && child.Value.ValueKind == JsonValueKind.String)
                named.Add(child.Value.GetString()!);
            CollectNames(child.Value, named);
        }
    }

    /// <summary>
    /// Refuses names of WITH that already mean something. The names are gathered without the scope they hold in, so a part of the query
    /// outside it would see the table of the session instead; a name that nothing else has cannot lead anywhere.
    /// </summary>
    private static void DemandOwnNames(DuckSession duck, HashSet<string> named)
    {
        if (named.Count == 0)
            return;
        var known = duck.Rows("SELECT view_name FROM duckdb_views() UNION SELECT table_name FROM duckdb_tables() UNION SELECT schema_name FROM duckdb_schemas()", r => r.GetString(0))
            .Concat(OwnNames).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // a name with a point or a slash could be read as a file
        var taken = named.FirstOrDefault(n => known.Contains(n) || n.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or ' ' or '-')) || RefusedStarts.Any(s => n.StartsWith(s, StringComparison.OrdinalIgnoreCase)));
        if (taken is not null)
            throw new DomainRuleException("query.with-name", taken);
    }

    private static void Walk(JsonElement element, HashSet<string> named, HashSet<string> used)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            switch (Text(element, "type"))
            {
                case "BASE_TABLE":
                    Table(element, named, used);
                    break;
                case "SHOW_REF":
                    throw new DomainRuleException("query.only-select");
                case "TABLE_FUNCTION" when Text(element.GetProperty("function"), "function_name") is var name && !TableFunctions.Contains(name, StringComparer.OrdinalIgnoreCase):
                    throw new DomainRuleException("query.function", name ?? "");
            }

            if (Text(element, "function_name") is { } function && (Refused.Contains(function) || RefusedStarts.Any(s => function.StartsWith(s, StringComparison.OrdinalIgnoreCase))))
                throw new DomainRuleException("query.function", function);
        }

        foreach (var child in Children(element))
            Walk(child.Value, named, used);
    }

    private static void Table(JsonElement element, HashSet<string> named, HashSet<string> used)
    {
        var name = Text(element, "table_name") ?? "";
        if (!string.IsNullOrEmpty(Text(element, "schema_name")) || !string.IsNullOrEmpty(Text(element, "catalog_name")))
            throw new DomainRuleException("query.table", name);
        if (named.Contains(name))
            return;
        if (!name.Equals(Purchases, StringComparison.OrdinalIgnoreCase) && !name.Equals(Rows, StringComparison.OrdinalIgnoreCase))
            throw new DomainRuleException("query.table", name);
        used.Add(name);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<(string Name, JsonElement Value)> Children(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(p => (p.Name, p.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(e => ("", e)),
        _ => [],
    };
}
