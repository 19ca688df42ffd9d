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

    /// <summary>Code page 932, Japanese; cannot be told from code page 949 by its bytes, so it is only used when a person says so.</summary>
    ShiftJis,
}

/// <summary>What kind of file the rows lie in; found by the first bytes, never by the name.</summary>
public enum FileKind
{
    /// <summary>Delimited text.</summary>
    Text,

    /// <summary>Delimited text packed with gzip.</summary>
    GZip,

    /// <summary>A workbook of Office Open XML; one sheet of it is read.</summary>
    Xlsx,

    Parquet,
}

/// <summary>What starts a line that is a remark and not a row.</summary>
public enum CommentMark
{
    None,
    Hash,
    Slashes,
    Percent,
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
    DecimalMark DecimalMark)
{
    public FileKind Kind { get; init; }

    /// <summary>Sheet of a workbook; null for other files.</summary>
    public string? Sheet { get; init; }

    /// <summary>Lines before the table, such as a title; passed over.</summary>
    public int SkippedLines { get; init; }

    /// <summary>Lines that start with it are passed over, wherever they stand.</summary>
    public CommentMark Comment { get; init; }
}

/// <summary>What the user says about a file; null leaves a property to detection.</summary>
public sealed record FileFormatChoice(
    TextEncoding? Encoding = null,
    FieldDelimiter? Delimiter = null,
    QuoteMark? Quote = null,
    bool? HasHeader = null,
    DecimalMark? DecimalMark = null,
    int? SkippedLines = null,
    CommentMark? Comment = null,
    string? Sheet = null)
{
    /// <summary>Everything is detected.</summary>
    public static FileFormatChoice Detect { get; } = new();

    /// <summary>Everything as it stands in a format.</summary>
    public static FileFormatChoice Of(FileFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return new(format.Encoding, format.Delimiter, format.Quote, format.HasHeader, format.DecimalMark, format.SkippedLines, format.Comment, format.Sheet);
    }
}
