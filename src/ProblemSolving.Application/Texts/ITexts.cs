using System.Globalization;

namespace ProblemSolving.Application.Texts;

/// <summary>The texts in the reader's language.</summary>
public interface ITexts
{
    /// <summary>For whatever a person reads; see <see cref="ReadingCulture"/>.</summary>
    CultureInfo Culture { get; }

    bool IsKorean { get; }

    /// <summary>The text of a key without slots.</summary>
    string this[string key] { get; }

    /// <summary>The text of a key with its slots filled.</summary>
    string Get(string key, params object?[] arguments);

    /// <summary>True when the key is known; for sentences whose key is made at run time.</summary>
    bool Has(string key);
}

/// <summary>Reads the catalogue in the culture of the running request or circuit.</summary>
public sealed class CurrentTexts(TextCatalog catalog) : ITexts
{
    public CultureInfo Culture => ReadingCulture.Of(CultureInfo.CurrentUICulture);

    public bool IsKorean => TextCatalog.IsKorean(Culture);

    public string this[string key] => catalog.Get(key, Culture);

    public string Get(string key, params object?[] arguments) => catalog.Get(key, Culture, arguments);

    public bool Has(string key) => catalog.Has(key);
}
