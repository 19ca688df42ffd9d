using System.Text.Json;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>The sentence of a failure that was stored as a code with its values.</summary>
public static class StoredProblem
{
    /// <param name="currency">Of the project; without it amounts are bare numbers.</param>
    public static string? Of(ITexts texts, string? code, string? argumentsJson, Currency? currency = null) =>
        code is null ? null : Sentences.Of(texts, new DomainRuleException(code, Values(argumentsJson)), currency);

    private static object[] Values(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Value)];
    }

    // Whole numbers stay whole, so that a sentence can group their thousands.
    private static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        _ => value.ToString(),
    };
}
