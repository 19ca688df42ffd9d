using ProblemSolving.Application.Analyze;
using ProblemSolving.Domain;

namespace ProblemSolving.Application.Tests.Analyze;

public sealed class LookPlacesTests
{
    [Fact]
    public void Take_OneEachAndTwoInAll_ThenRefusesUntilAPlaceIsFree()
    {
        var places = new LookPlaces();
        var (ann, ben, cho) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var first = places.Take(ann);
        Assert.Equal("look.own-running", Assert.Throws<DomainRuleException>(() => places.Take(ann)).Code);
        using var second = places.Take(ben);
        Assert.Equal("look.all-taken", Assert.Throws<DomainRuleException>(() => places.Take(cho)).Code);
        first.Dispose();
        using var third = places.Take(cho);
        first.Dispose(); // a second time frees nothing
        Assert.Equal("look.all-taken", Assert.Throws<DomainRuleException>(() => places.Take(ann)).Code);
    }

    [Fact] // thirty people at once are served two by two, in the order they came
    public async Task Wait_ThirtyPeople_NeverMoreThanTwoAtATimeAndInTheirOrder()
    {
        var places = new LookPlaces();
        var (now, most, order) = (0, 0, new List<int>());
        async Task WorkAsync(int who)
        {
            using var place = await places.WaitAsync(Guid.NewGuid(), Token);
            lock (order)
            {
                order.Add(who);
                most = Math.Max(most, ++now);
            }

            await Task.Delay(5, Token);
            lock (order)
                now--;
        }

        var first = places.Take(Guid.NewGuid());
        var second = places.Take(Guid.NewGuid());
        var all = Enumerable.Range(0, 30).Select(WorkAsync).ToList();
        Assert.Empty(order);
        first.Dispose();
        second.Dispose();
        await Task.WhenAll(all);
        Assert.Equal(LookPlaces.Most, most);
        Assert.Equal(30, order.Distinct().Count());
        // two begin together, so neighbours may change places
        Assert.All(order.Select((who, at) => Math.Abs(who - at)), off => Assert.InRange(off, 0, LookPlaces.Most));
    }

    [Fact]
    public async Task Wait_OwnOneRunning_LetsOthersPassAndSaysHowManyAreBefore()
    {
        var places = new LookPlaces();
        var (ann, ben) = (Guid.NewGuid(), Guid.NewGuid());
        var own = places.Take(ann);
        var again = places.WaitAsync(ann, Token);
        Assert.Equal(0, places.Ahead(ann));
        using (await places.WaitAsync(ben, Token))
            Assert.False(again.IsCompleted);
        Assert.Null(places.Ahead(ben));
        own.Dispose();
        (await again).Dispose();
        Assert.Null(places.Ahead(ann));
    }

    [Fact] // who left the page keeps nobody waiting
    public async Task Wait_GivenUp_LeavesTheRow()
    {
        var places = new LookPlaces();
        using var first = places.Take(Guid.NewGuid());
        var second = places.Take(Guid.NewGuid());
        using var left = new CancellationTokenSource();
        var (gone, next) = (Guid.NewGuid(), Guid.NewGuid());
        var given = places.WaitAsync(gone, left.Token);
        var waiting = places.WaitAsync(next, Token);
        Assert.Equal(1, places.Ahead(next));
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal((null, 0), (places.Ahead(gone), places.Ahead(next)));
        second.Dispose();
        using var place = await waiting;
        Assert.Throws<DomainRuleException>(() => places.Take(Guid.NewGuid()));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
