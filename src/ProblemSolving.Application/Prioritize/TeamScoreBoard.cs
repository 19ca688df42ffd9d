using ProblemSolving.Domain.Prioritize;

namespace ProblemSolving.Application.Prioritize;

/// <summary>What one member may see of the team's scores.</summary>
/// <param name="RevealedAtUtc">Null while the points of others are hidden.</param>
/// <param name="MayReveal">True for owners; the service checks again.</param>
/// <param name="Scorers">How many people gave points so far; says nothing about what they gave.</param>
/// <param name="Missing">Names of those who may give points and gave none, in order.</param>
/// <param name="Mine">The asker's own points.</param>
/// <param name="Results">Empty until revealed.</param>
public sealed record TeamScoreBoard(
    DateTime? RevealedAtUtc,
    bool MayReveal,
    int Scorers,
    IReadOnlyList<string> Missing,
    IReadOnlyDictionary<(Guid OptionId, ScoreCriterion Criterion), int> Mine,
    IReadOnlyList<TeamResult> Results)
{
    public bool IsRevealed => RevealedAtUtc is not null;

    /// <summary>How many may give points, and those who gave some and left since.</summary>
    public int Voters => Scorers + Missing.Count;

    /// <summary>Text code of why the points stay hidden for now, or null when they may be revealed.</summary>
    public string? ReasonToWait => TeamReveal.ReasonToWait(Scorers, Voters);
}

/// <summary>The team's points for one option on one criterion.</summary>
/// <param name="Voices">In the order of the names.</param>
public sealed record TeamResult(Guid OptionId, ScoreCriterion Criterion, ScoreAgreement Agreement, IReadOnlyList<TeamVoice> Voices)
{
    /// <summary>Those far from the middle: the ones to hear first.</summary>
    public IEnumerable<TeamVoice> Outliers => Agreement.Outliers.Select(i => Voices[i]);
}

/// <summary>What one person gave.</summary>
public sealed record TeamVoice(string Name, int Points);
