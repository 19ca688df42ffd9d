namespace ProblemSolving.Analysis.Datasets;

/// <summary>How much of a file is read where its head is enough.</summary>
internal sealed class ImportHead(long mostRows, long mostBytes)
{
    public long MostRows => mostRows;

    /// <summary>Of the file as it lies there, packed or not.</summary>
    public long MostBytes => mostBytes;

    /// <summary>The file has more.</summary>
    public bool WasCut { get; set; }
}
