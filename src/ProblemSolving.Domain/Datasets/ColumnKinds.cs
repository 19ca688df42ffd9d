namespace ProblemSolving.Domain.Datasets;

/// <summary>What the cells of a column are stored as.</summary>
public enum ColumnType
{
    Text,

    /// <summary>Whole number, 64 bit.</summary>
    Integer,

    /// <summary>Exact decimal number; currency signs and thousands marks are taken off.</summary>
    Decimal,
    Date,

    /// <summary>Date and time of day as written; an offset is dropped, not applied.</summary>
    DateTime,
    Boolean,
}

/// <summary>The order of the parts of a date. Separators may be <c>- . /</c>; a time of day may follow.</summary>
public enum DateFormat
{
    /// <summary>2011-03-09, 2011.03.09, 2011/3/9, 2011.03 (first day), 2011년 3월 9일.</summary>
    YearMonthDay,

    /// <summary>20110309.</summary>
    Compact,

    /// <summary>09/03/2011.</summary>
    DayMonthYear,

    /// <summary>03/09/2011.</summary>
    MonthDayYear,

    /// <summary>09-Mar-11.</summary>
    DayMonthName,

    /// <summary>11.03.09: the year in two digits comes first, as Korean tables often have it.</summary>
    ShortYearMonthDay,
}

/// <summary>What a column means to an analysis; analyses speak roles, not column names.</summary>
public enum ColumnRole
{
    /// <summary>Kept, without a meaning of its own.</summary>
    None,
    Customer,
    Order,

    /// <summary>When the purchase was made.</summary>
    Time,

    /// <summary>Money of the row; stands in place of quantity × unit price.</summary>
    Amount,
    Quantity,
    UnitPrice,
    Product,
    Category,
    Channel,
    Country,

    /// <summary>0/1 answer of a customer in a pilot.</summary>
    Response,

    /// <summary>Currency of the row's money, as a code (KRW) or sign (₩).</summary>
    Currency,
}

/// <summary>Which types a role can have.</summary>
public static class ColumnRoleRules
{
    /// <summary>Names and ids stay text: 007 is not 7.</summary>
    public static bool IsName(this ColumnRole role) => role switch
    {
        ColumnRole.Customer or ColumnRole.Order or ColumnRole.Product or ColumnRole.Category or ColumnRole.Channel or ColumnRole.Country or ColumnRole.Currency => true,
        ColumnRole.None or ColumnRole.Time or ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice or ColumnRole.Response => false,
    };

    /// <summary>The type a column gets when somebody gives it the role against what was detected; null where any type will do.</summary>
    public static ColumnType? Natural(this ColumnRole role) => role switch
    {
        ColumnRole.None => null,
        ColumnRole.Time => ColumnType.DateTime,
        ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice => ColumnType.Decimal,
        ColumnRole.Response => ColumnType.Integer,
        ColumnRole.Customer or ColumnRole.Order or ColumnRole.Product or ColumnRole.Category or ColumnRole.Channel or ColumnRole.Country or ColumnRole.Currency => ColumnType.Text,
    };

    /// <summary>True when a column of this type can take the role.</summary>
    public static bool Accepts(this ColumnRole role, ColumnType type) => role switch
    {
        ColumnRole.None => true,
        ColumnRole.Time => type is ColumnType.Date or ColumnType.DateTime,
        ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice => type is ColumnType.Integer or ColumnType.Decimal,
        ColumnRole.Response => type is ColumnType.Integer or ColumnType.Boolean,
        ColumnRole.Customer or ColumnRole.Order or ColumnRole.Product or ColumnRole.Category or ColumnRole.Channel or ColumnRole.Country or ColumnRole.Currency
            => type is ColumnType.Text,
    };
}
