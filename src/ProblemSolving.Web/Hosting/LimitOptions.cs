using ProblemSolving.Application.Datasets;

namespace ProblemSolving.Web.Hosting;

/// <summary>How much datasets may take, in megabytes; see <see cref="DatasetLimits"/>.</summary>
public sealed class LimitOptions
{
    private const long Most = long.MaxValue >> 20;

    // below it the engine cannot even read a wide file
    private const long LeastMemory = 256;

    public long FileMegabytes { get; set; } = DatasetLimits.Default.FileBytes >> 20;

    public long TotalMegabytes { get; set; } = DatasetLimits.Default.TotalBytes >> 20;

    public long UserMegabytes { get; set; } = DatasetLimits.Default.UserBytes >> 20;

    public int UploadsPerUser { get; set; } = DatasetLimits.Default.UploadsPerUser;

    public long DiskMarginMegabytes { get; set; } = DatasetLimits.Default.DiskMarginBytes >> 20;

    public long SpillMegabytes { get; set; } = DatasetLimits.Default.SpillBytes >> 20;

    public long MemoryMegabytes { get; set; } = DatasetLimits.Default.MemoryBytes >> 20;

    internal IEnumerable<string> Faults()
    {
        (string Name, long Value, long Least)[] values =
        [
            (nameof(FileMegabytes), FileMegabytes, 1), (nameof(TotalMegabytes), TotalMegabytes, 1), (nameof(UserMegabytes), UserMegabytes, 1),
            (nameof(UploadsPerUser), UploadsPerUser, 1), (nameof(DiskMarginMegabytes), DiskMarginMegabytes, 0), (nameof(SpillMegabytes), SpillMegabytes, 1),
            (nameof(MemoryMegabytes), MemoryMegabytes, LeastMemory),
        ];
        return values.Where(v => v.Value < v.Least || v.Value > Most)
            .Select(v => FormattableString.Invariant($"{ProblemSolvingOptions.Section}:{nameof(ProblemSolvingOptions.Limits)}:{v.Name} must be a whole number from {v.Least} on, was {v.Value}."));
    }

    internal DatasetLimits ToLimits() => new(FileMegabytes << 20, TotalMegabytes << 20, UploadsPerUser, DiskMarginMegabytes << 20)
    {
        UserBytes = UserMegabytes << 20,
        SpillBytes = SpillMegabytes << 20,
        MemoryBytes = MemoryMegabytes << 20,
    };
}
