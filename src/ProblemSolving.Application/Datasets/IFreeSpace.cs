namespace ProblemSolving.Application.Datasets;

/// <summary>Asks a disk how much room it has.</summary>
public interface IFreeSpace
{
    /// <returns>Bytes this program may still write; null when the machine does not tell.</returns>
    long? BytesAt(string folder);
}

/// <summary>The disk of this machine that holds the folder.</summary>
internal sealed class DriveFreeSpace : IFreeSpace
{
    public long? BytesAt(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
