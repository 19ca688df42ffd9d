using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace ProblemSolving.Domain.Projects;

/// <summary>
/// One field of a sheet that saves itself: how it is read as text, checked and written.
/// The text form is neutral (numbers and dates in the invariant culture, enums by name, empty for nothing),
/// so that two writers are compared on what they meant.
/// </summary>
public sealed class WorksheetField
{
    private readonly PropertyInfo _property;

    private WorksheetField(PropertyInfo property, int maxLength, decimal? min, decimal? max)
    {
        _property = property;
        MaxLength = maxLength;
        Min = min;
        Max = max;
        Kind = KindOf(property.PropertyType);
    }

    public string Name => _property.Name;

    public FieldKind Kind { get; }

    /// <summary>Most characters, for texts.</summary>
    public int MaxLength { get; }

    public decimal? Min { get; }

    public decimal? Max { get; }

    /// <summary>The type of an enum field, otherwise null.</summary>
    public Type? EnumType => Kind == FieldKind.Choice ? _property.PropertyType : null;

    public static WorksheetField Of<TSheet>(Expression<Func<TSheet, object?>> member, int maxLength = 4000, decimal? min = null, decimal? max = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        var body = member.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : member.Body;
        return new WorksheetField((PropertyInfo)((MemberExpression)body).Member, maxLength, min, max);
    }

    /// <summary>The value as neutral text.</summary>
    public string Read(object sheet) => _property.GetValue(sheet) switch
    {
        null => "",
        string text => text,
        decimal number => Neutral(number),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    /// <summary>Checks neutral text and writes it.</summary>
    /// <exception cref="DomainRuleException">Too long, not a number, out of range, not a date, or not one of the choices.</exception>
    public void Write(object sheet, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var before = Read(sheet);
        _property.SetValue(sheet, Parse(text));
        (sheet as IFollowsFields)?.Wrote(Name, before);
    }

    /// <summary>Neutral text of a number: no trailing zeros, no thousands signs.</summary>
    public static string Neutral(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private object? Parse(string text)
    {
        switch (Kind)
        {
            case FieldKind.Text:
                if (text.Length > MaxLength)
                    throw new DomainRuleException("field.too-long", MaxLength, text.Length);
                return text;
            case FieldKind.Number:
                if (string.IsNullOrWhiteSpace(text))
                    return null;
                if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    throw new DomainRuleException("field.not-a-number", text);
                if (Math.Abs(number) > 1_000_000_000_000_000m)
                    throw new DomainRuleException("field.too-large", text);
                if (number < Min)
                    throw new DomainRuleException("field.below", Min.Value);
                if (number > Max)
                    throw new DomainRuleException("field.above", Max.Value);
                return number;
            case FieldKind.Date:
                if (string.IsNullOrWhiteSpace(text))
                    return null;
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                    throw new DomainRuleException("field.not-a-date", text);
                return date;
            case FieldKind.Choice:
                if (!Enum.TryParse(_property.PropertyType, text, out var choice) || !Enum.IsDefined(_property.PropertyType, choice))
                    throw new DomainRuleException("field.not-a-choice", text);
                return choice;
            default:
                throw new InvalidOperationException($"No reader for {Kind}.");
        }
    }

    private static FieldKind KindOf(Type type) =>
        type == typeof(string) ? FieldKind.Text
        : type == typeof(decimal?) ? FieldKind.Number
        : type == typeof(DateOnly?) ? FieldKind.Date
        : type.IsEnum ? FieldKind.Choice
        : throw new NotSupportedException($"A worksheet field cannot be a {type.Name}.");
}

/// <summary>A sheet in which writing one field settles something else.</summary>
public interface IFollowsFields
{
    /// <param name="field">The field that was written.</param>
    /// <param name="before">Its neutral text before.</param>
    void Wrote(string field, string before);
}

/// <summary>What a field holds.</summary>
public enum FieldKind
{
    Text,
    Number,
    Date,
    Choice,
}
