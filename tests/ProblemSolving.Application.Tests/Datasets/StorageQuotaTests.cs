using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Analysis;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Datasets;

/// <summary>What lies on the disk counts, not what was uploaded.</summary>
public sealed class StorageQuotaTests
{
    private const long Kilobyte = 1024;
    private static readonly DatasetLimits Wide = DatasetLimits.Default with { DiskMarginBytes = 1 << 20 };

    private readonly Disk _disk = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Quota_CountsTheTableOfAnImport()
    {
        var app = await StartAsync(Wide);
        var (project, analyst, _) = await app.AddProjectAsync();
        var version = await ImportAsync(app, analyst, project, null, Log(2000, 0), null);
        var onDisk = BytesOf(app, version);
        Assert.True(onDisk > version.UploadBytes, $"{onDisk} and {version.UploadBytes}");
        await app.DisposeAsync();

        // room for the upload alone, not for its table and one more of its size
        await using var tight = await StartAsync(Wide with { UserBytes = onDisk + version.UploadBytes - 1 });
        (project, analyst, _) = await tight.AddProjectAsync();
        await ImportAsync(tight, analyst, project, null, Log(2000, 0), null);
        Assert.Equal("upload.user-quota", (await Assert.ThrowsAsync<DomainRuleException>(() => UploadAsync(tight, analyst, project, null, Log(2000, 0)))).Code);
        await UploadAsync(tight, analyst, project, null, Log(1000, 0));
    }

    [Fact]
    public async Task Append_ThatPassesTheQuota_IsRefusedAtTheButton_ThoughTheUploadFits()
    {
        await using var probe = await StartAsync(Wide);
        var first = await FirstAsync(probe);
        var bytes = first.Bytes;

        await using var app = await StartAsync(Wide with { UserBytes = bytes + 4 * Kilobyte });
        var (project, analyst, _) = await app.AddProjectAsync();
        var before = await ImportAsync(app, analyst, project, null, Log(2000, 0), null);
        var (next, plan) = await UploadAsync(app, analyst, project, before.DatasetId, Log(5, 2000));
        var rule = await Assert.ThrowsAsync<DomainRuleException>(() => app.Get<DatasetService>().ImportAsync(analyst, next, plan with { AppendTo = before.Id }, PurchaseRules.Usual, Token));
        Assert.Equal("import.quota", rule.Code);
        Assert.True(TextCatalog.Default.Has("rule.import.quota"));
        await app.Get<DatasetService>().ImportAsync(analyst, next, plan with { ReplacesEarlier = true }, PurchaseRules.Usual, Token);   // alone it fits
    }

