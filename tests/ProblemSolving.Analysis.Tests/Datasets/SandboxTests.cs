using ProblemSolving.Analysis.Datasets;
using RepositoryFolder = ProblemSolving.Testing.RepositoryFolder;

namespace ProblemSolving.Analysis.Tests.Datasets;

/// <summary>A session of the engine reaches the files it was given and nothing else of the machine.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SandboxProbes _probes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _probes.Dispose();
        _folder.Dispose();
    }

    [Theory] // control: a probe that fails everywhere would prove nothing
    [MemberData(nameof(SandboxProbes.Working), MemberType = typeof(SandboxProbes))]
    public void Probe_InAnOpenEngine_Works(string probe)
    {
        using var open = SandboxProbes.OpenEngine();
        SandboxProbes.Run(open, _probes.Statement(probe));
    }

    [Theory]
    [MemberData(nameof(SandboxProbes.Working), MemberType = typeof(SandboxProbes))]
    public void Probe_InASession_IsRefusedBecauseOfTheLock(string probe)
    {
        // no file, one that is not there yet, and one that is there beside one that is not: an import, an append and an analysis
        var upload = Written();
        foreach (var files in new string[][] { [], [_folder.NewPath()], [upload, _folder.NewPath()] })
        {
            using var duck = new DuckSession(_folder.Settings, files, Token);
            foreach (var refusal in new[] { Assert.ThrowsAny<Exception>(() => duck.Rows(_probes.Statement(probe), r => r.GetValue(0))), Assert.ThrowsAny<Exception>(() => duck.Stream(_probes.Statement(probe)).Count()) })
                Assert.True(IsOfTheLock(refusal.Message), refusal.Message);
            Assert.Equal(1, duck.Count("SELECT 1"));
        }

        Assert.True(_probes.IsUntouched);
    }

    [Theory]
    [MemberData(nameof(SandboxProbes.Unreachable), MemberType = typeof(SandboxProbes))]
    public void Probe_ThatNoEngineHereCanDo_IsRefused(string probe)
    {
        using var duck = new DuckSession(_folder.Settings, [Written()], Token);
        Assert.ThrowsAny<Exception>(() => duck.Rows(_probes.Statement(probe), r => r.GetValue(0)));
        Assert.True(_probes.IsUntouched);
    }

    [Fact] // control: a file on the list can be written and read
    public void File_OnTheList_CanBeWrittenAndRead()
    {
        var upload = Written();
        using var duck = new DuckSession(_folder.Settings, [upload], Token);
        Assert.Equal(42, duck.Count($"SELECT x FROM read_parquet({Sql.Text(upload)})"));
    }

    [Fact] // every connection is one of these: nothing else in the program opens the engine
    public void Session_IsTheOnlyWayToTheEngine()
    {
        var others = Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(f).Contains("new DuckDBConnection", StringComparison.Ordinal))
            .Select(f => Path.GetFileName(f));
        Assert.Equal(["DuckSession.cs"], others);
    }

    private static bool IsOfTheLock(string message) =>
        message.StartsWith("Permission Error", StringComparison.Ordinal) || message.Contains("configuration has been locked", StringComparison.Ordinal);

    private string Written()
    {
        var path = _folder.NewPath();
        using var duck = new DuckSession(_folder.Settings, [path], Token);
        duck.Execute($"COPY (SELECT 42 AS x) TO {Sql.Text(path)} (FORMAT parquet, USE_TMP_FILE false)");
        return path;
    }
}
