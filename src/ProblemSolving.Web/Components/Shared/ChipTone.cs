namespace ProblemSolving.Web.Components.Shared;

/// <summary>What a state means for the reader; decides colour and sign, the word comes beside it.</summary>
public enum ChipTone
{
    Neutral,
    Active,
    Good,
    Attention,
    Bad,
    Shut,
}
