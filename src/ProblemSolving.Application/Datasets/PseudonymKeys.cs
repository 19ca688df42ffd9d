using System.Security.Cryptography;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// The key of each project for its pseudonyms: 256 random bits in a file that only the program's account may read. Whoever loses it
/// can still work with what is stored, but new files no longer meet the old pseudonyms; it belongs into the backup.
/// </summary>
internal sealed class PseudonymKeys(DataDirectory data)
{
    private const int KeyBytes = 32;

    /// <summary>The key, made at first need.</summary>
    public byte[] For(Guid projectId)
    {
        var folder = data.Pseudonyms;
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var path = Path.Combine(folder, projectId.ToString("N") + ".key");
        if (!File.Exists(path))
            Make(folder, path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? key : throw new InvalidDataException("The key of the project's pseudonyms is damaged.");
    }

    // Whole or not at all, and never over one that is there: another import may make it at the same moment.
    private static void Make(string folder, string path)
    {
        var temporary = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}
