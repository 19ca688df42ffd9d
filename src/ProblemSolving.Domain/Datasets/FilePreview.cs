namespace ProblemSolving.Domain.Datasets;

/// <summary>What was found in a file before it is imported; the user may correct all of it.</summary>
/// <param name="FileName">The name the user gave the file; never used as a path.</param>
/// <param name="Columns">In file order.</param>
/// <param name="Rows">The first rows after the header, at most 100, as text.</param>
/// <param name="SampledRows">Rows the guesses rest on.</param>
/// <param name="WholeFileSampled">True when those are all rows of the file.</param>
/// <param name="Warnings">What the user should know before accepting; none of them stops the preview.</param>
public sealed record FilePreview(
    string FileName,
    long SizeBytes,
    FileFormat Format,
    IReadOnlyList<PreviewColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    int SampledRows,
    bool WholeFileSampled,
    IReadOnlyList<Finding> Warnings)
{
    /// <summary>Purchase rules that fit the sampled rows; a log without returns keeps all of its rows.</summary>
    public PurchaseRules SuggestedRules { get; init; } = PurchaseRules.KeepAll;

    /// <summary>Every sampled row has a customer of its own.</summary>
    public bool OneRowPerCustomer { get; init; }

    /// <summary>Sampled rows of customers who stood in an earlier row; null when no customer stands twice.</summary>
    public CustomerRepeats? Repeats { get; init; }

    /// <summary>What to know of a table of customer attributes in which customers stand twice: the last row of each counts.</summary>
    public IReadOnlyList<Finding> CheckAttributes() => Repeats is not { } twice ? []
        : twice.Differing == 0 ? [new Finding(WholeFileSampled ? "data.attributes.repeat" : "data.attributes.repeat-sample", "", false, twice.Rows)]
        : [new Finding(WholeFileSampled ? "data.attributes.differ" : "data.attributes.differ-sample", "", false, twice.Rows, twice.Differing, twice.FirstRow)];

    /// <summary>Rather what customers are than what they bought: one row each and no money. A suggestion where purchases are there already; a person decides.</summary>
    public bool LooksLikeAttributes => OneRowPerCustomer && Columns.All(c => c.Role is not (ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice or ColumnRole.Order));

    /// <summary>A time and a product, an order or an amount: it can be a small log of purchases although each customer stands there once, so nothing is chosen for the person.</summary>
    public bool MayBePurchases => Columns.Any(c => c.Role == ColumnRole.Time) && Columns.Any(c => c.Role is ColumnRole.Product or ColumnRole.Order or ColumnRole.Amount);

    /// <summary>Sampled rows with a wrong number of cells.</summary>
    public int RaggedRows { get; init; }

    /// <summary>Sampled places that an import would stop at: rows with a wrong number of cells, and cells that do not fit their type.</summary>
    public long Misfits => RaggedRows + Columns.Sum(c => (long)c.Unreadable);

    /// <summary>Sampled rows as the purchase rules see them; empty where roles or the rest of the file are not known.</summary>
    public IReadOnlyList<RuleCells> RuleCells { get; init; } = [];

    /// <summary>What to look at for a kind of table: only purchases need a time and an amount.</summary>
    /// <param name="purchaseLog">The rows are purchases.</param>
    /// <param name="needsCustomer">The table needs a column with the customer.</param>
    public IReadOnlyList<Finding> WarningsFor(bool purchaseLog, bool needsCustomer) =>
        [.. Warnings.Where(w => w.Code switch { "data.no-time-yet" or "data.mostly-days-yet" or "data.no-amount-yet" or "data.no-order-yet" => purchaseLog, "data.no-customer-yet" => needsCustomer, _ => true })];

    /// <summary>Sheets of a workbook in its order; empty for other files.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>What the file leaves open: it can be read two ways, and only a person can say which is meant.</summary>
    public IReadOnlyList<FileQuestion> Questions { get; init; } = [];

    /// <summary>Keys of what a person chose among the things that a file may leave open.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>The same without a readable value of personal columns, for everybody's eyes; what is imported does not change.</summary>
    /// <param name="personal">Indexes of the columns that will be pseudonymised.</param>
    public FilePreview Masked(IReadOnlySet<int> personal)
    {
        ArgumentNullException.ThrowIfNull(personal);
        var names = Columns.Where(c => personal.Contains(c.Index)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return names.Count == 0 ? this : this with
        {
            Columns = [.. Columns.Select(c => personal.Contains(c.Index) ? c with { Examples = [.. c.Examples.Select(Mask)] } : c)],
            Rows = [.. Rows.Select(r => (IReadOnlyList<string>)[.. r.Select((cell, i) => personal.Contains(i) ? Mask(cell) : cell)])],
            Warnings = [.. Warnings.Where(w => !names.Contains(w.Place) || !Settled(w.Code))],
        };
    }

    // the sentence about ".0" quotes a value, and a pseudonym is the same with and without it; advice to make a column personal was followed
    private static bool Settled(string code) => code is "data.point-zero" or "data.personal-mail" or "data.personal-phone" or "data.personal-named";

    // always as long, since a length can tell too
    private static string Mask(string text) => string.IsNullOrWhiteSpace(text) ? text : "••••••";

    /// <summary>Amounts that say another currency than the project's: read as its own they would be wrong sums that nobody notices.</summary>
    /// <param name="currency">Code of the project's currency.</param>
    /// <param name="rules">Leave out rows of other currencies where a column names them; such a file needs no word.</param>
    public IReadOnlyList<Finding> CheckCurrency(string currency, PurchaseRules rules) => ImportPlan.LeavesOutOthers(Columns.Select(c => c.Role), rules)
        ? []
        : [.. Columns.Where(c => c.Role is ColumnRole.Amount or ColumnRole.UnitPrice)
            .SelectMany(c => c.Currencies.Where(s => s.Code != currency).Select(s => new Finding("data.other-currency", c.Name, true, FileName, c.Name, s.Text, s.Code, currency, s.Row)))];

    /// <summary>The preview as it stands, ready to import once its questions are answered.</summary>
    public ImportPlan ToPlan() => new(
        Format,
        [.. Columns.Select(c => new PlannedColumn(c.Index, c.Name, c.Type, c.DateFormat, c.Role))])
    {
        Answered = Answered,
    };
}

/// <summary>Customers who stand in more than one row.</summary>
/// <param name="Rows">Rows behind the first of their customer.</param>
/// <param name="Differing">Customers whose rows differ.</param>
/// <param name="FirstRow">Row of the file, from 1 with the header, that differs first from one before it; 0 when none does.</param>
public sealed record CustomerRepeats(int Rows, int Differing, long FirstRow);

/// <summary>Something a file does not tell by itself.</summary>
/// <param name="Key">Stable name within the file, such as <c>encoding</c>, <c>decimal</c> or <c>date:3</c>.</param>
/// <param name="Finding">What to ask.</param>
public sealed record FileQuestion(string Key, Finding Finding)
{
    public const string Encoding = "encoding";
    public const string Decimal = "decimal";

    public static string Date(int column) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"date:{column}");
}

