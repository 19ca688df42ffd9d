using System.Security.Cryptography;
using ProblemSolving.Documents.Lists;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Testing;

namespace ProblemSolving.Documents.Tests.Lists;

public sealed class ListDeliveryTests : IDisposable
{
    private static readonly DateTime s_now = new(2026, 11, 22, 8, 0, 0, DateTimeKind.Utc);
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_List_ManifestDescribesTheBytesOnDisk()
    {
        var manifest = await ListDelivery.WriteAsync(_folder.Path, Order("list-1.csv"), Rows(1000), s_now, Token);

        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, "list-1.csv"), Token);
        Assert.Equal(1000, manifest.Rows);
        Assert.Equal(bytes.Length, manifest.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), manifest.Sha256);
        var stored = ListManifest.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "list-1.csv.manifest.json"), Token));
        Assert.Equal(("schedule-1", "2026-11-22T08:00Z", s_now), (stored.ScheduleId, stored.SlotId, stored.CreatedUtc));
        Assert.Equal(manifest.Sha256, stored.Sha256);
    }

    [Fact]
    public async Task Write_SameListTwice_GivesSameBytes()
    {
        var first = await ListDelivery.WriteAsync(_folder.Path, Order("a.csv"), Rows(50), s_now, Token);
        var second = await ListDelivery.WriteAsync(_folder.Path, Order("a.csv"), Rows(50), s_now, Token);
        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task Write_FailsInTheMiddle_LeavesTheOldListAndNoTemporaryFile()
    {
        await ListDelivery.WriteAsync(_folder.Path, Order("a.csv"), Rows(3), s_now, Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ListDelivery.WriteAsync(_folder.Path, Order("a.csv"), BrokenRows(), s_now, Token));

        Assert.Equal(["a.csv", "a.csv.manifest.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await ListDelivery.FindCompleteAsync(_folder.Path, "a.csv", Token))?.Rows);
    }

    [Fact]
    public async Task FindComplete_ChangedByte_IsNotComplete()
    {
        await ListDelivery.WriteAsync(_folder.Path, Order("a.csv"), Rows(3), s_now, Token);
        await File.AppendAllTextAsync(Path.Combine(_folder.Path, "a.csv"), "x", Token);
        Assert.Null(await ListDelivery.FindCompleteAsync(_folder.Path, "a.csv", Token));
        Assert.Null(await ListDelivery.FindCompleteAsync(_folder.Path, "missing.csv", Token));
    }

    [Fact]
    public async Task Write_WhileReaderPolls_ReaderSeesOnlyWholeLists()
    {
        var path = Path.Combine(_folder.Path, "a.csv");
        await ListDelivery.WriteAsync(_folder.Path, Order("a.csv"), Rows(200), s_now, Token);
        var lengths = new HashSet<int>();
        using var done = new CancellationTokenSource();
        var reader = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                    lengths.Add((await File.ReadAllLinesAsync(path, Token)).Length);
            },
            Token);
        for (var i = 0; i < 60; i++)
            await ListDelivery.WriteAsync(_folder.Path, Order("a.csv"), Rows(i % 2 == 0 ? 400 : 200), s_now, Token);
        await done.CancelAsync();
        await reader;
        Assert.Subset(new HashSet<int> { 201, 401 }, lengths);
    }

    [Theory]
    [InlineData("../a.csv")]
    [InlineData("a/b.csv")]
    [InlineData("a\\b.csv")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("a\0.csv")]
    [InlineData("목록.csv")]
    public async Task Write_NameThatIsNotPlain_IsRefused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => ListDelivery.WriteAsync(_folder.Path, Order(name), Rows(1), s_now, Token));

    public void Dispose() => _folder.Dispose();

    private static ListOrder Order(string name) =>
        new(name, ["customer_id", "score"], "schedule-1", "2026-11-22T08:00Z", new Dictionary<string, string> { ["model"] = "3" });

    private static IEnumerable<IReadOnlyList<ReportCell>> Rows(int count) =>
        Enumerable.Range(1, count).Select(i => (IReadOnlyList<ReportCell>)[ReportCell.Text($"C{i:00000}"), ReportCell.Percent(i / 1000.0)]);

    private static IEnumerable<IReadOnlyList<ReportCell>> BrokenRows()
    {
        yield return [ReportCell.Text("C1"), ReportCell.Percent(0.1)];
        throw new InvalidOperationException("The source ended too early.");
    }
}
