namespace ProblemSolving.Application;

/// <summary>
/// Says that a program works on the data directory. The hold is a lock of the operating system on a file, so it ends with
/// the process however that ends; the file itself stays.
/// </summary>
public sealed class DirectoryHold : IDisposable
{
    private readonly FileStream _file;

    private DirectoryHold(FileStream file) => _file = file;

    /// <summary>Takes the directory for this program alone, as the SQLite files need it.</summary>
    /// <returns>Null when another program holds it.</returns>
    public static DirectoryHold? TakeAlone(DataDirectory data) => Take(data, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes the directory together with others, as several programs on one PostgreSQL database do.</summary>
    /// <returns>Null when another program holds it alone.</returns>
    public static DirectoryHold? TakeTogether(DataDirectory data) => Take(data, FileAccess.Read, FileShare.Read);

    public void Dispose() => _file.Dispose();

    private static DirectoryHold? Take(DataDirectory data, FileAccess access, FileShare share)
    {
        ArgumentNullException.ThrowIfNull(data);
        try
        {
            return new DirectoryHold(new FileStream(data.LockFile, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
