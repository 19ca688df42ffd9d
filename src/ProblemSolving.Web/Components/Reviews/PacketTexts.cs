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
        texts.Has($"field.{sheet}.{field}") ? FieldWords.Of(texts, sheet, Line(packet, rowId), field, packet.Define.ImprovesByFalling()) : texts["history.field.Row"];

    /// <summary>A stored text as people read it.</summary>
    public static string Value(ITexts texts, GatePacket packet, SheetKind sheet, Guid? rowId, string field, string neutral) =>
        SheetValueText.Of(texts, Currency.Of(packet.CurrencyCode), packet.Define.UnitInForce(), sheet, field, neutral, Line(packet, rowId), packet.Define.ImprovesByFalling());

    /// <summary>“Net P50 3.2억 (P10 1.1억 – P90 4억)”, or low and high of a packet from before there were draws.</summary>
    public static string Range(ITexts texts, PacketNet net, Currency currency) =>
        texts.Get(net.IsSimulated ? "review.net.simulated" : "review.range", Format.Money(net.Low, currency, texts), Format.Money(net.High, currency, texts));

    /// <summary>What makes it worth another look.</summary>
    public static string Revival(ITexts texts, RevivalCondition revival, DefineSheet define, Currency currency) => revival.Kind == RevivalKind.Date
        ? texts.Get("review.revival.date", revival.On is { } day ? Format.Date(day, texts.Culture) : "–")
        : texts.Get("review.revival." + revival.Kind, define.MetricName, revival.Value is { } value ? MetricText.Value(value, define.UnitInForce(), currency, texts) : "–");

    private static EffectLine? Line(GatePacket packet, Guid? rowId) => packet.EffectLines.FirstOrDefault(l => l.Id == rowId);
}
