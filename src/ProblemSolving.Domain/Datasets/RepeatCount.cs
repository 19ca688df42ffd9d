namespace ProblemSolving.Domain.Datasets;

/// <summary>Rows of a file that stand in the earlier version already.</summary>
/// <param name="Looked">Rows of the file that were looked at.</param>
/// <param name="Exact">Of those, rows that agree with an earlier row in every column of the result: what the rule about exact duplicates would take.</param>
/// <param name="Alike">Of those, rows that agree with an earlier row in every column that both have; at least <paramref name="Exact"/>.</param>
/// <param name="Common">How many columns both have: what <paramref name="Alike"/> rests on.</param>
/// <param name="OneSided">Names of the columns that only one side has.</param>
/// <param name="Whole">False when the file has more rows than were looked at.</param>
public sealed record RepeatCount(long Looked, long Exact, long Alike, int Common, IReadOnlyList<string> OneSided, bool Whole)
{
    /// <summary>So many rows agree but for columns of one side that a column was rather renamed than the purchases made twice: at least a tenth of them.</summary>
    public bool LooksDoubled => Alike > Exact && Alike * 10 >= Looked;

    /// <summary>What to tell before the rows are put behind those of a version.</summary>
    /// <param name="number">Of the earlier version.</param>
    public IReadOnlyList<Finding> Findings(int number) =>
        LooksDoubled ? [new Finding(Whole ? "data.repeats.alike" : "data.repeats.alike-sample", "", false, Alike, Looked, number, string.Join(", ", OneSided), Common)]
        : Exact > 0 ? [new Finding(Whole ? "data.repeats" : "data.repeats-sample", "", false, Exact, Looked, number)]
        : [];
}
