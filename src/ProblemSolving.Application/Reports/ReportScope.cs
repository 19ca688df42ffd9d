using ProblemSolving.Application.Analyze;
using ProblemSolving.Application.Define;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Prioritize;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Texts;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reports;
using ProblemSolving.Domain.Reviews;

namespace ProblemSolving.Application.Reports;

/// <summary>What every section of a report needs: the project, its runs with results, the language, and how values are written.</summary>
internal sealed record ReportScope(ProjectSnapshot Snapshot, IReadOnlyList<RunView> Runs, IReadOnlyDictionary<Guid, string> Names, ITexts T, DateOnly Today, DateTime Now)
{
    /// <summary>The draws of step 2, or null while no effect is complete.</summary>
    public EffectSimulationResult? Simulation { get; init; }

    /// <summary>Figures pinned in step 1.</summary>
    public IReadOnlyList<EvidenceView> Evidence { get; init; } = [];

    /// <summary>What managers wanted mended at the gates, oldest first.</summary>
    public IReadOnlyList<FieldRemark> Remarks { get; init; } = [];

    /// <summary>The team's points of step 4; empty until they are revealed.</summary>
    public IReadOnlyList<TeamResult> Team { get; init; } = [];

    public string CurrencyCode => Snapshot.Project.CurrencyCode;

    public Currency Currency => Currency.Of(CurrencyCode);

    public string Money(decimal? amount) => amount is { } a ? Format.Money(a, Currency, T) : "–";

    public string Percent(double? rate, int decimals = 1) => rate is { } r ? Format.Percent(r, decimals, T.Culture) : "–";

    public string Number(decimal? value) => value is { } v ? Format.Number(v, 2, T.Culture) : "–";

    /// <summary>A number as it was typed: as many digits behind the point as it has, at most <paramref name="most"/>.</summary>
    public static ReportCell Typed(decimal? value, int most = 4) => value is { } number ? ReportCell.Number(number, Decimals(number, most)) : ReportCell.Empty;

    /// <summary>A rate as it was typed in per cent: 0.9% is not rounded to 1%, and 10% has no zeros behind it.</summary>
    public static ReportCell TypedRate(decimal? rate) => rate is { } r ? ReportCell.Percent((double)r, Decimals(r * 100, 2)) : ReportCell.Empty;

    /// <summary>The same as text.</summary>
    public string TypedPercent(decimal? rate) => Percent((double?)rate, rate is { } r ? Decimals(r * 100, 2) : 0);

    private static int Decimals(decimal number, int most)
    {
        var decimals = 0;
        while (decimals < most && Math.Round(number, decimals) != number)
            decimals++;
        return decimals;
    }

    public string Day(DateOnly? day) => day is { } d ? Format.Date(d, T.Culture) : "–";

    public string Moment(DateTime utc) => Format.DateTime(utc, ProjectClock.Zone(Snapshot.Project.TimeZoneId), T.Culture);

    public string Metric(decimal? value, MetricUnit unit) => value is { } v ? MetricText.Value(v, unit, Currency, T) : "–";

    /// <summary>Dataset and version by their names.</summary>
    public string Data(Guid versionId) =>
        Snapshot.DatasetVersions.FirstOrDefault(v => v.Id == versionId) is { } version ? T.Get("datasets.version", Snapshot.DatasetName(version), version.Number) : "–";

    public string Name(Guid? user) => user is { } id ? Names.GetValueOrDefault(id, "–") : "–";

    /// <summary>A figure's sentence; a key the catalogue does not know is a name from the data.</summary>
    public string Say(FigureText text) => Wording.Say(T, text, Currency);

    public string Say(Finding finding) => Say(new FigureText("rule." + finding.Code, finding.Arguments));

    public ReportBlock Figure(Figure figure) => FigureBlock.From(figure, Say, CurrencyCode);

    /// <summary>The frame of a step's section: number, name, state.</summary>
    public ReportSection Section(ProblemStep step, IReadOnlyList<ReportBlock> blocks)
    {
        var status = StepStates.Of(Snapshot, Today).Single(s => s.Step == step);
        var tone = status.State switch
        {
            StepState.Done => ReportTone.Good,
            StepState.Waiting or StepState.Held or StepState.Returned => ReportTone.Caution,
            StepState.Shut or StepState.DataOnly or StepState.NotStarted or StepState.InProgress => ReportTone.Neutral,
        };
        return new ReportSection(step.ToString().ToLowerInvariant(), $"{(int)step}. {T["step." + step]}", T["choice.StepState." + status.State], tone, blocks);
    }

    /// <summary>Adds a heading with its text when there is one.</summary>
    public static void AddText(List<ReportBlock> blocks, string heading, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        blocks.Add(new HeadingBlock(heading));
        blocks.Add(new ParagraphBlock(text));
    }
}
