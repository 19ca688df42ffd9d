using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Domain.Tests.Datasets;

public sealed class ColumnRoleTests
{
    [Fact]
    public void Natural_EveryRole_IsATypeTheRoleAccepts() =>
        Assert.All(Enum.GetValues<ColumnRole>(), role => Assert.True(role.Natural() is not { } type || role.Accepts(type), role.ToString()));
}
