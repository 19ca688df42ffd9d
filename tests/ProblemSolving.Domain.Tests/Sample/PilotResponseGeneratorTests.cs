using FsCheck.Xunit;
using ProblemSolving.Domain.Sample;

namespace ProblemSolving.Domain.Tests.Sample;

public sealed class PilotResponseGeneratorTests
{
    private static readonly DateOnly s_first = new(2026, 11, 2);

    [Fact]
    public void Generate_ManyCustomers_ShowsTheTrueRates()
    {
        var members = Enumerable.Range(0, 200_000).Select(i => new PilotMember($"A{i:000000}", i % 2 == 0)).ToList();
        var responses = PilotResponseGenerator.Generate(members, 7, s_first, 14).ToList();
        // four standard errors of a rate near 0.1 over 100,000 customers are 0.0038
        Assert.Equal(PilotResponseGenerator.TargetRate, responses.Where((_, i) => i % 2 == 0).Average(r => r.Responded ? 1.0 : 0), 0.004);
        Assert.Equal(PilotResponseGenerator.ControlRate, responses.Where((_, i) => i % 2 == 1).Average(r => r.Responded ? 1.0 : 0), 0.004);
    }

    [Property]
    public bool Generate_AnyIdAndSeed_IsConsistentAndInsideTheWindow(string? id, ulong seed, bool offer)
    {
        var response = PilotResponseGenerator.Generate([new PilotMember(id ?? "", offer)], seed, s_first, 14).Single();
        return response.Responded
            ? response is { AmountWon: > 0, RespondedOn: { } day } && day >= s_first && day < s_first.AddDays(14)
            : response is { AmountWon: 0, RespondedOn: null };
    }

    [Fact]
    public void Generate_OtherOrder_GivesEachCustomerTheSameResponse()
    {
        var members = Enumerable.Range(0, 500).Select(i => new PilotMember($"A{i}", i < 250)).ToList();
        var forward = PilotResponseGenerator.Generate(members, 7, s_first, 14).ToDictionary(r => r.CustomerId);
        var backward = PilotResponseGenerator.Generate(members.AsEnumerable().Reverse(), 7, s_first, 14);
        Assert.All(backward, r => Assert.Equal(forward[r.CustomerId], r));
    }
}
