namespace ProblemSolving.Domain.Numerics;

/// <summary>
/// Random numbers that are the same on every machine and in every version of the runtime: xoshiro256** seeded through
/// SplitMix64, and distributions drawn from tables with nothing but additions and multiplications.
/// Source: Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators", ACM TOMS 47(4).
/// </summary>
internal sealed class SeededRandom
{
    private ulong _a, _b, _c, _d;

    /// <param name="seed">Any value.</param>
    /// <param name="stream">Streams of one seed are independent, so one customer's draws never shift another's.</param>
    public SeededRandom(ulong seed, ulong stream)
    {
        var state = unchecked(seed + Mix(stream));
        _a = Next(ref state);
        _b = Next(ref state);
        _c = Next(ref state);
        _d = Next(ref state);
    }

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double Uniform() => (Draw() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given chance in [0, 1].</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Uniform whole number from 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Index drawn with chances that add up to 1; rounding falls to the last.</summary>
    public int Pick(ReadOnlySpan<double> chances)
    {
        var left = Uniform();
        for (var i = 0; i < chances.Length - 1; i++)
        {
            left -= chances[i];
            if (left < 0)
                return i;
        }

        return chances.Length - 1;
    }

    /// <summary>A value from a distribution given by its quantiles at equal steps from 0 to 1, linear in between.</summary>
    public double FromQuantiles(ReadOnlySpan<double> quantiles)
    {
        var position = Uniform() * (quantiles.Length - 1);
        var lower = (int)position;
        return quantiles[lower] + (quantiles[lower + 1] - quantiles[lower]) * (position - lower);
    }

    private ulong Draw()
    {
        unchecked
        {
            var result = ulong.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = ulong.RotateLeft(_d, 45);
            return result;
        }
    }

    private static ulong Next(ref ulong state)
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        return Mix(state);
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
