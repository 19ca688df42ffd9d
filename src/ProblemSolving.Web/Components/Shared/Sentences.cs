using ProblemSolving.Application.Access;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Shared;

/// <summary>Turns what a service refused into a sentence in the reader's language.</summary>
public static class Sentences
{
    /// <param name="currency">Of the project; without it amounts are bare numbers.</param>
    public static string Of(ITexts texts, Exception problem, Currency? currency = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return problem switch
        {
            DomainRuleException rule when texts.Has("rule." + rule.Code) => texts.Get("rule." + rule.Code, Wording.Amounts(texts, rule.Arguments, currency)),
            AccessDeniedException => texts["error.denied"],
            _ => texts["error.part"],
        };
    }

    public static string Of(ITexts texts, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(finding);
        return Wording.Say(texts, new FigureText("rule." + finding.Code, finding.Arguments));
    }
}
