namespace ProblemSolving.Domain.Reports;

/// <summary>Numbered points on two axes that start at 0, cut into four quarters.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="Subtitle">Where the cuts lie and what they do not say.</param>
/// <param name="Names">What the points are, as the title of their column.</param>
/// <param name="TopLeft">Name of the quarter of little across and much up; the other three likewise.</param>
public sealed record QuadrantBlock(
    string Title,
    string Subtitle,
    string Names,
    QuadrantAxis Across,
    QuadrantAxis Up,
    string TopLeft,
    string TopRight,
    string BottomLeft,
    string BottomRight,
    IReadOnlyList<QuadrantPoint> Points) : ReportBlock;

/// <summary>An axis from 0 on.</summary>
/// <param name="End">Its other end, above 0.</param>
/// <param name="Middle">Where the quarters meet, between 0 and the end.</param>
/// <param name="IsShare">True for values in [0, 1] that are written as per cent.</param>
public sealed record QuadrantAxis(string Title, double End, double Middle, bool IsShare = false);

/// <summary>A point with the range of each of its values.</summary>
/// <param name="Mark">Short: it stands at the point, and before the name in the list below.</param>
public sealed record QuadrantPoint(string Mark, string Name, double Across, double AcrossLow, double AcrossHigh, double Up, double UpLow, double UpHigh);
