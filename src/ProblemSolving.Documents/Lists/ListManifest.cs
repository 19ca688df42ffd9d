using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProblemSolving.Documents.Lists;

/// <summary>Stands beside a delivered list, so that the receiving system can check it got the whole file. Written after the list.</summary>
/// <param name="FileName">The list in the same folder.</param>
/// <param name="Rows">Data rows, header not counted.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Of the file's bytes, lower-case hexadecimal.</param>
/// <param name="CreatedUtc">When it was written.</param>
/// <param name="ScheduleId">The schedule it belongs to; null for a list made by hand.</param>
/// <param name="SlotId">The slot of the schedule: the same slot always gives the same name, never a second delivery.</param>
/// <param name="Columns">Header of the list.</param>
/// <param name="Facts">Further facts of the caller: data version, model, holdout.</param>
public sealed record ListManifest(
    string FileName,
    int Rows,
    long Bytes,
    string Sha256,
    DateTime CreatedUtc,
    string? ScheduleId,
    string? SlotId,
    IReadOnlyList<string> Columns,
    IReadOnlyDictionary<string, string> Facts)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    /// <summary>Name of the manifest of a list.</summary>
    public static string NameFor(string fileName) => fileName + ".manifest.json";

    public string ToJson() => JsonSerializer.Serialize(this, s_json) + "\n";

    public static ListManifest Parse(string json) =>
        JsonSerializer.Deserialize<ListManifest>(json, s_json) ?? throw new FormatException("The manifest is empty.");
}