/// <summary>A column as detected, with the user's corrections already in it.</summary>
/// <param name="Index">Place in the file, from 0.</param>
/// <param name="Name">Unique within the file, ignoring case.</param>
/// <param name="DateFormat">Set for dates and times only.</param>
/// <param name="DateAmbiguous">Day, month and year cannot be told apart in the sample, and nobody has said which is meant.</param>
/// <param name="Missing">Sampled rows without a value.</param>
/// <param name="Unreadable">Sampled cells that do not fit the type.</param>
/// <param name="Examples">Up to three different values.</param>
public sealed record PreviewColumn(
    int Index,
    string Name,
    ColumnType Type,
    DateFormat? DateFormat,
    bool DateAmbiguous,
    ColumnRole Role,
    int Missing,
    int Unreadable,
    IReadOnlyList<string> Examples)
{
    /// <summary>Currencies whose signs or words stand at the sampled numbers.</summary>
    public IReadOnlyList<CurrencyText> Currencies { get; init; } = [];
}

/// <summary>A cell that says its currency.</summary>
/// <param name="Code">ISO code.</param>
/// <param name="Text">The cell as it stands.</param>
/// <param name="Row">Row of the file, from 1 with the header.</param>
public sealed record CurrencyText(string Code, string Text, long Row);

/// <summary>A user's correction of one column; null leaves a property to detection.</summary>
/// <param name="Index">Place in the file, from 0.</param>
public sealed record ColumnChoice(
    int Index,
    string? Name = null,
    ColumnType? Type = null,
    DateFormat? DateFormat = null,
    ColumnRole? Role = null);
