using System.Globalization;

namespace ProblemSolving.Application.Texts;

/// <summary>The texts in one language, whoever reads: for reports and files.</summary>
public sealed class FixedTexts(TextCatalog catalog, CultureInfo culture) : ITexts
{
    public CultureInfo Culture { get; } = ReadingCulture.Of(culture);

    public bool IsKorean => TextCatalog.IsKorean(Culture);

    public string this[string key] => catalog.Get(key, Culture);

    public string Get(string key, params object?[] arguments) => catalog.Get(key, Culture, arguments);

    public bool Has(string key) => catalog.Has(key);
}
