using System.Text.RegularExpressions;

namespace ProblemSolving.Application.Texts;

/// <summary>
/// Korean particles that follow the word before them: 을(를), 은(는), 이(가), 와(과), (으)로. A text in the catalogue is written with
/// the double form; where the word is known only when a slot is filled, the form that fits it takes its place.
/// </summary>
internal static partial class KoreanParticles
{
    /// <summary>The parts of a text between its double forms, each with the double form that follows it, or an empty one at the end.</summary>
    public static IEnumerable<(string Text, string Particle)> Split(string text)
    {
        var from = 0;
        foreach (Match match in DoubleForm().Matches(text))
        {
            yield return (text[from..match.Index], match.Value);
            from = match.Index + match.Length;
        }

        yield return (text[from..], "");
    }

    /// <summary>The form of <paramref name="particle"/> that fits the word at the end of <paramref name="before"/>; the double form when its reading is not known.</summary>
    public static string After(string before, string particle) => (particle, KoreanReading.Last(before)) switch
    {
        ("", _) or (_, FinalSound.Unknown) => particle,
        ("(으)로", FinalSound.Consonant) => "으로",
        ("(으)로", FinalSound.None or FinalSound.Rieul) => "로",
        ("을(를)", var sound) => sound == FinalSound.None ? "를" : "을",
        ("은(는)", var sound) => sound == FinalSound.None ? "는" : "은",
        ("이(가)", var sound) => sound == FinalSound.None ? "가" : "이",
        ("와(과)", var sound) => sound == FinalSound.None ? "와" : "과",
        _ => particle,
    };

    [GeneratedRegex(@"을\(를\)|은\(는\)|이\(가\)|와\(과\)|\(으\)로")]
    private static partial Regex DoubleForm();
}
