using FsCheck.Xunit;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Tests.Reviews;

/// <summary>
/// Whatever people try in whatever order, step 3 is open exactly while a Go stands, given by one who may: until its last day or
/// another answer, and also while the next question waits.
/// </summary>
public sealed class GateSequenceTests
{
    private static readonly DateTime Start = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Author = Guid.NewGuid();
    private static readonly Guid[] People = [Author, Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
    private static readonly IReadOnlyList<LineSeat> Line =
    [
        new(People[1], ApprovalKind.Review, 1), new(People[2], ApprovalKind.Agree, 2), new(People[3], ApprovalKind.Agree, 2), new(People[4], ApprovalKind.Decide, 3),
    ];

    [Property(MaxTest = 2000)]
    public bool EverySequence_OpensStepThree_WhileAGoOfOneWhoMayStands_AndNoLonger(bool withLine, byte[] moves) => Play(withLine, moves).Held;

    /// <summary>The property above says nothing if the sequences never get as far as a Go, or as a question after one.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SomeSequences_DoOpenIt(bool withLine)
    {
        var random = new Random(7);
        var played = Enumerable.Range(0, 20_000).Select(_ =>
        {
            var moves = new byte[180];
            random.NextBytes(moves);
            return Play(withLine, moves);
        }).ToList();
        Assert.DoesNotContain(played, p => !p.Held);
        Assert.Contains(played, p => p.Opened);
        Assert.Contains(played, p => p.OpenedWhileAsked);
    }

    private static (bool Held, bool Opened, bool OpenedWhileAsked) Play(bool withLine, byte[] moves)
    {
        var (opened, asked) = (false, false);
        Standing? standing = null;
        var reviews = new List<GateReview>();
        var (status, day) = (ProjectStatus.Active, 0);
        for (var i = 0; i + 2 < moves.Length; i += 3)
        {
            // Half of the time it is somebody whose turn it is, so that lines are walked to their end as well.
            var due = reviews.Count > 0 && moves[i + 1] >= 128 ? reviews[^1].Due : [];
            var (who, what) = (due.Count > 0 ? due[0].UserId : People[moves[i + 1] % People.Length], moves[i + 2]);
            var now = Start.AddDays(day);
            try
            {
                switch (moves[i] % 6)
                {
                    case 0 when !reviews.Any(r => r.IsPending):
                        reviews.Add(Review(reviews.Count + 1, withLine ? Line : [], now));
                        break;
                    case 1 when reviews.Count > 0:
                        var vote = (VoteAnswer)(what % 5 % 3);
                        reviews[^1].Vote(vote, "because", who, what % 5 == 0 ? People[what % People.Length] : null, now);
                        standing = vote == VoteAnswer.Return ? null : standing;
                        break;
                    case 2 when reviews.Count > 0:
                        var answer = Answer(what, now);
                        reviews[^1].Decide(answer, who, now, what % 7 == 0 ? People[what % People.Length] : null);
                        standing = answer.Decision switch { GateDecision.Go => new(null), GateDecision.GoWithConditions => new(answer.GoUntil), _ => null };
                        status = reviews[^1].Decision switch { GateDecision.Drop => ProjectStatus.Dropped, GateDecision.Hold => ProjectStatus.OnHold, _ => ProjectStatus.Active };
                        break;
                    case 3 when reviews.Count > 0:
                        reviews[^1].Withdraw();
                        break;
                    case 4:
                        day += what % 5;   // the sheets are edited, days go by
                        break;
                    case 5 when reviews.Count > 0:
                        reviews[^1].Revive(DateOnly.FromDateTime(now), what / 100m, now);
                        break;
                    default:
                        break;
                }
            }
            catch (DomainRuleException)
            {
                // refused: nothing may have changed
            }

            var today = DateOnly.FromDateTime(Start.AddDays(day));
            var gate = Gates.InForce(reviews);
            var open = StepAccess.ReasonShut(ProblemStep.Solutions, status, gate, today) is null;
            opened |= open;
            asked |= open && reviews[^1].IsPending;
            if (open != (status != ProjectStatus.Dropped && standing?.HoldsOn(today) == true) || (open && !IsByOneWhoMay(gate!)))
                return (false, opened, asked);
        }

        return (true, opened, asked);
    }

    private static bool IsByOneWhoMay(GateReview gate) => gate.DecidedById != Author && gate.DecidedForId != Author && gate.Line.All(s => Passed(gate, s));

    // Said once more, independently of how the review keeps it.
    private static bool Passed(GateReview review, LineSeat seat)
    {
        if (seat.Kind == ApprovalKind.Decide)
            return (review.DecidedForId ?? review.DecidedById) == seat.UserId;
        var last = review.Votes.Where(v => (v.ForId ?? v.UserId) == seat.UserId).Select(v => v.Answer).LastOrDefault(VoteAnswer.Return);
        return last == VoteAnswer.Approve || (last == VoteAnswer.Object && seat.Kind == ApprovalKind.Review);
    }

    private static GateAnswer Answer(byte what, DateTime now) =>
        new((GateDecision)(what % 7), "because", what % 2 == 0 ? 100 : null, what % 3 == 0 ? DateOnly.FromDateTime(now).AddDays(what % 4) : null, null, new RevivalCondition(RevivalKind.MetricAtLeast, null, 0.5m));

    /// <summary>A Go as it was given: kept beside the reviews, by the answers alone.</summary>
    private sealed record Standing(DateOnly? Until)
    {
        public bool HoldsOn(DateOnly day) => Until is null || day <= Until;
    }

    private static GateReview Review(int number, IReadOnlyList<LineSeat> line, DateTime now) => new()
    {
        Id = Guid.NewGuid(),
        Gate = Gate.Effects,
        Number = number,
        PacketJson = "{}",
        PacketSha256 = "",
        AuthorIds = [],
        SubmittedById = Author,
        SubmittedAtUtc = now,
        Line = line,
    };
}
