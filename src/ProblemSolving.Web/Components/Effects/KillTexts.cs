using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;

namespace ProblemSolving.Web.Components.Effects;

/// <summary>A reminder of the kill criteria in words.</summary>
internal static class KillTexts
{
    /// <summary>The day and how far it is.</summary>
    public static string Day(ITexts texts, KillReminder kill) => kill.DaysLeft switch
    {
        < 0 => texts.Get("kill.passed", Format.Date(kill.By, texts.Culture), -kill.DaysLeft),
        0 => texts.Get("kill.today", Format.Date(kill.By, texts.Culture)),
        _ => texts.Get("kill.near", Format.Date(kill.By, texts.Culture), kill.DaysLeft),
    };

    /// <summary>For the narrow step rail.</summary>
    public static string Short(ITexts texts, KillReminder kill) => kill.DaysLeft switch
    {
        < 0 => texts.Get("kill.short.passed", -kill.DaysLeft),
        0 => texts["kill.short.today"],
        _ => texts.Get("kill.short.near", kill.DaysLeft),
    };

    /// <summary>The number now against what it must reach.</summary>
    public static string Numbers(ITexts texts, KillReminder kill, DefineSheet define, Currency currency)
    {
        string Value(decimal value) => MetricText.Value(value, define.UnitInForce(), currency, texts);
        var name = define.MetricName.Length > 0 ? define.MetricName : texts["define.section.metric"];
        if (kill.Now is not { } now)
            return texts.Get("kill.no-value", name);
        var asOf = now.AsOf is { } day ? texts.Get("measure.board.as-of", Format.Date(day, texts.Culture)) : texts["measure.board.no-date"];
        return kill.Limit is { } limit
            ? texts.Get("kill.numbers." + kill.State, name, Value(now.Value), asOf, Value(limit), texts["kill.limit." + define.MetricDirection])
            : texts.Get("kill.now", name, Value(now.Value), asOf);
    }
}
