using System.Buffers.Binary;
using System.Text;

namespace ProblemSolving.Benchmarks.Circuits;

/// <summary>
/// Finds the input boxes in a render batch as the server sends it. The batch ends with five offsets; frames are 20 bytes each:
/// a kind, then names and values as places in a table of texts.
/// </summary>
internal static class RenderedFields
{
    private const int FrameSize = 20;
    private const int AttributeFrame = 3;

    /// <returns>The handler of <c>oninput</c> by the id of its box.</returns>
    public static Dictionary<string, ulong> Find(byte[] batch)
    {
        var frames = Int(batch, batch.Length - 16);
        var texts = Int(batch, batch.Length - 4);
        var found = new Dictionary<string, ulong>(StringComparer.Ordinal);
        string? id = null;
        for (var i = 0; i < Int(batch, frames); i++)
        {
            var frame = frames + 4 + (i * FrameSize);
            if (Int(batch, frame) != AttributeFrame)
            {
                id = null;   // a new element begins
                continue;
            }

            var name = Text(batch, texts, Int(batch, frame + 4));
            if (name == "id")
                id = Text(batch, texts, Int(batch, frame + 8));
            else if (name == "oninput" && id is not null)
                found[id] = BinaryPrimitives.ReadUInt64LittleEndian(batch.AsSpan(frame + 12));
        }

        return found;
    }

    private static int Int(byte[] batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch.AsSpan(at));

    private static string? Text(byte[] batch, int table, int index)
    {
        if (index < 0)
            return null;
        var at = Int(batch, table + (index * 4));
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
