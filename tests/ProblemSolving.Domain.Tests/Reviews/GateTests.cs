using FsCheck.Xunit;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Domain.Tests.Reviews;

public sealed class GateTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Author = Guid.NewGuid();
    private static readonly Guid Manager = Guid.NewGuid();

    [Fact]
    public void Decide_BySubmitter_IsRefused() => Assert.Equal("gate.decide.author", Refusal(Review(), new GateAnswer(GateDecision.Go, "x"), Author));

    [Fact]
    public void Decide_WithoutReason_IsRefused() => Assert.Equal("gate.decide.no-reason", Refusal(Review(), new GateAnswer(GateDecision.Go, "  "), Manager));

    [Theory]   // a Drop ends the work of others: it says why
    [InlineData("ok", false)]
    [InlineData("ok ok ok", false)]
    [InlineData("unprofitable", false)]
    [InlineData("the effect is too small", true)]
    [InlineData("효과가 없음", false)]
    [InlineData("효과가 비용보다 작습니다", true)]
    public void Decide_DropInAWord_IsRefused(string reason, bool fits)
    {
        var review = Review();
        if (fits)
            review.Decide(new GateAnswer(GateDecision.Drop, reason), Manager, Now);
        else
            Assert.Equal("gate.decide.short-reason", Refusal(review, new GateAnswer(GateDecision.Drop, reason), Manager));
        Assert.Equal(fits, review.Decision == GateDecision.Drop);
        Review().Decide(new GateAnswer(GateDecision.Go, reason), Manager, Now);   // every other answer can be taken again
    }

    [Fact]
    public void Decide_Twice_IsRefused()
    {
        var review = Review();
        review.Decide(new GateAnswer(GateDecision.Go, "x"), Manager, Now);
        Assert.Equal("gate.decide.already", Refusal(review, new GateAnswer(GateDecision.Drop, "y"), Guid.NewGuid()));
    }

    [Fact]
    public void Decide_OperateAtTheEffectsGate_IsRefused() => Assert.Equal("gate.decide.not-here", Refusal(Review(), new GateAnswer(GateDecision.Operate, "x"), Manager));

    [Fact]
    public void GoWithConditions_AfterItsDate_ShutsTheStepsAgain()
    {
        var review = Review();
        review.Decide(new GateAnswer(GateDecision.GoWithConditions, "x", GoUntil: new DateOnly(2026, 12, 1)), Manager, Now);
        Assert.Null(StepAccess.ReasonShut(ProblemStep.Analyze, ProjectStatus.Active, review, new DateOnly(2026, 12, 1)));
        Assert.Equal("step.shut.expired", StepAccess.ReasonShut(ProblemStep.Analyze, ProjectStatus.Active, review, new DateOnly(2026, 12, 2)));
    }

    [Theory]
    [InlineData(GateDecision.Go, true)]
    [InlineData(GateDecision.GoWithConditions, true)]
    [InlineData(GateDecision.Revise, false)]
    [InlineData(GateDecision.Hold, false)]
    [InlineData(GateDecision.Drop, false)]
    public void InForce_WhileANewQuestionWaits_IsOnlyAGo(GateDecision decision, bool holds)
    {
        var (first, second) = (Review(), Review(number: 2));
        first.Decide(new GateAnswer(decision, "the reason in words", MoneyCap: 1), Manager, Now);
        Assert.Same(holds ? first : second, Gates.InForce([first, second]));
        second.Decide(new GateAnswer(GateDecision.Hold, "y"), Manager, Now);
        Assert.Same(second, Gates.InForce([first, second]));
    }

    [Property]
    public bool NoPath_OpensStepsThreeToSeven_WithoutGo(bool submitted, bool withdrawn, byte answer, byte stepNumber, byte statusNumber)
    {
        var step = (ProblemStep)((stepNumber % 5) + 3);
        var status = (ProjectStatus)(statusNumber % 4);
        GateReview? review = null;
        if (submitted)
        {
            review = Review();
            var decisions = Gates.Decisions(Gate.Effects);
            if (withdrawn)
                review.Withdraw();
            else if (answer % 6 < decisions.Count)
                review.Decide(new GateAnswer(decisions[answer % 6], "the reason in words", MoneyCap: 1), Manager, Now);
        }

        var open = StepAccess.ReasonShut(step, status, Gates.Latest(review is null ? [] : [review], Gate.Effects), new DateOnly(2026, 11, 22)) is null;
        var go = review is { Decision: GateDecision.Go or GateDecision.GoWithConditions };
        return !open || go;
    }

    private static string Refusal(GateReview review, GateAnswer answer, Guid by) =>
        Assert.Throws<DomainRuleException>(() => review.Decide(answer, by, Now)).Code;

    private static GateReview Review(int number = 1) => new()
    {
        Id = Guid.NewGuid(),
        Gate = Gate.Effects,
        Number = number,
        PacketJson = "{}",
        PacketSha256 = "",
        AuthorIds = [],
        SubmittedById = Author,
        SubmittedAtUtc = Now,
    };
}
