namespace ProblemSolving.Application.Lists;

/// <summary>How a customer list leaves the program.</summary>
public enum ListFormat
{
    /// <summary>As it is stored.</summary>
    Csv,

    /// <summary>A workbook made from the stored list.</summary>
    Xlsx,
}
