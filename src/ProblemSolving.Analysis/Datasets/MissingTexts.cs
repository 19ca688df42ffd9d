using System.Globalization;
using System.Text;
using ProblemSolving.Domain;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Counts what stands in the cells of a column that are read as missing though something stands there: nobody is to wonder where their values went.</summary>
internal sealed class MissingTexts
{
    private readonly List<(byte[] Text, long Count)> _found = [];   // as many as CellReader knows, however each is written

    public long Count { get; private set; }

    /// <param name="trimmed">A cell that counts as missing.</param>
    public void Add(ReadOnlySpan<byte> trimmed)
    {
        if (trimmed.IsEmpty)
            return;
        Count++;
        for (var i = 0; i < _found.Count; i++)
        {
            if (!Ascii.EqualsIgnoreCase(_found[i].Text, trimmed))
                continue;
            _found[i] = (_found[i].Text, _found[i].Count + 1);
            return;
        }

        _found.Add((trimmed.ToArray(), 1));
    }

    /// <summary>What to tell about a column; null when only empty cells are missing.</summary>
    public Finding? Of(string column) => Count == 0 ? null : new Finding(
        "data.missing-words", column, false, column, Count,
        string.Join(", ", _found.OrderByDescending(f => f.Count).Select(f => string.Create(CultureInfo.InvariantCulture, $"“{Encoding.UTF8.GetString(f.Text)}” ({f.Count:N0})"))));
}
