using FsCheck.Xunit;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Tests.Reviews;

/// <summary>Whatever people try in whatever order, step 3 opens through a Go only, given by one who may.</summary>
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
    public bool NoSequence_OpensStepThree_WithoutAGoOfOneWhoMay(bool withLine, byte[] moves) => Play(withLine, moves).Held;

    /// <summary>The property above says nothing if the sequences never get as far as a Go.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SomeSequences_DoOpenIt(bool withLine)
    {
        var random = new Random(7);
        var opened = Enumerable.Range(0, 20_000).Count(_ =>
        {
            var moves = new byte[180];
            random.NextBytes(moves);
            var (held, open) = Play(withLine, moves);
            Assert.True(held);
            return open;
        });
        Assert.True(opened > 0);
    }

    private static (bool Held, bool Opened) Play(bool withLine, byte[] moves)
    {
        var opened = false;
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
                        reviews[^1].Vote((VoteAnswer)(what % 5 % 3), "because", who, what % 5 == 0 ? People[what % People.Length] : null, now);
                        break;
                    case 2 when reviews.Count > 0:
                        reviews[^1].Decide(Answer(what, now), who, now, what % 7 == 0 ? People[what % People.Length] : null);
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
            opened |= StepAccess.ReasonShut(ProblemStep.Solutions, status, Gates.Latest(reviews, Gate.Effects), today) is null;
            if (!Holds(reviews, status, today))
                return (false, opened);
        }

        return (true, opened);
    }

    private static bool Holds(List<GateReview> reviews, ProjectStatus status, DateOnly today)
    {
        var latest = Gates.Latest(reviews, Gate.Effects);
        if (StepAccess.ReasonShut(ProblemStep.Solutions, status, latest, today) is not null)
            return true;
        var byOneWhoMay = latest!.DecidedById != Author && latest.DecidedForId != Author;
        var go = latest.Decision == GateDecision.Go || (latest.Decision == GateDecision.GoWithConditions && (latest.GoUntil is null || today <= latest.GoUntil));
        return go && byOneWhoMay && latest.Line.All(s => Passed(latest, s));
    }

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
