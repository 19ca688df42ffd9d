using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>What an unanswered question costs, in the project's currency.</summary>
/// <param name="Days">Whole days since it was submitted.</param>
/// <param name="Damage">Damage per day × days; null without a damage.</param>
/// <param name="DelayPerMonth">What another month of delay takes off the expected effect; null while the effect is not positive.</param>
public sealed record WaitingCost(int Days, decimal? Damage, decimal? DelayPerMonth)
{
    public static WaitingCost Of(GateReview review, GatePacket packet, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(packet);
        var until = review.DecidedAtUtc ?? nowUtc;
        var days = Math.Max(0, (int)(until - review.SubmittedAtUtc).TotalDays);
        var perDay = DamageCounter.Of(packet.Define, review.SubmittedAtUtc, until)?.PerDay;
        return new WaitingCost(days, perDay * days, packet.Estimate.CostOfDelay is > 0 and { } delay ? delay : null);
    }
}
