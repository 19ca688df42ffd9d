using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reviews;

/// <summary>Answers on the approval line in words, the same in the report and in the history as on the page of the question: whose seat, what was answered there, and who stood in.</summary>
public static class LineWords
{
    /// <summary>What was answered: one who has to agree agrees, a reviewer passes it on.</summary>
    public static FigureText Answer(GateReview review, GateVote vote)
    {
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(vote);
        return new FigureText($"review.vote.{review.KindAt(vote.Place)}.{vote.Answer}");
    }

    /// <summary>The holder of the seat with their answer, and who gave it in their place.</summary>
    public static FigureText Of(GateReview review, GateVote vote, Func<Guid, string> name)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return Seat(Answer(review, vote), name?.Invoke(vote.HolderId) ?? "", vote.ForId is null ? null : name?.Invoke(vote.UserId));
    }

    /// <param name="answer">In words.</param>
    /// <param name="standIn">Null when the holder answered.</param>
    public static FigureText Seat(FigureText answer, string holder, string? standIn) =>
        standIn is null ? new FigureText("review.line.vote", holder, answer) : new FigureText("review.line.vote.stood-in", holder, answer, standIn);
}