    [Fact]
    public async Task Import_WhoseTablePassesTheQuota_FailsAndLeavesNoTable()
    {
        await using var app = await StartAsync(Wide with { TotalBytes = 60 * Kilobyte });
        var (project, analyst, _) = await app.AddProjectAsync();
        var version = await ImportAsync(app, analyst, project, null, Log(2000, 0), null);
        Assert.Equal((DatasetState.Failed, "import.quota"), (version.State, version.ErrorCode));
        Assert.Equal(["original"], Directory.GetFiles(app.Get<DataDirectory>().DatasetVersion(version.Id)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Import_WithTheDiskBelowTheMargin_FailsAndLeavesNothing()
    {
        await using var app = await StartAsync(Wide);
        var (project, analyst, _) = await app.AddProjectAsync();
        var (id, plan) = await UploadAsync(app, analyst, project, null, Log(100, 0));
        _disk.Free = (1 << 20) - 1;
        var version = await RunAsync(app, analyst, id, plan);
        Assert.Equal((DatasetState.Failed, "import.disk-full"), (version.State, version.ErrorCode));
        Assert.Equal(["original"], Directory.GetFiles(app.Get<DataDirectory>().DatasetVersion(id)).Select(Path.GetFileName));
        Assert.Empty(Directory.GetFileSystemEntries(app.Get<DataDirectory>().Temp));
    }

    [Fact]
    public async Task Spill_IsAShareOfWhatTheDiskHasBeyondTheMargin_AndNeverMoreThanTheSetting()
    {
        await using var app = await StartAsync(Wide with { SpillBytes = 100 << 20 });
        var settings = app.Get<AnalysisSettings>();
        Assert.Equal(100L << 20, settings.SpillRoom!(1));
        _disk.Free = 31 << 20;
        Assert.Equal(15L << 20, settings.SpillRoom(1));   // two jobs run at once, and the second may come
        Assert.Equal(15L << 20, settings.SpillRoom(2));
        Assert.Equal(10L << 20, settings.SpillRoom(3));
        _disk.Free = 0;
        Assert.Equal(0, settings.SpillRoom(1));
        _disk.Free = null;   // a machine that does not tell
        Assert.Equal(100L << 20, settings.SpillRoom(1));
    }

    [Fact]
    public async Task Imports_TwoAtOnceWithRoomForOne_OneStays()
    {
        await using var probe = await StartAsync(Wide);
        var (project, analyst, _) = await probe.AddProjectAsync();
        var alone = await ImportAsync(probe, analyst, project, null, Log(20_000, 0), null);
        var table = BytesOf(probe, alone) - alone.UploadBytes;

        await using var app = await StartAsync(Wide with { TotalBytes = 2 * alone.UploadBytes + table * 3 / 2 });
        (project, analyst, _) = await app.AddProjectAsync();
        var (one, plan) = await UploadAsync(app, analyst, project, null, Log(20_000, 0));
        var (two, _) = await UploadAsync(app, analyst, project, null, Log(20_000, 0));
        // the second is refused while it runs, or before it starts when the first is far enough by then
        var ends = await Task.WhenAll(EndAsync(one), EndAsync(two));
        Assert.Equal([null, "import.quota"], ends.Order());
        Assert.Single(await app.Get<DatasetService>().ListAsync(analyst, project.Id, Token), r => r.Version.State == DatasetState.Ready);

        async Task<string?> EndAsync(Guid id)
        {
            try
            {
                return (await RunAsync(app, analyst, id, plan)).ErrorCode;
            }
            catch (DomainRuleException refused)
            {
                return refused.Code;
            }
        }
    }

    [Fact]   // what an import writes for itself is taken room for everything that is let in meanwhile
    public async Task Quota_CountsWhatARunningImportKeepsForItself()
    {
        await using var app = await TestApp.StartAsync(more: s => s.AddSingleton(Wide with { UserBytes = 200 * Kilobyte }).AddSingleton<IFreeSpace>(_disk));   // its queue stands still
        var (project, analyst, _) = await app.AddProjectAsync();
        var (id, plan) = await UploadAsync(app, analyst, project, null, Log(100, 0));
        await app.Get<DatasetService>().ImportAsync(analyst, id, plan, PurchaseRules.Usual, Token);
        var scratch = app.Get<DataDirectory>().ImportTemp(id);
        Directory.CreateDirectory(Path.Combine(scratch, "duck-1"));
        await File.WriteAllBytesAsync(Path.Combine(scratch, "duck-1", "spilled"), new byte[180 * Kilobyte], Token);
        Assert.Equal("upload.user-quota", (await Assert.ThrowsAsync<DomainRuleException>(() => UploadAsync(app, analyst, project, null, Log(2000, 0)))).Code);
        Directory.Delete(scratch, recursive: true);
        await UploadAsync(app, analyst, project, null, Log(2000, 0));
    }

    [Fact]   // its table is small, and what it unpacks to is not
    public async Task Import_ThatUnpacksToMoreThanTheQuotaLeaves_IsStopped()
    {
        var log = Packed("customer,date,amount\n" + string.Concat(Enumerable.Repeat("customer-with-a-long-name,2026-01-01,10\n", 60_000)));
        await using (var wide = await StartAsync(Wide))
        {
            var (project, analyst, _) = await wide.AddProjectAsync();
            var version = await PackedAsync(wide, analyst, project, log);
            Assert.Equal(DatasetState.Ready, version.State);
            Assert.InRange(BytesOf(wide, version), log.Length, 800 * Kilobyte);
        }

        await using var app = await StartAsync(Wide with { UserBytes = 800 * Kilobyte });
        var (tight, sender, _) = await app.AddProjectAsync();
        var refused = await PackedAsync(app, sender, tight, log);
        Assert.Equal((DatasetState.Failed, "import.quota-scratch"), (refused.State, refused.ErrorCode));
        Assert.True(TextCatalog.Default.Has("rule.import.quota-scratch"));
        Assert.Empty(Directory.GetFileSystemEntries(app.Get<DataDirectory>().Temp));
        Assert.Equal(["original"], Directory.GetFiles(app.Get<DataDirectory>().DatasetVersion(refused.Id)).Select(Path.GetFileName));
    }

    [Fact]   // what others store while an import runs counts
    public async Task NewestRoom_AsksAgainWhenTheAnswerIsOld()
    {
        var (time, left) = (new FakeTimeProvider(), 100L);
        var room = new NewestRoom(() => left < 0 ? throw new IOException() : Task.FromResult(new StorageRoom(left, 1000)), time);
        await room.AskAsync();
        left = 50;
        await room.AskAgainAsync();
        room.Demand(80, "a.csv");   // still fresh
        time.Advance(TimeSpan.FromSeconds(3));
        await room.AskAgainAsync();
        Assert.Equal("import.quota", Assert.Throws<DomainRuleException>(() => room.Demand(80, "a.csv")).Code);
        left = -1;
        time.Advance(TimeSpan.FromSeconds(3));
        await room.AskAgainAsync();
        room.Demand(50, "a.csv");
        await Assert.ThrowsAsync<IOException>(room.AskAsync);
    }

    [Fact]
    public void Look_ThatKeepsFailing_IsTriedThreeTimes()
    {
        var looks = 0;
        Assert.Throws<IOException>(() => NewVersions.Tried(() => ++looks > 0 ? throw new IOException() : 0));
        Assert.Equal(3, looks);
        Assert.Equal(5, NewVersions.Tried(() => ++looks < 6 ? throw new FileNotFoundException() : 5));   // two files renamed meanwhile
    }

    [Fact]
    public async Task DirectUploads_AllAtOnce_ShareOneDoor()
    {
        var file = Encoding.UTF8.GetBytes(Log(1000, 0));
        await using var app = await StartAsync(Wide with { TotalBytes = file.Length * 3 / 2, UploadsPerUser = 100 });
        var (project, analyst, _) = await app.AddProjectAsync();
        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            try
            {
                if (i % 2 == 0)
                    await app.Get<DatasetService>().UploadAsync(analyst, project.Id, null, "a.csv", new MemoryStream(file), Token);
                else
                    await app.Get<UploadService>().OpenAsync(analyst, project.Id, null, $"b{i}.csv", file.Length, "", Token);
                return "in";
            }
            catch (DomainRuleException rule)
            {
                return rule.Code;
            }
        }, Token)));
        Assert.Single(tries, "in");
        Assert.All(tries.Where(t => t != "in"), t => Assert.Equal("dataset.too-large", t));
    }

    private async Task<TestApp> StartAsync(DatasetLimits limits)
    {
        var app = await TestApp.StartAsync(more: s => s.AddSingleton(limits).AddSingleton<IFreeSpace>(_disk));
        await app.StartJobsAsync();
        return app;
    }

    private static async Task<(DatasetVersion Version, long Bytes)> FirstAsync(TestApp app)
    {
        var (project, analyst, _) = await app.AddProjectAsync();
        var version = await ImportAsync(app, analyst, project, null, Log(2000, 0), null);
        return (version, BytesOf(app, version));
    }

    private static long BytesOf(TestApp app, DatasetVersion version) => new DirectoryInfo(app.Get<DataDirectory>().DatasetVersion(version.Id)).EnumerateFiles().Sum(f => f.Length);

    private static async Task<(Guid Version, ImportPlan Plan)> UploadAsync(TestApp app, Actor analyst, Project project, Guid? datasetId, string text)
    {
        var version = await app.Get<DatasetService>().UploadAsync(analyst, project.Id, datasetId, "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Token);
        return (version, (await app.Get<DatasetService>().PreviewAsync(analyst, version, FileFormatChoice.Detect, [], Token)).ToPlan());
    }

    private static async Task<DatasetVersion> ImportAsync(TestApp app, Actor analyst, Project project, Guid? datasetId, string text, Guid? appendTo)
    {
        var (id, plan) = await UploadAsync(app, analyst, project, datasetId, text);
        return await RunAsync(app, analyst, id, plan with { AppendTo = appendTo });
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static async Task<DatasetVersion> PackedAsync(TestApp app, Actor analyst, Project project, byte[] file)
    {
        var id = await app.Get<DatasetService>().UploadAsync(analyst, project.Id, null, "log.csv.gz", new MemoryStream(file), Token);
        return await RunAsync(app, analyst, id, (await app.Get<DatasetService>().PreviewAsync(analyst, id, FileFormatChoice.Detect, [], Token)).ToPlan());
    }

    private static async Task<DatasetVersion> RunAsync(TestApp app, Actor analyst, Guid id, ImportPlan plan)
    {
        await app.Get<DatasetService>().ImportAsync(analyst, id, plan, PurchaseRules.Usual, Token);
        await TestApp.UntilAsync(async () => (await app.Get<DatasetService>().GetAsync(analyst, id, Token)).Version.State != DatasetState.Importing);
        return (await app.Get<DatasetService>().GetAsync(analyst, id, Token)).Version;
    }

    private static string Log(int rows, int from) =>
        "customer,date,amount\n" + string.Concat(Enumerable.Range(from, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i * 7919 % 100003},2026-01-{i % 28 + 1:00},{i * 31 % 977}\n")));

    private sealed class Disk : IFreeSpace
    {
        public long? Free { get; set; } = 1L << 40;

        public long? BytesAt(string folder) => Free;
    }
}
