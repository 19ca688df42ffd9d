using System.Text.Json;
using System.Text.Json.Serialization;
using ProblemSolving.Domain.Analyze;

namespace ProblemSolving.Domain.Measure;

/// <summary>Which customers of a dataset a pilot is cut from: those whose first order holds a value, or those of an RFM segment.</summary>
/// <param name="Column">Index of the column in the dataset; null for a segment.</param>
/// <param name="ColumnName">Its name when the rule was made; the rule applies only to data whose column still bears it.</param>
/// <param name="Value">The value in the first order.</param>
/// <param name="Segment">The segment at the end of the data.</param>
/// <param name="RecencyBreaks">The days that cut recency, where somebody set them; null cuts by quintiles of the data.</param>
/// <param name="FrequencyBreaks">The same for the number of orders.</param>
public sealed record PopulationRule(
    int? Column = null,
    string? ColumnName = null,
    string? Value = null,
    RfmSegment? Segment = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? RecencyBreaks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? FrequencyBreaks = null)
{
    /// <summary>A segment as an exploration counted it: breaks that somebody set go with it, or the rule would mean other customers.</summary>
    /// <param name="asked">What the exploration was asked for; null for quintiles throughout.</param>
    public static PopulationRule OfSegment(RfmParameters? asked, RfmSegment segment) =>
        new(Segment: segment, RecencyBreaks: asked?.RecencyBreaks, FrequencyBreaks: asked?.FrequencyBreaks);

    /// <summary>How recency and frequency are cut; null for quintiles of both. Money names no segment.</summary>
    [JsonIgnore]
    public RfmParameters? Cuts => RecencyBreaks is null && FrequencyBreaks is null ? null : new RfmParameters(RecencyBreaks, FrequencyBreaks);

    /// <exception cref="DomainRuleException">Neither a value of a column nor a segment.</exception>
    public void Check()
    {
        if (Segment is null == (Column is null || string.IsNullOrEmpty(ColumnName) || string.IsNullOrEmpty(Value)))
            throw new DomainRuleException("pilot.population.incomplete");
        if (Segment is { } segment && !Enum.IsDefined(segment))
            throw new DomainRuleException("pilot.population.incomplete");
        if (Segment is null && Cuts is not null)
            throw new DomainRuleException("pilot.population.incomplete");
        Cuts?.Check();
    }

    /// <summary>The rule as stored; empty text for everybody.</summary>
    public static string Write(PopulationRule? rule) => rule is null ? "" : ResultJson.Write(rule);

    /// <returns>Null for everybody.</returns>
    /// <exception cref="DomainRuleException">The text is no rule.</exception>
    public static PopulationRule? Read(string json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            var rule = ResultJson.Read<PopulationRule>(json);
            rule.Check();
            return rule;
        }
        catch (JsonException)
        {
            throw new DomainRuleException("field.not-a-choice", json.Length > 80 ? json[..80] : json);
        }
    }
}
