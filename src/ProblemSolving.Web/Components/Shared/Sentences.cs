using ProblemSolving.Application.Access;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>Turns what a service refused into a sentence in the reader's language.</summary>
public static class Sentences
{
    public static string Of(ITexts texts, Exception problem)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return problem switch
        {
            DomainRuleException rule when texts.Has("rule." + rule.Code) => texts.Get("rule." + rule.Code, [.. rule.Arguments]),
            AccessDeniedException => texts["error.denied"],
            _ => texts["error.part"],
        };
    }

    public static string Of(ITexts texts, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(finding);
        return texts.Get("rule." + finding.Code, finding.Arguments);
    }
}
