using FsCheck.Xunit;
using ProblemSolving.Domain.Datasets;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Domain.Tests.Solutions;

public sealed class DataNeedsTests
{
    private static readonly DataNeeds Needs = new([ColumnRole.Customer, ColumnRole.Channel], 1_000, 12);

    [Fact]
    public void Against_EverythingThere_IsThere() =>
        Assert.True(Needs.Against(Facts([ColumnRole.Customer, ColumnRole.Time, ColumnRole.Channel], 1_000, 12)).IsThere);

    [Fact]
    public void Against_AColumnRowsAndMonthsShort_NamesEach()
    {
        var lacks = Needs.Against(Facts([ColumnRole.Customer], 999, 9)).Lacks;
        Assert.Equal(["solutions.data.lack.column", "solutions.data.lack.rows", "solutions.data.lack.months"], lacks.Select(l => l.Key));
        Assert.Equal([9, 12m], lacks[2].Arguments);
    }

    [Fact]
    public void Against_UnknownHistory_IsNotTakenForEnough() =>
        Assert.Equal("solutions.data.lack.history", Assert.Single(Needs.Against(Facts([ColumnRole.Customer, ColumnRole.Channel], 1_000, null)).Lacks).Key);

    [Fact]
    public void Best_SeveralTables_IsTheClosestAndOfEqualsTheNewest()
    {
        var best = Needs.Best([Facts([ColumnRole.Customer], 10, 1, "poor"), Facts([ColumnRole.Customer, ColumnRole.Channel], 5_000, 24, "older"), Facts([ColumnRole.Customer, ColumnRole.Channel], 5_000, 24, "newer")]);
        Assert.Equal("newer", best!.TableName);
    }

    [Fact]
    public void Best_NoTables_IsNothing() => Assert.Null(Needs.Best([]));

    [Theory]
    [InlineData("2025-01-01", "2025-12-31", 12)]
    [InlineData("2025-01-15", "2025-12-31", 11)]
    [InlineData("2025-01-01", "2025-01-30", 0)]
    [InlineData("2024-01-31", "2024-02-29", 1)]
    [InlineData("2025-02-01", "2025-01-01", null)]
    public void WholeMonths_FirstAndLastDay_CountsBoth(string first, string last, int? months) =>
        Assert.Equal(months, DataFacts.WholeMonths(DateOnly.Parse(first, null), DateOnly.Parse(last, null)));

    [Property]
    public bool Roles_WrittenAndRead_AreTheSame(byte[] raw)
    {
        var roles = raw.Select(b => (ColumnRole)(b % 12)).ToList();
        return DataNeeds.ReadRoles(DataNeeds.WriteRoles(roles)).SequenceEqual(roles.Where(r => r != ColumnRole.None).Distinct().Order());
    }

    [Fact]
    public void ReadRoles_WhatIsNoRole_IsPassedOver() => Assert.Equal([ColumnRole.Customer], DataNeeds.ReadRoles("Customer, nonsense, 99,"));

    private static DataFacts Facts(ColumnRole[] roles, long rows, int? months, string name = "log.csv") => new(name, roles.ToHashSet(), rows, months);
}
