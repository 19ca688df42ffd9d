using System.Globalization;
using ProblemSolving.Application.Formatting;

namespace ProblemSolving.Web.Components.Datasets;

/// <summary>Bytes as people read them; 1 MB is 1,048,576 bytes here and in the limits.</summary>
public static class FileSize
{
    private const double Kilo = 1024;

    public static string Of(long bytes, CultureInfo culture) =>
        bytes < Kilo ? Format.Count(bytes, culture) + " B"
        : bytes < Kilo * Kilo ? Format.Number(bytes / Kilo, 1, culture) + " KB"
        : bytes < Kilo * Kilo * Kilo ? Format.Number(bytes / (Kilo * Kilo), 1, culture) + " MB"
        : Format.Number(bytes / (Kilo * Kilo * Kilo), 2, culture) + " GB";
}
