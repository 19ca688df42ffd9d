using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Application.Reviews;

/// <summary>Places of a packet by the names people know them by.</summary>
public static class PacketWords
{
    /// <param name="rowId">The row of the packet, whose kind has names of its own for numbers; null for a sheet of its own.</param>
    public static string Field(ITexts texts, GatePacket packet, SheetKind sheet, Guid? rowId, string field)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(packet);
        return texts.Has($"field.{sheet}.{field}") ? FieldWords.Of(texts, sheet, Line(packet, rowId), field, packet.Define.ImprovesByFalling()) : texts["history.field.Row"];
    }

    /// <summary>“More second orders · Population”.</summary>
    public static string Place(ITexts texts, GatePacket packet, SheetKind sheet, Guid? rowId, string field)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(packet);
        var row = rowId is { } id ? RowNames.Of(packet.Rows(sheet)?.FirstOrDefault(r => r.Id == id)) : "";
        return (row.Length > 0 ? row : texts["choice.SheetKind." + sheet]) + " · " + Field(texts, packet, sheet, rowId, field);
    }

    private static EffectLine? Line(GatePacket packet, Guid? rowId) => packet.EffectLines.FirstOrDefault(l => l.Id == rowId);
}
