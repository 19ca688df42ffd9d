namespace ProblemSolving.Analysis.Datasets;

/// <summary>Recognises common files that are not text by their first bytes.</summary>
internal static class KnownKinds
{
    public const string Zip = "ZIP";
    public const string Gzip = "GZIP";
    public const string Parquet = "Parquet";

    /// <summary>A short name such as <c>PNG</c>, or null when the bytes may be text.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        if (head is [0x89, 0x50, 0x4E, 0x47, ..]) return "PNG";
        if (head is [0xFF, 0xD8, 0xFF, ..]) return "JPEG";
        if (head.StartsWith("GIF8"u8)) return "GIF";
        if (head.StartsWith("%PDF"u8)) return "PDF";
        if (head is [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..]) return Zip;
        if (head is [0x1F, 0x8B, ..]) return Gzip;
        if (head is [0xD0, 0xCF, 0x11, 0xE0, ..]) return "XLS";
        if (head.StartsWith("PAR1"u8)) return Parquet;
        if (head.StartsWith("SQLite format 3"u8)) return "SQLite";
        if (head is [0x42, 0x4D, _, _, _, _, 0, 0, 0, 0, ..]) return "BMP";
        if (head is [0x7F, 0x45, 0x4C, 0x46, ..] or [0x4D, 0x5A, _, 0, ..]) return "EXE";
        if (head is [0x28, 0xB5, 0x2F, 0xFD, ..]) return "ZSTD";
        if (head.StartsWith("BZh"u8) && head is [_, _, _, >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..]) return "BZIP2";
        if (head is [0x37, 0x7A, 0xBC, 0xAF, ..]) return "7Z";
        return null;
    }
}
