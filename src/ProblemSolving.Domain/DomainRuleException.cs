namespace ProblemSolving.Domain;

/// <summary>
/// A rule of the process was broken. <see cref="Code"/> is stable and names the sentence shown to the user
/// (text key <c>rule.{Code}</c> in Korean and English); <see cref="Arguments"/> fill its slots.
/// </summary>
public sealed class DomainRuleException : Exception
{
    public DomainRuleException(string code, params object[] arguments)
        : base($"{code} ({string.Join(", ", arguments)})")
    {
        Code = code;
        Arguments = arguments;
    }

    /// <summary>Lower-case dotted name, for example <c>gate.decide.author</c>.</summary>
    public string Code { get; }

    /// <summary>Values for the slots of the sentence, in order.</summary>
    public IReadOnlyList<object> Arguments { get; }
}
