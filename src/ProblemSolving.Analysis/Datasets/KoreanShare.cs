using System.Text;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>
/// Tells Korean from bytes that only happen to be valid in code page 949, such as Japanese in Shift-JIS. Korean writing uses nearly always
/// the 2,350 syllables of KS X 1001; Japanese syllables fall among the 8,822 rare ones that the code page added.
/// </summary>
internal sealed class KoreanShare
{
    private const double NeededShare = 0.8;

    private static readonly Encoding Cp949 = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    private readonly Dictionary<char, bool> _known = [];
    private long _usual;
    private long _all;

    /// <summary>Most characters beyond ASCII are usual Korean ones.</summary>
    public bool IsKorean => _all > 0 && _usual >= _all * NeededShare;

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c < 0x80)
                continue;
            _all++;
            if (!_known.TryGetValue(c, out var usual))
                _known[c] = usual = IsUsual(c);
            if (usual)
                _usual++;
        }
    }

    // Hangul syllables of KS X 1001 lie at B0A1 to C8FE; its signs, such as ㈜ or ℃, at A1A1 to A3FE.
    private static bool IsUsual(char c)
    {
        var bytes = Cp949.GetBytes([c]);
        return bytes is [>= 0xB0 and <= 0xC8, >= 0xA1] or [>= 0xA1 and <= 0xA3, >= 0xA1];
    }
}
