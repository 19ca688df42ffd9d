using ProblemSolving.Domain.Projects;

namespace ProblemSolving.Domain.Prioritize;

/// <summary>Step 4 beside the options' own fields.</summary>
public sealed class PrioritizeSheet : IWorksheet
{
    public Guid Id { get; init; }

    public Guid ProjectId { get; init; }

    public int Version { get; set; }

    public RankingMethod RankBy { get; set; } = RankingMethod.FastestFirst;

    /// <summary>Weights of <see cref="RankingMethod.OwnWeights"/>, ≥ 0; all four empty counts each alike.</summary>
    public decimal? WeightSpeed { get; set; }

    public decimal? WeightImpact { get; set; }

    public decimal? WeightConfidence { get; set; }

    public decimal? WeightEase { get; set; }

    /// <summary>When the owner showed everybody's scores to everybody; null while they are hidden.</summary>
    public DateTime? ScoresRevealedAtUtc { get; set; }

    public string Note { get; set; } = "";
}

/// <summary>How the computed order is found.</summary>
public enum RankingMethod
{
    /// <summary>The shortest time to a first result first: the default of the process.</summary>
    FastestFirst,

    /// <summary>Share of the effect for each person-day.</summary>
    EffectPerEffort,

    /// <summary>Reach × impact × confidence ÷ effort. Source: Sean McBride, Intercom (2018), "RICE: Simple prioritization for product managers".</summary>
    Rice,

    /// <summary>The mean of impact, confidence and ease. Source: Ellis and Brown (2017), Hacking Growth.</summary>
    Ice,

    /// <summary>Cost of delay ÷ job size. Source: Reinertsen (2009), The Principles of Product Development Flow, chapter 7.</summary>
    Wsjf,

    /// <summary>Points of value ÷ points of effort, the two axes of the 2×2 in one number.</summary>
    ValuePerEffort,

    /// <summary>The weighted mean of four points from 1 to 5, time to a result scaled against the fastest option. Source: simple additive weighting, Hwang and Yoon (1981).</summary>
    OwnWeights,
}
