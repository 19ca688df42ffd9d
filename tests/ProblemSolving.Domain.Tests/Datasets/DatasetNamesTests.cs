using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Datasets;

public sealed class DatasetNamesTests
{
    [Fact]
    public void Free_TakesTheFirstNumberThatIsNotUsed()
    {
        Assert.Equal("orders", DatasetNames.Free("orders", ["people"]));
        Assert.Equal("orders (2)", DatasetNames.Free("orders", ["Orders"]));
        Assert.Equal("orders (3)", DatasetNames.Free("orders", ["orders", "orders (2)"]));
        Assert.Equal(new string('a', 196) + " (2)", DatasetNames.Free(new string('a', 200), [new string('a', 200)]));
    }

    [Fact]
    public void Demand_TrimsAndRefusesWhatCannotBeAName()
    {
        Assert.Equal("orders", DatasetNames.Demand("  orders ", ["people"]));
        Assert.Equal("dataset.name-empty", Refused(" "));
        Assert.Equal("field.too-long", Refused(new string('a', 201)));
        Assert.Equal("dataset.name-taken", Refused("PEOPLE"));
    }

    private static string Refused(string name) => Assert.Throws<DomainRuleException>(() => DatasetNames.Demand(name, ["people"])).Code;
}
