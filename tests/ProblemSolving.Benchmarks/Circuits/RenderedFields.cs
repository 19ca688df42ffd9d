using System.Buffers.Binary;
using System.Text;

namespace ProblemSolving.Benchmarks.Circuits;

/// <summary>
/// Follows the input boxes through render batches as the server sends them. A batch ends with five offsets; frames are 20 bytes
/// each: a kind, then names and values as places in a table of texts. A bound box gets a new handler with every render, so
/// each box is known by the component it stands in.
/// </summary>
internal sealed class RenderedFields
{
    private const int FrameSize = 20;
    private const int EditSize = 16;
    private const int AttributeFrame = 3;
    private const int PrependFrame = 1;
    private const int SetAttribute = 3;

    private readonly Dictionary<int, string> _boxOf = [];
    private readonly Dictionary<string, ulong> _handlers = new(StringComparer.Ordinal);

    /// <summary>The handler of <c>oninput</c> of a box now, or null while it is not shown.</summary>
    public ulong? HandlerOf(string id) => _handlers.TryGetValue(id, out var handler) ? handler : null;

    public void Read(byte[] batch)
    {
        var components = Int(batch, batch.Length - 20);
        var frames = Int(batch, batch.Length - 16) + 4;
        for (var i = 0; i < Int(batch, components); i++)
        {
            var diff = Int(batch, components + 4 + (i * 4));
            var component = Int(batch, diff);
            for (var k = 0; k < Int(batch, diff + 4); k++)
            {
                var edit = diff + 8 + (k * EditSize);
                var frame = frames + (Int(batch, edit + 8) * FrameSize);
                if (Int(batch, edit) == SetAttribute)
                    Changed(batch, component, frame);
                else if (Int(batch, edit) == PrependFrame)
                    Added(batch, component, frame);
            }
        }
    }

    // A new piece of the page: an element's attributes follow it, the id before the handler.
    private void Added(byte[] batch, int component, int first)
    {
        string? id = null;
        var length = Int(batch, first) is 1 or 4 or 5 ? Int(batch, first + 4) : 1;   // elements, components and regions say how much is inside
        for (var frame = first; frame < first + (length * FrameSize); frame += FrameSize)
        {
            if (Int(batch, frame) != AttributeFrame)
            {
                id = null;
                continue;
            }

            var name = Text(batch, Int(batch, frame + 4));
            if (name == "id")
                id = Text(batch, Int(batch, frame + 8));
            else if (name == "oninput" && id is not null)
                (_boxOf[component], _handlers[id]) = (id, Handler(batch, frame));
        }
    }

    private void Changed(byte[] batch, int component, int frame)
    {
        if (Text(batch, Int(batch, frame + 4)) == "oninput" && _boxOf.TryGetValue(component, out var id))
            _handlers[id] = Handler(batch, frame);
    }

    private static ulong Handler(byte[] batch, int frame) => BinaryPrimitives.ReadUInt64LittleEndian(batch.AsSpan(frame + 12));

    private static int Int(byte[] batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch.AsSpan(at));

    private static string? Text(byte[] batch, int index)
    {
        if (index < 0)
            return null;
        var at = Int(batch, Int(batch, batch.Length - 4) + (index * 4));
        var (length, shift) = (0, 0);
        byte part;
        do
        {
            part = batch[at++];
            length |= (part & 0x7F) << shift;
            shift += 7;
        }
        while ((part & 0x80) != 0);
        return Encoding.UTF8.GetString(batch, at, length);
    }
}
