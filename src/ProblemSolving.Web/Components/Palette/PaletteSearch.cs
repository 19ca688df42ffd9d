using System.Text;

namespace ProblemSolving.Web.Components.Palette;

/// <summary>
/// Finds commands by what was typed so far. Hangul is compared letter by letter, so that a syllable that is still being put
/// together (ㅎ, 호, 홈) finds what the whole one would find.
/// </summary>
public static class PaletteSearch
{
    private const char FirstFinal = '\u11A8';
    private const char LastFinal = '\u11C2';

    // The letters of each closing sound as they are written at the start of a syllable, from ㄱ (U+11A8) to ㅎ (U+11C2).
    private static readonly string[] s_finals =
        ["ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"];

    /// <summary>The commands in which every word of the text occurs, in their order; all of them for a blank text.</summary>
    public static IReadOnlyList<PaletteCommand> Find(IReadOnlyList<PaletteCommand> commands, string text)
    {
        ArgumentNullException.ThrowIfNull(commands);
        ArgumentNullException.ThrowIfNull(text);
        var words = Letters(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? commands : [.. commands.Where(c => Letters($"{c.Text} {c.Detail} {c.Also}") is var all && words.All(w => all.Contains(w, StringComparison.Ordinal)))];
    }

    /// <summary>A text as single letters without case and width: 홈 as ㅎㅗㅁ, with a closing ㅁ as the one that opens a syllable.</summary>
    public static string Letters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var letters = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (letter is >= FirstFinal and <= LastFinal)
                letters.Append(s_finals[letter - FirstFinal].Normalize(NormalizationForm.FormKD));
            else
                letters.Append(char.IsWhiteSpace(letter) ? ' ' : letter);
        }

        return letters.ToString();
    }
}
