using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProblemSolving.Application.Texts;

/// <summary>
/// Every text a person reads, Korean and English side by side: one JSON file per feature in this folder,
/// <c>"key": { "en": "…", "ko": "…" }</c>, slots as in <see cref="string.Format(string, object?[])"/>.
/// A slot such as <c>{0:plural day|days}</c> writes the number with the word that fits it; a Korean double form such as 을(를)
/// behind a slot becomes the particle that fits what the slot says.
/// </summary>
public sealed class TextCatalog
{
    private readonly FrozenDictionary<string, TextPair> _texts;

    private TextCatalog(FrozenDictionary<string, TextPair> texts) => _texts = texts;

    /// <summary>The texts built into the program.</summary>
    public static TextCatalog Default { get; } = Load();

    /// <summary>All keys, in no order.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>The text of a key in a culture with its slots filled; the key in brackets when it is unknown, so that a gap is seen and not hidden.</summary>
    public string Get(string key, CultureInfo culture, params object?[] arguments)
    {
        if (!_texts.TryGetValue(key, out var pair))
            return $"[{key}]";
        var format = IsKorean(culture) ? pair.Ko : pair.En;
        if (arguments.Length == 0)
            return format;
        var filler = new PluralFormat(ReadingCulture.Of(culture));
        return IsKorean(culture) ? WithParticles(format, filler, arguments) : string.Format(filler, format, arguments);
    }

    // Part by part, so that only the catalogue's own double forms are chosen from and never one that a value brings along.
    private static string WithParticles(string format, PluralFormat filler, object?[] arguments)
    {
        var said = new StringBuilder();
        foreach (var (text, particle) in KoreanParticles.Split(format))
            said.AppendFormat(filler, text, arguments).Append(particle.Length == 0 ? "" : KoreanParticles.After(said.ToString(), particle));
        return said.ToString();
    }

    /// <summary>Both languages of a key.</summary>
    public TextPair Pair(string key) => _texts[key];

    public static bool IsKorean(CultureInfo culture) => culture.TwoLetterISOLanguageName == "ko";

    private static TextCatalog Load()
    {
        var assembly = typeof(TextCatalog).Assembly;
        var all = new Dictionary<string, TextPair>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".texts.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var part = JsonSerializer.Deserialize<Dictionary<string, TextPair>>(stream, JsonSerializerOptions.Web)!;
            foreach (var (key, pair) in part)
            {
                if (!all.TryAdd(key, pair))
                    throw new InvalidOperationException($"The text key '{key}' stands in more than one file; the second is {name}.");
            }
        }

        return new TextCatalog(all.ToFrozenDictionary(StringComparer.Ordinal));
    }
}

/// <summary>One text in both languages.</summary>
public sealed record TextPair(string En, string Ko);
