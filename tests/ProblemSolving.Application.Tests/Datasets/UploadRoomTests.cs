using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Datasets;

/// <summary>Files under way count: against the quota, against their sender and against the disk.</summary>
public sealed class UploadRoomTests : IAsyncLifetime
{
    private const long Kilobyte = 1024;
    private const long Megabyte = 1024 * Kilobyte;
    private static readonly DatasetLimits Limits = new(6 * Megabyte, 10 * Megabyte, 2, 1 * Megabyte);

    private readonly Disk _disk = new();
    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DatasetService Datasets => _app.Get<DatasetService>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(more: services => services.AddSingleton(Limits).AddSingleton<IFreeSpace>(_disk));
        (_project, _analyst, _) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Quota_CountsWhatIsUnderWay()
    {
        using var first = new SlowFile(5 * Megabyte);
        var running = Send(_analyst, first, null);
        await first.SentAsync(4 * Megabyte);

        var second = await RefusalAsync(() => Send(_analyst, new SlowFile(7 * Megabyte), 7 * Megabyte));
        Assert.Equal(("dataset.too-large", 6L), (second.Code, second.Arguments[1]));   // one file may have 6
        await AdmitAsync(_analyst, 5 * Megabyte);
        await first.SentAsync(5 * Megabyte);
        using var third = new SlowFile(6 * Megabyte);
        third.End();
        var over = await RefusalAsync(() => Send(_analyst, third, null));   // 5 under way and 6 more pass 10 on the way
        Assert.Equal(("dataset.too-large", 5L), (over.Code, over.Arguments[1]));

        first.End();
        await running;
        Assert.Equal("dataset.too-large", (await RefusalAsync(() => AdmitAsync(_analyst, 5 * Megabyte + 1))).Code);
        await AdmitAsync(_analyst, 5 * Megabyte - Kilobyte);
        Assert.Single(Folders());
    }

    [Fact]
    public async Task Quota_AnAnnouncedSizeIsKeptFreeBeforeItHasCome()
    {
        using var first = new SlowFile(6 * Megabyte);
        var running = Send(_analyst, first, 6 * Megabyte);
        await first.SentAsync(0);
        Assert.Equal(4L, (await RefusalAsync(() => Send(_analyst, new SlowFile(5 * Megabyte), 5 * Megabyte))).Arguments[1]);
        first.Break();
        await Assert.ThrowsAsync<IOException>(() => running);
        await AdmitAsync(_analyst, 6 * Megabyte);
        Assert.Empty(Folders());
    }

    [Fact]
    public async Task Sender_WithTwoUnderWay_WaitsForOneToEndWhileOthersGoOn()
    {
        using var first = new SlowFile(100 * Kilobyte);
        using var second = new SlowFile(100 * Kilobyte);
        var running = new[] { Send(_analyst, first, null), Send(_analyst, second, null) };
        await first.SentAsync(0);
        await second.SentAsync(0);

        var rule = await RefusalAsync(() => Send(_analyst, new SlowFile(Kilobyte), null));
        Assert.Equal(("upload.too-many", 2), (rule.Code, rule.Arguments[0]));
        var colleague = await _app.AddUserAsync("colleague", SystemRole.Analyst);
        await _app.Get<Application.Projects.ProjectService>().SetMemberAsync(_analyst, _project.Id, colleague.UserId, ProjectRole.Editor, Token);
        await UploadTextAsync(colleague);

        first.End();
        await running[0];
        await UploadTextAsync(_analyst);
        second.End();
        await running[1];
    }

    [Fact]
    public async Task Disk_WithLessThanTheFileAndTheMargin_RefusesWithBothNumbers()
    {
        _disk.Free = 3 * Megabyte;
        var rule = await RefusalAsync(() => Send(_analyst, new SlowFile(4 * Megabyte), 4 * Megabyte));
        Assert.Equal(("upload.disk-full", 3L, 5L), (rule.Code, rule.Arguments[1], rule.Arguments[2]));
        Assert.Equal("upload.disk-full", (await RefusalAsync(() => AdmitAsync(_analyst, 4 * Megabyte))).Code);
        await UploadTextAsync(_analyst);
        _disk.Free = null;   // a machine that does not tell
        await UploadTextAsync(_analyst);
        Assert.Equal(2, Folders().Length);
    }

