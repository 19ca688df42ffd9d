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
}
