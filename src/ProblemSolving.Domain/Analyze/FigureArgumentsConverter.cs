using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProblemSolving.Domain.Analyze;

/// <summary>Keeps the values of a text as numbers and strings through JSON, so that each language can still format them.</summary>
public sealed class FigureArgumentsConverter : JsonConverter<object[]>
{
    public override object[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole,
                JsonTokenType.Number => reader.GetDouble(),
                JsonTokenType.StartObject => JsonSerializer.Deserialize<FigureText>(ref reader, options)!,
                _ => throw new JsonException("A text takes numbers, texts, true or false, and texts with values of their own."),
            });
        }
        return [.. values];
    }

    public override void Write(Utf8JsonWriter writer, object[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            switch (item)
            {
                case string text: writer.WriteStringValue(text); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                case int number: writer.WriteNumberValue(number); break;
                case long number: writer.WriteNumberValue(number); break;
                case decimal number: writer.WriteNumberValue(number); break;
                case double number: writer.WriteNumberValue(number); break;
                case DateOnly day: writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                case FigureText inner: JsonSerializer.Serialize(writer, inner, options); break;
                default: throw new JsonException($"{item.GetType().Name} cannot be a value of a text.");
            }
        }
        writer.WriteEndArray();
    }
}