    [Fact]
    public async Task Disk_FillingUpOnTheWay_EndsTheUploadAndLeavesNothing()
    {
        await using var app = await TestApp.StartAsync(more: services => services.AddSingleton(Limits with { FileBytes = 100 * Megabyte, TotalBytes = 100 * Megabyte }).AddSingleton<IFreeSpace>(_disk));
        var (project, analyst, _) = await app.AddProjectAsync();
        using var file = new SlowFile(40 * Megabyte);
        var running = app.Get<DatasetService>().ReceiveAsync(analyst, project.Id, null, "a.csv", file, null, Token);
        await file.SentAsync(1 * Megabyte);
        _disk.Free = 100;
        file.End();
        Assert.Equal("upload.disk-full", (await RefusalAsync(() => running)).Code);
        Assert.Empty(Directory.GetDirectories(Path.Combine(app.Get<DataDirectory>().Root, "datasets")));
    }

    [Fact]
    public async Task Admit_ForAStranger_IsDenied()
    {
        var stranger = await _app.AddUserAsync("stranger", SystemRole.Analyst);
        await Assert.ThrowsAsync<AccessDeniedException>(() => AdmitAsync(stranger, 1));
    }

    private static async Task<DomainRuleException> RefusalAsync(Func<Task> call) => await Assert.ThrowsAsync<DomainRuleException>(call);

    /// <summary>Begins an upload in pieces and gives it up again.</summary>
    private async Task AdmitAsync(Actor sender, long bytes)
    {
        var uploads = _app.Get<UploadService>();
        await uploads.AbandonAsync(sender, (await uploads.OpenAsync(sender, _project.Id, null, "b.csv", bytes, "", Token)).Id, Token);
    }

    private string[] Folders() => Directory.GetDirectories(Path.Combine(_app.Get<DataDirectory>().Root, "datasets"));

    private Task<Guid> Send(Actor sender, Stream file, long? announced) => Datasets.ReceiveAsync(sender, _project.Id, null, "a.csv", file, announced, Token);

    private Task<Guid> UploadTextAsync(Actor sender) => Datasets.UploadAsync(sender, _project.Id, null, "small.csv", new MemoryStream("customer,date\nc1,2026-01-01\n"u8.ToArray()), Token);

    private sealed class Disk : IFreeSpace
    {
        public long? Free { get; set; } = 1L << 40;

        public long? BytesAt(string folder) => Free;
    }

    /// <summary>A table that arrives as slowly as the test wants.</summary>
    private sealed class SlowFile(long size) : Stream
    {
        private static readonly byte[] Row = Encoding.UTF8.GetBytes("c000001,2026-01-01,12.50,abcdef\n");   // 32 bytes
        private readonly SemaphoreSlim _moved = new(0);
        private long _allowed;
        private long _given;
        private bool _broken;
        private bool _asked;
        private bool _ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>Lets so much of it through in all, and waits until it was taken.</summary>
        public async Task SentAsync(long bytes)
        {
            Interlocked.Exchange(ref _allowed, bytes);
            _moved.Release();
            await TestApp.UntilAsync(() => Task.FromResult(Interlocked.Read(ref _given) >= bytes && _asked));
            await Task.Delay(50, Token);
        }

        public void End() => (_ended, _allowed, _) = (true, size, _moved.Release());

        public void Break() => (_broken, _) = (true, _moved.Release());

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked = true;
            while (_given >= _allowed)
            {
                if (_ended && _given >= size)
                    return 0;
                await _moved.WaitAsync(cancellationToken);
                if (_broken)
                    throw new IOException("The sender has gone.");
            }

            var count = (int)Math.Min(buffer.Length, Math.Min(_allowed, size) - _given);
            for (var i = 0; i < count; i++)
                buffer.Span[i] = Row[(_given + i) % Row.Length];
            _given += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
