using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ProblemSolving.Analysis;
using ProblemSolving.Analysis.Datasets;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Application.Projects;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Accounts;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Datasets;

/// <summary>A file in pieces: goes on where it stopped, counts against the quotas from its beginning, and belongs to its sender.</summary>
public sealed class UploadServiceTests : IAsyncLifetime
{
    private const long Megabyte = 1 << 20;

    private static readonly byte[] Log = Encoding.UTF8.GetBytes("customer,date,amount\nc1,2026-01-01,10\nc2,2026-01-02,20\n");

    private TestApp _app = null!;
    private Project _project = null!;
    private Actor _analyst;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private UploadService Uploads => _app.Get<UploadService>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(more: s => s.AddSingleton(new DatasetLimits(6 * Megabyte, 20 * Megabyte, 3, 0) { UserBytes = 10 * Megabyte }));
        (_project, _analyst, _) = await _app.AddProjectAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<UploadPlace> OpenAsync(long? bytes = null, string name = "log.csv", string stamp = "1") => Uploads.OpenAsync(_analyst, _project.Id, null, name, bytes ?? Log.Length, stamp, Token);

    private Task<long> AppendAsync(UploadPlace place, long offset, byte[] bytes, string? hash = null) => Uploads.AppendAsync(_analyst, place.Id, offset, new MemoryStream(bytes), hash, Token);

    private async Task<byte[]> ParquetAsync()
    {
        var (settings, folder) = (_app.Get<AnalysisSettings>(), _app.Get<DataDirectory>().Root);
        var (text, table) = (Path.Combine(folder, "log.csv"), Path.Combine(folder, "log.parquet"));
        // texts that do not pack, so that the engine needs some memory for them
        await File.WriteAllLinesAsync(text, Enumerable.Range(0, 30_000).Select(i => i == 0 ? "customer,date,amount" : $"{Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(i)))},2026-01-0{i % 9 + 1},{i}"), Token);
        ParquetImporter.Import(text, "log.csv", FileInspector.Inspect(text, "log.csv", FileFormatChoice.Detect, [], Token).ToPlan(), table, settings, null, Token);
        return await File.ReadAllBytesAsync(table, Token);
    }

    private static async Task<DomainRuleException> RefusedAsync(Func<Task> call) => await Assert.ThrowsAsync<DomainRuleException>(call);

    [Fact]
    public async Task Pieces_InOrder_BecomeAVersionWithItsHash()
    {
        var place = await OpenAsync(name: "../../etc/주문.csv");
        Assert.Equal(20, await AppendAsync(place, 0, Log[..20]));
        Assert.Equal(Log.Length, await AppendAsync(place, 20, Log[20..]));
        var version = (await _app.Get<DatasetService>().GetAsync(_analyst, await Uploads.FinishAsync(_analyst, place.Id, Token), Token)).Version;
        Assert.Equal(("주문.csv", Log.Length, Convert.ToHexStringLower(SHA256.HashData(Log))), (version.FileName, version.UploadBytes, version.UploadSha256));
        Assert.Empty(await Uploads.WaitingAsync(_analyst, _project.Id, Token));
        Assert.Empty(Directory.GetDirectories(_app.Get<DataDirectory>().Uploads));
    }

    [Fact]
    public async Task SameFileChosenAgain_GoesOnWhereItStopped_AnotherBeginsAnew()
    {
        var place = await OpenAsync();
        await AppendAsync(place, 0, Log[..20]);
        var again = await OpenAsync();
        Assert.Equal((place.Id, 20L), (again.Id, again.Offset));
        Assert.Equal(0, (await OpenAsync(stamp: "2")).Offset); // changed meanwhile
    }

    [Fact]
    public async Task RestartOfTheServer_KeepsWhatHasArrived()
    {
        var place = await OpenAsync();
        await AppendAsync(place, 0, Log[..20]);
        // a second program on the same folder knows nothing but what lies there
        var data = _app.Get<DataDirectory>();
        var partial = new PartialUploads(data, TimeProvider.System);
        var second = new UploadService(_app.Get<AccessGuard>(), data, new UploadDesk(_app.Get<DatasetLimits>(), _app.Get<IFreeSpace>(), data), _app.Get<NewVersions>(), partial, new StorageDoor(), _app.Get<DatasetLimits>(), TimeProvider.System);
        Assert.Equal(20, (await second.PlaceAsync(_analyst, place.Id, Token)).Offset);
        await second.AppendAsync(_analyst, place.Id, 20, new MemoryStream(Log[20..]), null, Token);
        await second.FinishAsync(_analyst, place.Id, Token);
    }

