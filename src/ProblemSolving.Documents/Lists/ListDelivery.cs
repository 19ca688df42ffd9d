using System.Security.Cryptography;
using System.Text;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Documents.Lists;

/// <summary>Puts a list and then its manifest into a folder, each whole or not at all. Doing it again for the same name replaces both.</summary>
public static class ListDelivery
{
    /// <param name="folder">Created when missing.</param>
    /// <param name="order">What to write and for which slot; the file name is a plain name without folders.</param>
    /// <param name="rows">Read once, row by row.</param>
    /// <returns>The manifest as written beside the list.</returns>
    public static async Task<ListManifest> WriteAsync(
        string folder,
        ListOrder order,
        IEnumerable<IReadOnlyList<ReportCell>> rows,
        DateTime nowUtc,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rows);
        var path = PathIn(folder, order.FileName);
        Directory.CreateDirectory(folder);

        // between the two writes an older manifest may stand beside the new list: its checksum does not fit, so nobody takes it
        var manifestPath = PathIn(folder, ListManifest.NameFor(order.FileName));
        var count = 0;
        long bytes = 0;
        var hash = "";
        await AtomicFile.WriteAsync(
            path,
            async (stream, token) =>
            {
                using var sha = SHA256.Create();
                await using (var hashed = new CryptoStream(stream, sha, CryptoStreamMode.Write, leaveOpen: true))
                {
                    await using (var csv = await CsvWriter.StartAsync(hashed, order.Columns, token))
                    {
                        foreach (var row in rows)
                            await csv.WriteAsync(row, token);
                        count = csv.Rows;
                    }
                }

                await stream.FlushAsync(token);
                bytes = stream.Length;
                hash = Convert.ToHexStringLower(sha.Hash!);
            },
            cancellationToken);

        var manifest = new ListManifest(order.FileName, count, bytes, hash, nowUtc, order.ScheduleId, order.SlotId, order.Columns, order.Facts);
        await AtomicFile.WriteAsync(
            manifestPath,
            async (stream, token) => await stream.WriteAsync(Encoding.UTF8.GetBytes(manifest.ToJson()), token),
            cancellationToken);
        return manifest;
    }

    /// <summary>The manifest when the folder holds its list byte for byte, else null; a restart uses it to see whether a slot was delivered.</summary>
    public static async Task<ListManifest?> FindCompleteAsync(string folder, string fileName, CancellationToken cancellationToken)
    {
        var path = PathIn(folder, fileName);
        var manifestPath = PathIn(folder, ListManifest.NameFor(fileName));
        if (!File.Exists(path) || !File.Exists(manifestPath))
            return null;
        var manifest = ListManifest.Parse(await File.ReadAllTextAsync(manifestPath, cancellationToken));
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        return hash == manifest.Sha256 ? manifest : null;
    }

    private static string PathIn(string folder, string fileName)
    {
        var plain = fileName.Length is > 0 and <= 200
            && fileName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && fileName[0] != '.';
        if (!plain)
            throw new ArgumentException($"'{fileName}' is not a plain file name of letters, digits, '-', '_' and '.'.", nameof(fileName));
        return Path.Combine(folder, fileName);
    }
}

/// <summary>One list to write.</summary>
/// <param name="FileName">ASCII letters, digits, <c>- _ .</c>; not beginning with a point.</param>
/// <param name="ScheduleId">Null for a list made by hand.</param>
/// <param name="SlotId">Null for a list made by hand.</param>
public sealed record ListOrder(
    string FileName,
    IReadOnlyList<string> Columns,
    string? ScheduleId,
    string? SlotId,
    IReadOnlyDictionary<string, string> Facts);
