using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Datasets;
using ProblemSolving.Testing;

namespace ProblemSolving.Application.Tests.Datasets;

/// <summary>A folder that rests is looked into once; one in which something happened, or happens, again.</summary>
public sealed class FolderSizesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow().AddMinutes(1));
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ps-sizes-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Folders_AtRest_AreLookedIntoOnce_AndAgainAfterAChange()
    {
        var sizes = new FolderSizes(_time);
        var folders = Enumerable.Range(0, 50).Select(i => _root.CreateSubdirectory($"v{i}").FullName).ToList();
        foreach (var folder in folders)
            File.WriteAllText(Path.Combine(folder, "original"), "12345");
        long All() => folders.Sum(f => sizes.BytesOf(f, grows: false));
        for (var i = 0; i < 10; i++)
            Assert.Equal(250, All());
        Assert.Equal(50, sizes.Looks);

        File.WriteAllText(Path.Combine(folders[3], "table"), "123");
        Assert.Equal((253, 51), (All(), sizes.Looks));
        File.Delete(Path.Combine(folders[4], "original"));
        Assert.Equal((248, 52), (All(), sizes.Looks));
        Directory.Delete(folders[5], recursive: true);
        Assert.Equal((243, 52), (All(), sizes.Looks));
    }

    [Fact]
    public void Folder_ThatGrowsOrHasJustChanged_IsAlwaysLookedInto()
    {
        var sizes = new FolderSizes(_time);
        var file = Path.Combine(_root.FullName, "table");
        File.WriteAllText(file, "1");
        Assert.Equal(1, sizes.BytesOf(_root.FullName, grows: true));
        File.AppendAllText(file, "2");   // a file that grows does not change its folder
        Assert.Equal((2, 2), (sizes.BytesOf(_root.FullName, grows: true), sizes.Looks));

        var now = new FolderSizes(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        now.BytesOf(_root.FullName, grows: false);
        now.BytesOf(_root.FullName, grows: false);
        Assert.Equal(2, now.Looks);
    }
}
