using System.Buffers;

using System.Globalization;

namespace ProblemSolving.Application.Texts;

/// <summary>What a word ends in when it is read aloud in Korean.</summary>
internal enum FinalSound
{
    /// <summary>Nothing says how it is read.</summary>
    Unknown,

    /// <summary>No final consonant.</summary>
    None,

    /// <summary>ㄹ, which takes 로 as a vowel does.</summary>
    Rieul,

    /// <summary>Any other final consonant.</summary>
    Consonant,
}

/// <summary>The last sound of a text: Hangul by its syllable, digits and capitals by their Korean names, other Latin words where their spelling leaves no doubt.</summary>
internal static class KoreanReading
{
    private const string Closing = "”’\"'」』》〉]>";
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouyAEIOUY");
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, Finals = 28, RieulFinal = 8;

    public static FinalSound Last(string text)
    {
        var word = Bare(text);
        if (word.Length == 0)
            return FinalSound.Unknown;
        var last = word[^1];
        return last switch
        {
            >= (char)FirstSyllable and <= (char)LastSyllable => Syllable(last),
            >= '0' and <= '9' => IsDate(word) ? FinalSound.Rieul : Digit(last),   // 22일, 10월
            '%' => FinalSound.None,   // 퍼센트
            >= 'A' and <= 'Z' or >= 'a' and <= 'z' => Latin(word),
            _ => FinalSound.Unknown,
        };
    }

    // A particle goes by the word before closing quotes and before what stands in brackets behind it.
    private static ReadOnlySpan<char> Bare(string text)
    {
        var rest = text.AsSpan().TrimEnd();
        while (rest.Length > 0)
        {
            if (Closing.Contains(rest[^1], StringComparison.Ordinal))
                rest = rest[..^1].TrimEnd();
            else if (rest[^1] == ')' && rest.LastIndexOf('(') is > 0 and var open)
                rest = rest[..open].TrimEnd();
            else
                break;
        }

        return rest;
    }

    // 2026-11 or 2026-11-22, read as a month or a day.
    private static bool IsDate(ReadOnlySpan<char> word)
    {
        static bool Is(ReadOnlySpan<char> text, string format) => DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return (word.Length >= 10 && Is(word[^10..], "yyyy-MM-dd")) || (word.Length >= 7 && Is(word[^7..], "yyyy-MM"));
    }

    private static FinalSound Syllable(char syllable) => ((syllable - FirstSyllable) % Finals) switch
    {
        0 => FinalSound.None,
        RieulFinal => FinalSound.Rieul,
        _ => FinalSound.Consonant,
    };

    // 영 일 이 삼 사 오 육 칠 팔 구; a trailing 0 is 십, 백, 천, 만 or 영, which all end alike.
    private static FinalSound Digit(char digit) => digit switch
    {
        '1' or '7' or '8' => FinalSound.Rieul,
        '0' or '3' or '6' => FinalSound.Consonant,
        _ => FinalSound.None,
    };

    private static FinalSound Latin(ReadOnlySpan<char> text)
    {
        var start = text.Length;
        while (start > 0 && char.IsAsciiLetter(text[start - 1]))
            start--;
        var word = text[start..];
        return IsSpelled(word) ? Letter(char.ToUpperInvariant(word[^1])) : Word(word);
    }

    // CSV and the csv of a file's name are read letter by letter; so is what has no vowel.
    private static bool IsSpelled(ReadOnlySpan<char> word) =>
        word.Length == 1 || !word.ContainsAnyInRange('a', 'z') || !word.ContainsAny(s_vowels);

    private static FinalSound Letter(char letter) => letter switch
    {
        'L' or 'R' => FinalSound.Rieul,
        'M' or 'N' => FinalSound.Consonant,
        _ => FinalSound.None,
    };

    private static FinalSound Word(ReadOnlySpan<char> word) => word switch
    {
        [.., 'n', 'g'] or [.., 'm'] or [.., 'n'] or [.., 'm' or 'n', 'e'] or [.., 'i', 'c'] or [.., 'c', 'k'] => FinalSound.Consonant,
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'a' or 'e' or 'i' or 'o' or 'u', 'p'] => FinalSound.Consonant,   // 드롭, 숍, 맵: a p behind one short vowel is sounded
        [.., 'l'] or [.., 'l', 'e'] => FinalSound.Rieul,
        [.., 'a' or 'i' or 'o' or 'u' or 'y' or 'w' or 'r' or 's' or 'x' or 'z' or 'f' or 'v' or 'd' or 'h'] => FinalSound.None,
        [.., not ('b' or 'k' or 'p'), 'e'] => FinalSound.None,
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'k' or 'p' or 't'] => FinalSound.None,
        _ => FinalSound.Unknown,   // a last b, k or t behind a vowel, or p behind two, is sounded or not from word to word
    };
}
