using ProblemSolving.Domain.Sample;

namespace ProblemSolving.Domain.Tests.Sample;

/// <summary>Company A's log, made once for all tests.</summary>
internal static class CompanyALog
{
    public static IReadOnlyList<Purchase> Purchases { get; } = PurchaseLogGenerator.Generate(PurchaseLogPlan.CompanyA);

    public static SampleFacts Facts { get; } = SampleFacts.Measure(PurchaseLogPlan.CompanyA, Purchases);
}