    [Fact]   // the file may be whole and right: only this machine could not look at it now
    public async Task Finish_WithoutRoomForTheLook_KeepsWhatHasArrived()
    {
        var data = _app.Get<DataDirectory>();
        var parquet = await ParquetAsync();
        var place = await OpenAsync(parquet.Length, "log.parquet");
        await AppendAsync(place, 0, parquet);
        var tight = new NewVersions(_app.Contexts, data, _app.Get<AnalysisSettings>() with { MemoryMegabytes = 1 }, _app.Get<LookPlaces>(), _app.Get<ProjectFeed>(), TimeProvider.System);
        var crowded = new UploadService(_app.Get<AccessGuard>(), data, _app.Get<UploadDesk>(), tight, new PartialUploads(data, TimeProvider.System), new StorageDoor(), _app.Get<DatasetLimits>(), TimeProvider.System);
        Assert.Equal("work.no-room", (await RefusedAsync(() => crowded.FinishAsync(_analyst, place.Id, Token))).Code);
        Assert.Equal(parquet.Length, (await Uploads.PlaceAsync(_analyst, place.Id, Token)).Offset);
        Assert.False(Directory.Exists(data.DatasetVersion(place.Id)));
        Assert.Equal(place.Id, await Uploads.FinishAsync(_analyst, place.Id, Token));
    }

    [Fact]
    public async Task PieceAtTheWrongPlace_IsToldTheRightOne()
    {
        var place = await OpenAsync();
        await AppendAsync(place, 0, Log[..20]);
        foreach (var wrong in new[] { 0L, 19, 21 })
        {
            var rule = await RefusedAsync(() => AppendAsync(place, wrong, Log[20..]));
            Assert.Equal(("upload.offset", 20L), (rule.Code, rule.Arguments[1]));
        }

        Assert.Equal("upload.offset", (await RefusedAsync(() => Uploads.FinishAsync(_analyst, place.Id, Token))).Code);
    }

