using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Web.Components.Projects;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>Packets and answers in words.</summary>
internal static class PacketTexts
{
    /// <param name="rowId">The row of the packet, whose kind has names of its own for numbers; null for a sheet of its own.</param>
    public static string Field(ITexts texts, GatePacket packet, SheetKind sheet, Guid? rowId, string field) =>
        PacketWords.Field(texts, packet, sheet, rowId, field);

    /// <summary>A stored text as people read it.</summary>
    public static string Value(ITexts texts, GatePacket packet, SheetKind sheet, Guid? rowId, string field, string neutral) =>
        SheetValueText.Of(texts, Currency.Of(packet.CurrencyCode), packet.Define.UnitInForce(), sheet, field, neutral, Line(packet, rowId), packet.Define.ImprovesByFalling());

    /// <summary>One side of a difference. Of a series only the periods that differ: two dozen lines twice would hide the one that changed.</summary>
    public static string Side(ITexts texts, GatePacket packet, PacketDifference difference, bool later)
    {
        var (mine, other) = later ? (difference.Now, difference.Then) : (difference.Then, difference.Now);
        if (later && mine.Length == 0 && difference.Field == "Row")
            return texts["project.history.removed"];   // a dash would say that the row is there and empty
        if (difference.Field != nameof(DefineSheet.MetricSeries) || mine.Length == 0 || other.Length == 0)
            return Value(texts, packet, difference.Sheet, difference.RowId, difference.Field, mine);
        var changed = Lines(mine).Except(Lines(other)).ToList();
        return changed.Count == 0 ? "–" : string.Join(", ", changed);
    }

    private static IEnumerable<string> Lines(string series) =>
        series.Split('\n').Select(l => string.Join(' ', l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(l => l.Length > 0);

    /// <summary>“Net P50 3.2억 (P10 1.1억 – P90 4억)”, or low and high of a packet from before there were draws.</summary>
    public static string Range(ITexts texts, PacketNet net, Currency currency) =>
        texts.Get(net.IsSimulated ? "review.net.simulated" : "review.range", Format.Money(net.Low, currency, texts), Format.Money(net.High, currency, texts));

    /// <summary>What makes it worth another look.</summary>
    public static string Revival(ITexts texts, RevivalCondition revival, DefineSheet define, Currency currency) => RevivalWords.Of(texts, revival, define, currency);

    private static EffectLine? Line(GatePacket packet, Guid? rowId) => packet.EffectLines.FirstOrDefault(l => l.Id == rowId);
}
