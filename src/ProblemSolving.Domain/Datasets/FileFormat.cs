namespace ProblemSolving.Domain.Datasets;

/// <summary>How the characters of a text file are stored.</summary>
public enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,

    /// <summary>Code page 949, the Windows superset of EUC-KR.</summary>
    Cp949,

    /// <summary>Windows-1252, which accepts every byte; never chosen silently.</summary>
    Latin1,
}

/// <summary>What stands between two cells of a row.</summary>
public enum FieldDelimiter
{
    Comma,
    Semicolon,
    Tab,
    Pipe,

    /// <summary>One or more blanks, as in fixed-width files.</summary>
    Spaces,
}

/// <summary>What a cell is wrapped in when it holds the delimiter or a line break.</summary>
public enum QuoteMark
{
    None,
    Double,
    Single,
}

/// <summary>The mark before the decimals of a number; the other one may group thousands.</summary>
public enum DecimalMark
{
    Point,
    Comma,
}

/// <summary>How to read a delimited text file.</summary>
/// <param name="HasByteOrderMark">The file starts with a byte order mark, which is not data.</param>
/// <param name="HasHeader">The first row that is not blank holds the column names.</param>
public sealed record FileFormat(
    TextEncoding Encoding,
    bool HasByteOrderMark,
    FieldDelimiter Delimiter,
    QuoteMark Quote,
    bool HasHeader,
    DecimalMark DecimalMark);

/// <summary>What the user says about a file; null leaves a property to detection.</summary>
public sealed record FileFormatChoice(
    TextEncoding? Encoding = null,
    FieldDelimiter? Delimiter = null,
    QuoteMark? Quote = null,
    bool? HasHeader = null,
    DecimalMark? DecimalMark = null)
{
    /// <summary>Everything is detected.</summary>
    public static FileFormatChoice Detect { get; } = new();
}
