using System.Collections.Concurrent;
using System.Globalization;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Prioritize;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Solutions;

namespace ProblemSolving.Application.Projects;

/// <summary>
/// Finds examples that were put into a sheet and left there, in either language. A text of the catalogue is nobody's own; a number
/// or a day can be the same by chance, so it counts only beside a text of the same sheet or row that is still the example, and not
/// where somebody said that it is the team's own.
/// </summary>
public static class ExampleCheck
{
    public const string Code = "example.kept";

    // A word or a name that many would choose by themselves counts like a number.
    private static readonly HashSet<string> s_common = [nameof(EffectLine.PopulationUnit), nameof(DefineSheet.MetricName), nameof(CausalLink.Cause), nameof(CausalLink.Effect)];

    // What was typed is compared with both languages, whoever looks at it.
    private static readonly ITexts[] s_languages = [.. new[] { "en", "ko" }.Select(l => new FixedTexts(TextCatalog.Default, CultureInfo.GetCultureInfo(l)))];

    // Examples never change while the program runs, and every key of every sheet is looked at.
    private static readonly ConcurrentDictionary<(SheetKind Sheet, GainKind? Kind, string Field, MetricUnit Metric, string Currency), IReadOnlyList<string>> s_examples = new();

    /// <summary>The fields of one step whose value is the example; none in the worked example itself.</summary>
    public static IReadOnlyList<Finding> Check(ProjectSnapshot snapshot, ProblemStep step)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Project.IsSample)
            return [];
        var metric = snapshot.Define.UnitInForce();
        return [.. Sheets(snapshot, step).SelectMany(s => Check(s.Kind, s.Sheet, metric, snapshot.Project.CurrencyCode, snapshot.OwnValues)).Where(p => WorksheetFields.StepOf(p.Sheet, p.Field) == step && IsAsked(snapshot, p)).Select(Finding)];
    }

    /// <summary>The fields of a packet whose value is still the example.</summary>
    public static IReadOnlyList<FieldPlace> Of(GatePacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var metric = packet.Define.UnitInForce();
        IEnumerable<(SheetKind Kind, IWorksheet Sheet)> sheets =
        [
            (SheetKind.Define, packet.Define),
            (SheetKind.Effects, packet.Effects),
            .. packet.EffectLines.Select(l => (SheetKind.EffectLine, (IWorksheet)l)),
            .. (packet.CausalLinks ?? []).Select(l => (SheetKind.CausalLink, (IWorksheet)l)),
        ];
        return [.. sheets.SelectMany(s => Check(s.Kind, s.Sheet, metric, packet.CurrencyCode, packet.OwnValues ?? []))];
    }

    /// <summary>True when a text is the example of its field in one of the languages.</summary>
    public static bool IsExample(SheetKind sheet, IWorksheet? row, string field, MetricUnit metric, string currency, string neutral)
    {
        ArgumentNullException.ThrowIfNull(neutral);
        return neutral.Length > 0 && Examples(sheet, row, field, metric, currency).Contains(neutral.Trim());
    }

    /// <summary>True for what a team can have by chance: a number, a day, a word that many would choose. A whole sentence is nobody's own.</summary>
    public static bool CanBeOwn(WorksheetField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Kind != FieldKind.Text || s_common.Contains(field.Name);
    }

    private static List<FieldPlace> Check(SheetKind kind, IWorksheet sheet, MetricUnit metric, string currency, IReadOnlyList<OwnValue> own)
    {
        var same = WorksheetFields.Of(kind).Where(f => sheet is not DefineSheet define || MetricFields.IsAsked(define, f.Name)).Where(f => IsExample(kind, sheet, f.Name, metric, currency, f.Read(sheet))).ToList();
        FieldPlace Place(WorksheetField field) => new(kind, sheet is IWorksheetRow ? sheet.Id : null, field.Name);
        bool IsConfirmed(WorksheetField field) => CanBeOwn(field) && own.Contains(new OwnValue(Place(field), field.Read(sheet)));
        return same.Any(f => !CanBeOwn(f)) ? [.. same.Where(f => !IsConfirmed(f)).Select(Place)] : [];
    }

    // What the method does not read, or the kind of switch does not ask for, has no box on the page and counts nowhere.
    private static bool IsAsked(ProjectSnapshot snapshot, FieldPlace place) => place.Field switch
    {
        nameof(SolutionOption.Reach) => RankFormula.Needs(snapshot.Prioritize.RankBy).Contains(place.Field),
        nameof(SolutionOption.SwitchRounds) => snapshot.Find(place.Sheet, place.RowId) is SolutionOption { SwitchKind: SwitchKind.NotSignificant } option && IsChoice(snapshot, option),
        _ => true,
    };

    private static bool IsChoice(ProjectSnapshot snapshot, SolutionOption option) => snapshot.Ranking.Any(r => r.Option.Id == option.Id && r.IsChoice);

    private static Finding Finding(FieldPlace place) =>
        new(Code, place.RowId is { } row ? FieldPlace.InRow(row, place.Field) : place.Field, Blocks: false);

    private static IEnumerable<(SheetKind Kind, IWorksheet Sheet)> Sheets(ProjectSnapshot snapshot, ProblemStep step) => step switch
    {
        ProblemStep.Define => [(SheetKind.Define, snapshot.Define)],
        ProblemStep.Effects =>
        [
            (SheetKind.Effects, snapshot.Effects),
            .. snapshot.EffectLines.Select(l => (SheetKind.EffectLine, (IWorksheet)l)),
            .. snapshot.CausalLinks.Select(l => (SheetKind.CausalLink, (IWorksheet)l)),
        ],
        ProblemStep.Solutions =>
        [
            .. snapshot.Options.Select(o => (SheetKind.Solution, (IWorksheet)o)),
            .. snapshot.Assumptions.Where(a => snapshot.Options.Any(o => o.Id == a.ParentId)).Select(a => (SheetKind.Assumption, (IWorksheet)a)),
        ],
        ProblemStep.Prioritize => [.. snapshot.Options.Select(o => (SheetKind.Solution, (IWorksheet)o))],
        ProblemStep.Analyze or ProblemStep.Measure or ProblemStep.Operate => [],
    };

    private static IReadOnlyList<string> Examples(SheetKind sheet, IWorksheet? row, string field, MetricUnit metric, string currency) =>
        s_examples.GetOrAdd((sheet, (row as EffectLine)?.Kind, field, metric, currency), _ =>
            [.. s_languages.Select(t => FieldExamples.Of(t, sheet, row, field, metric, Currency.Of(currency))).OfType<string>().Select(e => e.Trim())]);
}
