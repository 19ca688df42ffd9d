using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Measure;

/// <summary>
/// How much of a conditional Go's money cap is bound. A locked pilot binds its planned cost, or what was really spent on it
/// when that is more; other spending and booked deliveries bind themselves. What was locked or recorded before the Go is not counted,
/// and money that came back counts only where the entry it came back from is there and does.
/// </summary>
/// <param name="Cap">Most that may be spent; null without a cap.</param>
/// <param name="Pilots">Bound by locked pilots.</param>
/// <param name="Other">Spent besides pilots.</param>
public sealed record MoneyBudget(decimal? Cap, decimal Pilots, decimal Other)
{
    public decimal Bound => Pilots + Other;

    /// <summary>Negative when more was spent than allowed; null without a cap.</summary>
    public decimal? Left => Cap - Bound;

    /// <param name="gate">The answer of the effects gate that counts.</param>
    public static MoneyBudget Of(GateReview? gate, IEnumerable<Pilot> pilots, IEnumerable<Spending> spendings)
    {
        ArgumentNullException.ThrowIfNull(pilots);
        ArgumentNullException.ThrowIfNull(spendings);
        var cap = gate is { Decision: GateDecision.GoWithConditions } ? gate.MoneyCap : null;
        var since = cap is null ? DateTime.MinValue : gate!.DecidedAtUtc!.Value;
        var ledger = spendings.ToDictionary(s => s.Id);
        bool Counts(Spending s) => s.RefundOfId is { } id ? ledger.TryGetValue(id, out var spent) && spent.CreatedAtUtc >= since : s.CreatedAtUtc >= since;
        var counted = ledger.Values.Where(Counts).ToList();
        var locked = pilots.Where(p => p.State is PilotState.Drawing or PilotState.Running or PilotState.Evaluated && p.LockedAtUtc >= since).ToList();
        var ofPilots = locked.Sum(p => Math.Max(p.PlannedCost ?? 0, counted.Where(s => s.PilotId == p.Id).Sum(s => s.Amount)));
        // Money that came back lowers what was spent, but never makes room beyond the cap.
        var other = Math.Max(0, counted.Where(s => locked.All(p => p.Id != s.PilotId)).Sum(s => s.Amount));
        return new MoneyBudget(cap, ofPilots, other);
    }

    /// <summary>Binds another amount.</summary>
    /// <exception cref="DomainRuleException">It is more than what is left.</exception>
    public void Demand(decimal amount)
    {
        if (amount > 0 && amount > Left)
            throw new DomainRuleException("budget.pilot", amount, Left.Value, Cap!.Value);
    }

    /// <summary>Binds the cost of a delivery.</summary>
    /// <exception cref="DomainRuleException">It is more than what is left.</exception>
    public void DemandDelivery(decimal amount)
    {
        if (amount > 0 && amount > Left)
            throw new DomainRuleException("budget.delivery", amount, Left.Value, Cap!.Value);
    }

    /// <summary>For the group a split drew: more customers than were planned bind more money.</summary>
    /// <param name="pilot">The round as it was locked; its planned cost is bound already.</param>
    /// <param name="target">Customers drawn into the target group.</param>
    /// <exception cref="DomainRuleException">The difference is more than what is left.</exception>
    public void DemandDrawn(Pilot pilot, int target)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        var (planned, drawn) = (pilot.PlannedCost ?? 0, pilot.CostOf(target) ?? 0);
        if (drawn > planned && drawn - planned > Left)
            throw new DomainRuleException("budget.drawn", target, drawn, Left.Value + planned, Cap!.Value);
    }

    /// <summary>Most customers a locked round can contact: those it planned, and more as far as something is left.</summary>
    /// <returns>Null where money sets no limit.</returns>
    public int? MostContacts(Pilot pilot)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        if (Left is not { } left || pilot.CostPerContact is not > 0 || pilot.PlannedContacts is not { } planned)
            return null;
        return planned + (int)Math.Min(Math.Floor(Math.Max(0, left) / pilot.CostPerContact.Value), int.MaxValue - planned);
    }

    /// <summary>For a schedule, whose deliveries come without end: under a cap its cost is known, and something is left unless it costs nothing.</summary>
    /// <param name="costPerContact">Of one customer on the list; null while none is typed.</param>
    /// <exception cref="DomainRuleException">No cost is typed, or the cap is used up.</exception>
    public void DemandSchedule(decimal? costPerContact)
    {
        if (Cap is null)
            return;
        if (costPerContact is null)
            throw new DomainRuleException("budget.schedule.no-cost", Cap.Value);
        if (costPerContact > 0 && Left <= 0)
            throw new DomainRuleException("budget.used-up", Cap.Value, Bound);
    }
}
