using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Tests.Reviews;

public sealed class ApprovalLineTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Guid First = Guid.NewGuid();
    private static readonly Guid Left = Guid.NewGuid();
    private static readonly Guid Right = Guid.NewGuid();
    private static readonly Guid Boss = Guid.NewGuid();

    [Fact]
    public void Arrange_PlacesWithGaps_AreNumberedFromOne() =>
        Assert.Equal([1, 2, 2, 3], ApprovalLine.Arrange([Seat(Boss, ApprovalKind.Decide, 30), Seat(First, ApprovalKind.Review, 2), Seat(Left, ApprovalKind.Agree, 9), Seat(Right, ApprovalKind.Agree, 9)]).Select(s => s.Place));

    [Fact]
    public void Arrange_NobodyWhoDecides_IsRefused() => Assert.Equal("line.no-decider", Refusal(Seat(First, ApprovalKind.Review, 1)));

    [Fact]
    public void Arrange_TheDeciderBeforeTheEnd_IsRefused() => Assert.Equal("line.no-decider", Refusal(Seat(Boss, ApprovalKind.Decide, 1), Seat(First, ApprovalKind.Review, 2)));

    [Fact]
    public void Arrange_SomebodyTwice_IsRefused() => Assert.Equal("line.twice", Refusal(Seat(Boss, ApprovalKind.Review, 1), Seat(Boss, ApprovalKind.Decide, 2)));

    [Fact]
    public void Arrange_TwoReviewersAtOnePlace_IsRefused() => Assert.Equal("line.shared-place", Refusal(Seat(First, ApprovalKind.Review, 1), Seat(Left, ApprovalKind.Review, 1), Seat(Boss, ApprovalKind.Decide, 2)));

    [Fact]
    public void Arrange_TwoKindsAtOnePlace_IsRefused() => Assert.Equal("line.mixed-place", Refusal(Seat(First, ApprovalKind.Review, 1), Seat(Left, ApprovalKind.Agree, 1), Seat(Boss, ApprovalKind.Decide, 2)));

    [Fact]
    public void Due_GoesFromPlaceToPlace_AndWaitsForEverybodyWhoHasToAgree()
    {
        var review = Review();
        Assert.Equal([First], DueOf(review));
        review.Vote(VoteAnswer.Approve, "", First, null, Now);
        Assert.Equal([Left, Right], DueOf(review));
        review.Vote(VoteAnswer.Approve, "", Right, null, Now);
        Assert.Equal([Left], DueOf(review));
        review.Vote(VoteAnswer.Approve, "", Left, null, Now);
        Assert.Equal([Boss], DueOf(review));
    }

    [Fact]
    public void Vote_BeforeOnesTurn_IsRefused() =>
        Assert.Equal("gate.not-your-turn", Assert.Throws<DomainRuleException>(() => Review().Vote(VoteAnswer.Approve, "", Left, null, Now)).Code);

    [Fact]
    public void Decide_BeforeTheLineIsThrough_IsRefused() =>
        Assert.Equal("gate.not-your-turn", Assert.Throws<DomainRuleException>(() => Review().Decide(new GateAnswer(GateDecision.Go, "x"), Boss, Now)).Code);

    [Fact]
    public void Decide_BySomebodyNotOnTheLine_IsRefused()
    {
        var review = Through();
        Assert.Equal("gate.not-your-turn", Assert.Throws<DomainRuleException>(() => review.Decide(new GateAnswer(GateDecision.Go, "x"), Guid.NewGuid(), Now)).Code);
    }

    [Fact]
    public void ChangeSeat_ALostHolder_IsReplacedOrLeftOut_AndTheLineGoesOn()
    {
        var (review, next) = (Review(), Guid.NewGuid());
        review.ChangeSeat(First, next, "moved to another team", Boss, Now);
        Assert.Equal([next], DueOf(review));
        review.Vote(VoteAnswer.Approve, "", next, null, Now);
        review.ChangeSeat(Left, null, "left the company", Boss, Now);
        Assert.Equal([Right], DueOf(review));
        review.Vote(VoteAnswer.Approve, "", Right, null, Now);
        Assert.Equal([Boss], DueOf(review));
        Assert.Equal([(First, (Guid?)next, 1), (Left, null, 2)], review.SeatChanges.Select(c => (c.FromId, c.ToId, c.Place)));
    }

    [Fact]
    public void ChangeSeat_WhatWouldPassSomebodyOver_IsRefused()
    {
        var review = Review();
        string Code(Guid from, Guid? to, string reason = "left") => Assert.Throws<DomainRuleException>(() => review.ChangeSeat(from, to, reason, Boss, Now)).Code;
        Assert.Equal("line.seat.none", Code(Guid.NewGuid(), null));
        Assert.Equal("line.seat.no-reason", Code(First, null, " "));
        Assert.Equal("line.seat.decider", Code(Boss, null));
        Assert.Equal("line.seat.author", Code(First, review.SubmittedById));
        Assert.Equal("line.twice", Code(First, Left));
        review.Vote(VoteAnswer.Approve, "", First, null, Now);
        Assert.Equal("line.seat.answered", Code(First, null));
        review.Withdraw();
        Assert.Equal("gate.decide.withdrawn", Code(Left, null));
    }

    [Fact]
    public void Return_AtAnyPlace_SendsTheQuestionBack()
    {
        var review = Review();
        review.Vote(VoteAnswer.Return, "the damage has no source", First, null, Now);
        Assert.Equal((GateDecision.Revise, "the damage has no source", First), (review.Decision, review.Reason, review.DecidedById));
        Assert.Empty(review.Due);
    }

    [Fact]
    public void Object_ByAReviewer_PassesOn_ByOneWhoAgrees_Holds()
    {
        var review = Review();
        review.Vote(VoteAnswer.Object, "too dear", First, null, Now);
        Assert.Equal([Left, Right], DueOf(review));
        review.Vote(VoteAnswer.Object, "our team cannot do it", Left, null, Now);
        review.Vote(VoteAnswer.Approve, "", Right, null, Now);
        Assert.Equal([Left], DueOf(review));
        review.Vote(VoteAnswer.Approve, "settled", Left, null, Now);
        Assert.Equal([Boss], DueOf(review));
    }

    [Fact]
    public void Decide_InSomebodysPlace_SaysSo()
    {
        var (review, standIn) = (Through(), Guid.NewGuid());
        review.Decide(new GateAnswer(GateDecision.Go, "x"), standIn, Now, Boss);
        Assert.Equal((standIn, Boss), (review.DecidedById!.Value, review.DecidedForId!.Value));
    }

    [Fact]
    public void Decide_InTheAuthorsPlace_IsRefused()
    {
        var (review, author) = (Through(), Guid.NewGuid());
        Assert.Equal("gate.decide.author", Assert.Throws<DomainRuleException>(() => review.Decide(new GateAnswer(GateDecision.Go, "x"), author, Now, review.SubmittedById)).Code);
    }

    private static string Refusal(params LineSeat[] seats) => Assert.Throws<DomainRuleException>(() => ApprovalLine.Arrange(seats)).Code;

    private static LineSeat Seat(Guid user, ApprovalKind kind, int place) => new(user, kind, place);

    private static IEnumerable<Guid> DueOf(GateReview review) => review.Due.Select(s => s.UserId);

    private static GateReview Through()
    {
        var review = Review();
        foreach (var person in new[] { First, Left, Right })
            review.Vote(VoteAnswer.Approve, "", person, null, Now);
        return review;
    }

    private static GateReview Review() => new()
    {
        Id = Guid.NewGuid(),
        Gate = Gate.Effects,
        Number = 1,
        PacketJson = "{}",
        PacketSha256 = "",
        AuthorIds = [],
        SubmittedById = Guid.NewGuid(),
        SubmittedAtUtc = Now,
        Line = ApprovalLine.Arrange([Seat(First, ApprovalKind.Review, 1), Seat(Left, ApprovalKind.Agree, 2), Seat(Right, ApprovalKind.Agree, 2), Seat(Boss, ApprovalKind.Decide, 3)]),
    };

    [Fact] // added in the order they sign: the last one decides, nobody has to be moved
    public void Append_OneAfterTheOther_IsALineInThatOrder()
    {
        var people = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray();
        IReadOnlyList<LineSeat> line = [];
        foreach (var person in people)
            line = ApprovalLine.Append(line, person);
        Assert.Equal([(people[0], ApprovalKind.Review, 1), (people[1], ApprovalKind.Review, 2), (people[2], ApprovalKind.Decide, 3)], ApprovalLine.Arrange(line).Select(s => (s.UserId, s.Kind, s.Place)));
    }
}