    [Fact]
    public async Task DamagedPiece_LeavesNothing()
    {
        var place = await OpenAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Log[..20]));
        Assert.Equal("upload.damaged", (await RefusedAsync(() => AppendAsync(place, 0, Log[1..21], hash))).Code);
        Assert.Equal(0, (await Uploads.PlaceAsync(_analyst, place.Id, Token)).Offset);
        Assert.Equal(20, await AppendAsync(place, 0, Log[..20], hash));
    }

    [Fact]
    public async Task CutConnection_KeepsWhatCameWithoutAHash_AndNothingOfAHashedPiece()
    {
        var place = await OpenAsync();
        await Assert.ThrowsAsync<IOException>(() => Uploads.AppendAsync(_analyst, place.Id, 0, new CutStream(Log[..20]), null, Token));
        Assert.Equal(20, (await Uploads.PlaceAsync(_analyst, place.Id, Token)).Offset);
        await Assert.ThrowsAsync<IOException>(() => Uploads.AppendAsync(_analyst, place.Id, 20, new CutStream(Log[20..]), "00", Token));
        Assert.Equal(20, (await Uploads.PlaceAsync(_analyst, place.Id, Token)).Offset);
    }

    [Fact]
    public async Task DeadConnection_GivesWayToANewOne()
    {
        var place = await OpenAsync();
        using var dead = new HangingStream();
        var hanging = Uploads.AppendAsync(_analyst, place.Id, 0, dead, null, Token);
        await Task.WhenAny(dead.Asked, hanging);
        Assert.Equal(Log.Length, await AppendAsync(place, 0, Log));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task MoreThanAnnounced_IsRefused()
    {
        var place = await OpenAsync(bytes: 10);
        Assert.Equal("upload.longer", (await RefusedAsync(() => AppendAsync(place, 0, Log))).Code);
    }

    [Fact]
    public async Task Quotas_CountWhatIsUnderWayFromItsBeginning()
    {
        await OpenAsync(6 * Megabyte, "a.csv");
        var mine = await RefusedAsync(() => OpenAsync(5 * Megabyte, "b.csv"));
        Assert.Equal(("upload.user-quota", 4L, 10L), (mine.Code, mine.Arguments[1], mine.Arguments[2]));
        Assert.Equal("dataset.too-large", (await RefusedAsync(() => OpenAsync(6 * Megabyte + 1, "c.csv"))).Code);
        await OpenAsync(4 * Megabyte, "d.csv");

        var colleague = await _app.AddUserAsync("colleague", SystemRole.Analyst);
        await _app.Get<ProjectService>().SetMemberAsync(_analyst, _project.Id, colleague.UserId, ProjectRole.Editor, Token);
        await Uploads.OpenAsync(colleague, _project.Id, null, "a.csv", 6 * Megabyte, "", Token);
        var all = await RefusedAsync(() => Uploads.OpenAsync(colleague, _project.Id, null, "b.csv", 5 * Megabyte, "", Token));
        Assert.Equal(("dataset.too-large", 4L), (all.Code, all.Arguments[1]));
    }

    [Fact]
    public async Task Upload_OfAColleagueOrAfterARoleWasTaken_IsDenied()
    {
        var place = await OpenAsync();
        var colleague = await _app.AddUserAsync("colleague", SystemRole.Analyst);
        await _app.Get<ProjectService>().SetMemberAsync(_analyst, _project.Id, colleague.UserId, ProjectRole.Editor, Token);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Uploads.AppendAsync(colleague, place.Id, 0, new MemoryStream(Log), null, Token));
        Assert.Empty(await Uploads.WaitingAsync(colleague, _project.Id, Token));

        var theirs = await Uploads.OpenAsync(colleague, _project.Id, null, "log.csv", Log.Length, "", Token);
        await _app.Get<ProjectService>().SetMemberAsync(_analyst, _project.Id, colleague.UserId, ProjectRole.Viewer, Token);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Uploads.AppendAsync(colleague, theirs.Id, 0, new MemoryStream(Log), null, Token));
    }

    [Fact]
    public async Task AfterADay_WhatNobodyWentOnWith_IsRemoved()
    {
        var place = await OpenAsync();
        var partial = _app.Get<PartialUploads>();
        partial.Sweep();
        Assert.Equal(0, (await Uploads.PlaceAsync(_analyst, place.Id, Token)).Offset);
        File.SetLastWriteTimeUtc(Path.Combine(_app.Get<DataDirectory>().Upload(place.Id), "part"), DateTime.UnixEpoch);
        partial.Sweep();
        await Assert.ThrowsAsync<AccessDeniedException>(() => Uploads.PlaceAsync(_analyst, place.Id, Token));
    }

    [Fact]
    public async Task FileThatCanBeReadTwoWays_IsImportedOnlyAfterAnAnswer()
    {
        var datasets = _app.Get<DatasetService>();
        var id = await datasets.UploadAsync(_analyst, _project.Id, null, "log.csv", new MemoryStream("customer,date\nc1,01/02/2026\nc2,03/04/2026\n"u8.ToArray()), Token);
        var guess = (await datasets.PreviewAsync(_analyst, id, FileFormatChoice.Detect, [], Token)).ToPlan();
        Assert.Equal("data.date-ambiguous", (await RefusedAsync(() => datasets.ImportAsync(_analyst, id, guess, PurchaseRules.KeepAll, Token))).Code);
        var chosen = (await datasets.PreviewAsync(_analyst, id, FileFormatChoice.Detect, [new ColumnChoice(1, DateFormat: DateFormat.DayMonthYear)], Token)).ToPlan();
        await datasets.ImportAsync(_analyst, id, chosen, PurchaseRules.KeepAll, Token);
    }

    [Fact]
    public async Task Finish_AskedAgainAfterALostAnswer_GivesTheSameVersion()
    {
        var place = await OpenAsync();
        await AppendAsync(place, 0, Log);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Uploads.FinishAsync(_analyst, place.Id, Token))));
        Assert.Equal([await Uploads.FinishAsync(_analyst, place.Id, Token)], answers.Distinct());
        Assert.Equal(answers[0], Assert.Single(await _app.Get<DatasetService>().ListAsync(_analyst, _project.Id, Token)).Version.Id);

        Assert.Equal(place with { Offset = Log.Length }, await Uploads.PlaceAsync(_analyst, place.Id, Token)); // the page asks for it before it tries again

        var colleague = await _app.AddUserAsync("colleague", SystemRole.Analyst);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Uploads.PlaceAsync(colleague, place.Id, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Uploads.FinishAsync(colleague, place.Id, Token));
        await _app.Get<DatasetService>().DeleteAsync(_analyst, answers[0], Token);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Uploads.FinishAsync(_analyst, place.Id, Token));
    }

    [Fact]
    public async Task Finish_AfterAStopBetweenTheMoveAndTheRow_GoesOn()
    {
        var place = await OpenAsync();
        await AppendAsync(place, 0, Log);
        var data = _app.Get<DataDirectory>();
        Directory.CreateDirectory(data.DatasetVersion(place.Id));
        File.Move(Path.Combine(data.Upload(place.Id), "part"), Path.Combine(data.DatasetVersion(place.Id), "original"));
        var version = await Uploads.FinishAsync(_analyst, place.Id, Token);
        Assert.Equal(Log, await File.ReadAllBytesAsync(Path.Combine(data.DatasetVersion(version), "original"), Token));
    }

    [Fact]
    public async Task MissingPart_BeginsAnew()
    {
        var place = await OpenAsync();
        await AppendAsync(place, 0, Log);
        File.Delete(Path.Combine(_app.Get<DataDirectory>().Upload(place.Id), "part"));
        var rule = await RefusedAsync(() => Uploads.FinishAsync(_analyst, place.Id, Token));
        Assert.Equal(("upload.offset", 0L), (rule.Code, rule.Arguments[1]));
        Assert.Equal(Log.Length, await AppendAsync(place, 0, Log));
        await Uploads.FinishAsync(_analyst, place.Id, Token);
    }

    [Fact]   // a number is given once, and nobody is turned away for it
    public async Task FilesOfOneDataset_FinishedAtOnce_EachGetANumber()
    {
        var first = await OpenAsync();
        await AppendAsync(first, 0, Log);
        var dataset = (await _app.Get<DatasetService>().GetAsync(_analyst, await Uploads.FinishAsync(_analyst, first.Id, Token), Token)).Version.DatasetId;
        // another machine passes no door of this one
        using var door = new StorageDoor();
        var elsewhere = new UploadService(_app.Get<AccessGuard>(), _app.Get<DataDirectory>(), _app.Get<UploadDesk>(), _app.Get<NewVersions>(), _app.Get<PartialUploads>(), door, _app.Get<DatasetLimits>(), TimeProvider.System);
        for (var round = 0; round < 8; round++)
        {
            var places = new List<UploadPlace>();
            for (var i = 0; i < 3; i++)
            {
                places.Add(await Uploads.OpenAsync(_analyst, _project.Id, dataset, $"{round}-{i}.csv", Log.Length, "1", Token));
                await AppendAsync(places[^1], 0, Log);
            }

            await Task.WhenAll(places.Select((p, i) => Task.Run(() => (i == 0 ? elsewhere : Uploads).FinishAsync(_analyst, p.Id, Token))));
        }

        var numbers = (await _app.Get<DatasetService>().ListAsync(_analyst, _project.Id, Token)).Select(r => r.Version.Number).Order();
        Assert.Equal(Enumerable.Range(1, 1 + 8 * 3), numbers);
    }

    [Fact]
    public async Task ManyAtOnce_NeverPassTheQuotaTogether()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            try
            {
                await OpenAsync(4 * Megabyte, $"{i}.csv");
                return "in";
            }
            catch (DomainRuleException rule)
            {
                return rule.Code;
            }
        })));
        Assert.Equal(2, tries.Count(t => t == "in")); // 10 MB a person
        Assert.Equal(10, tries.Count(t => t == "upload.user-quota"));
    }

    private sealed class CutStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The sender has gone.");
    }

    private sealed class HangingStream : MemoryStream
    {
        private readonly TaskCompletionSource _asked = new();

        public Task Asked => _asked.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
