using System.Globalization;
using ProblemSolving.Application.Projects;

namespace ProblemSolving.Application.Tests.Projects;

public sealed class ProjectFeedTests
{
    [Fact]
    public async Task Publish_FromWorkInAnotherLanguage_ReachesThePageInItsOwn()
    {
        var feed = new ProjectFeed();
        var project = Guid.NewGuid();
        var heard = "";
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        using var subscription = feed.Subscribe(project, _ => heard = CultureInfo.CurrentUICulture.Name);

        await Task.Run(
            () =>
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
                feed.Publish(new ProjectChange(project, Guid.Empty));
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("ko", heard);
    }

    [Fact]
    public void Publish_OfAnotherProject_IsNotHeard()
    {
        var feed = new ProjectFeed();
        var heard = 0;
        using (feed.Subscribe(Guid.NewGuid(), _ => heard++))
            feed.Publish(new ProjectChange(Guid.NewGuid(), Guid.Empty));
        Assert.Equal(0, heard);
    }

    [Fact] // else one closed window would leave all others stale, and fail the work that told of its end
    public void Publish_APageIsGoingAway_TellsTheOthers()
    {
        var feed = new ProjectFeed();
        var project = Guid.NewGuid();
        var told = 0;
        using var gone = feed.Subscribe(project, _ => throw new ObjectDisposedException("page"));
        using var open = feed.Subscribe(project, _ => told++);
        feed.Publish(new ProjectChange(project, Guid.Empty));
        Assert.Equal(1, told);
    }
}
