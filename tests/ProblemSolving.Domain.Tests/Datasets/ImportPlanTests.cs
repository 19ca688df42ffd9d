using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Datasets;

public sealed class ImportPlanTests
{
    private static readonly FileFormat Format = new(TextEncoding.Utf8, false, FieldDelimiter.Comma, QuoteMark.Double, true, DecimalMark.Point);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]   // pseudonyms never meet names
    [InlineData(false, true, true)]
    public void CheckBeside_AnEarlierVersion_AsksForTheSameKindOfName(bool now, bool before, bool refused)
    {
        var findings = Plan(now).CheckBeside(Table(Stored("CUSTOMER", before, ColumnRole.None)), null);
        Assert.Equal(refused ? ["data.append.pseudonym"] : [], findings.Select(f => f.Code));
        Assert.All(findings, f => Assert.Equal((true, "customer"), (f.Blocks, f.Place)));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void CheckBeside_CustomerAttributes_AsksForTheSameKindOfCustomer(bool now, bool joined, bool refused)
    {
        var findings = Plan(now).CheckBeside(null, Table(Stored("id", joined, ColumnRole.Customer), Stored("grade", !now, ColumnRole.None)));
        Assert.Equal(refused ? ["data.append.pseudonym"] : [], findings.Select(f => f.Code));
    }

    [Fact]
    public void CheckBeside_BothTablesDiffer_SaysItOnce() =>
        Assert.Single(Plan(true).CheckBeside(Table(Stored("customer", false, ColumnRole.Customer)), Table(Stored("customer", false, ColumnRole.Customer))));

    [Fact]   // a column that is joined anew comes from the attributes again
    public void CheckBeside_AColumnThatWasJoinedBefore_IsAskedOnlyWhenNothingIsJoined()
    {
        var before = Table(Stored("customer", true, ColumnRole.Customer), Stored("grade", true, ColumnRole.None) with { FromAttributes = true });
        var plan = Plan(true) with { Columns = [.. Plan(true).Columns, new PlannedColumn(1, "grade", ColumnType.Text, null, ColumnRole.None)] };
        Assert.Equal("grade", Assert.Single(plan.CheckBeside(before, null)).Place);
        Assert.Empty(plan.CheckBeside(before, Table(Stored("customer", true, ColumnRole.Customer))));
    }

    [Fact]
    public void CheckBeside_NothingBeside_FindsNothing() => Assert.Empty(Plan(true).CheckBeside(null, null));

    private static ImportPlan Plan(bool personal) => new(Format, [new PlannedColumn(0, "customer", ColumnType.Text, null, ColumnRole.Customer) { Pseudonymised = personal }]);

    private static TableColumn Stored(string name, bool personal, ColumnRole role) => new(0, name, ColumnType.Text, role, 0) { Pseudonymised = personal };

    private static ImportedTable Table(params TableColumn[] columns) => new("", "", "", 1, 0, 0, columns, [], 0, []);
}
