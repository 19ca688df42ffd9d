namespace ProblemSolving.Domain.Accounts;

/// <summary>What a person may do in the whole program; what they may do in one project is their membership.</summary>
public enum SystemRole
{
    /// <summary>Creates projects and fills in worksheets.</summary>
    Analyst,

    /// <summary>Decides gates in the projects they review.</summary>
    Manager,

    /// <summary>Manages accounts and sees every project; decides nothing.</summary>
    Admin,
}
