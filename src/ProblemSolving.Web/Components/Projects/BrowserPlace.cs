namespace ProblemSolving.Web.Components.Projects;

/// <summary>Where a browser says that its reader is at home.</summary>
/// <param name="Language">Such as <c>en-GB</c>; empty when it does not tell.</param>
/// <param name="Zone">IANA name of the time zone.</param>
public sealed record BrowserPlace(string Language, string Zone);
