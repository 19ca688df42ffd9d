namespace ProblemSolving.Domain.Money;

/// <summary>A currency the program can keep a project in: ISO code, sign, and the number of decimals people write.</summary>
public sealed record Currency(string Code, string Sign, string KoreanName, int Decimals)
{
    /// <summary>Every currency on offer; the first is the default.</summary>
    public static IReadOnlyList<Currency> All { get; } =
    [
        new("KRW", "₩", "원", 0),
        new("USD", "$", "달러", 2),
        new("EUR", "€", "유로", 2),
        new("GBP", "£", "파운드", 2),
        new("JPY", "¥", "엔", 0),
    ];

    /// <summary>The currency of a stored code; one that is not on offer any more is written with its code and two decimals.</summary>
    public static Currency Known(string code) => All.FirstOrDefault(c => c.Code == code) ?? new Currency(code, code + " ", code, 2);

    /// <exception cref="DomainRuleException">The code is not on offer.</exception>
    public static Currency Of(string code) =>
        All.FirstOrDefault(c => c.Code == code) ?? throw new DomainRuleException("project.currency", code);
}
