using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;

namespace ProblemSolving.Application.Define;

/// <summary>What the tables of runs are put together from.</summary>
internal static class TableParts
{
    /// <param name="id">With the prefix.</param>
    public static PinnedTable Table(string id, FigureText title, IReadOnlyList<PinnedColumn> columns, IEnumerable<IReadOnlyList<PinnedCell>> rows) =>
        PinnedTable.Of(id[PinnedTable.Prefix.Length..], title, columns, rows);

    public static IReadOnlyList<PinnedCell> Row(params IReadOnlyList<PinnedCell> cells) => cells;

    public static PinnedColumn Text(string key) => Column(key, PinnedKind.Text);

    public static PinnedColumn Column(string key, PinnedKind kind) => new(new FigureText(key), kind);
}
