namespace ProblemSolving.Domain.Money;

/// <summary>The currency that a reader most likely counts in; a proposal that anybody can change.</summary>
public static class UsualCurrency
{
    private static readonly HashSet<string> Euro = new(StringComparer.OrdinalIgnoreCase)
    {
        "AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI", "SK",
    };

    /// <param name="language">As a browser says it, such as <c>en-GB</c> or <c>ko</c>.</param>
    /// <returns>Code of a currency on offer; null when the language does not tell, as <c>en</c> without a country.</returns>
    public static string? Of(string? language)
    {
        var parts = (language ?? "").Split('-', '_');
        var country = parts.Skip(1).FirstOrDefault(p => p.Length == 2)?.ToUpperInvariant() ?? parts[0].ToLowerInvariant() switch { "ko" => "KR", "ja" => "JP", _ => "" };
        return country switch
        {
            "KR" => "KRW",
            "US" => "USD",
            "GB" => "GBP",
            "JP" => "JPY",
            _ => Euro.Contains(country) ? "EUR" : null,
        };
    }
}
