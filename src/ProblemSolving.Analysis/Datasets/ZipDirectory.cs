using System.Buffers.Binary;
using System.IO.Compression;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Looks at the list of parts of a ZIP file before any of them is unpacked.</summary>
internal static class ZipDirectory
{
    private const uint EndMark = 0x06054B50;
    private const int EndLength = 22;
    private const long LargestDirectory = 16L << 20;

    /// <summary>Opens the archive when its list is short enough to be held in memory and its parts stay within the limits by their own account.</summary>
    /// <exception cref="Domain.DomainRuleException">Damaged, too many parts, or too large unpacked.</exception>
    public static ZipArchive Open(FileStream file, string fileName, UnpackLimits limits)
    {
        if (DirectoryBytes(file) is not { } directory)
            throw DataRefusal.PackedBroken(fileName, FileKind.Xlsx);
        if (directory > LargestDirectory)
            throw DataRefusal.TooManyEntries(fileName, limits.Entries);
        try
        {
            file.Position = 0;
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            if (archive.Entries.Count > limits.Entries)
                throw DataRefusal.TooManyEntries(fileName, limits.Entries);
            var unpacked = archive.Entries.Sum(e => (decimal)e.Length);
            if (unpacked > limits.Bytes)
                throw DataRefusal.UnpackedTooLarge(fileName, limits.Bytes);
            if (unpacked > limits.FreeBytes && unpacked > (decimal)file.Length * limits.Ratio)
                throw DataRefusal.UnpackedRatio(fileName, limits.Ratio);
            return archive;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw DataRefusal.PackedBroken(fileName, FileKind.Xlsx);
        }
    }

    /// <summary>Size from the start of the list to the end of the file; null when there is no list.</summary>
    private static long? DirectoryBytes(FileStream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndLength + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) != EndMark)
                continue;
            // 0xFFFFFFFF points to a 64-bit list, which a workbook never needs
            var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i + 16));
            return start >= file.Length ? null : file.Length - start;
        }

        return null;
    }
}
