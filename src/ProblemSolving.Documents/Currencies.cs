namespace ProblemSolving.Documents;

/// <summary>Sign and decimals of the currencies we write ourselves; any other is written with its code and two decimals.</summary>
internal static class Currencies
{
    public static string Prefix(string currency) => currency switch
    {
        "KRW" => "₩",
        "JPY" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        _ => currency + " ",
    };

    public static int Decimals(string currency) => currency is "KRW" or "JPY" or "VND" ? 0 : 2;
}
