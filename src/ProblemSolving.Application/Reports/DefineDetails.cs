using ProblemSolving.Application.Formatting;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Analyze;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Reports;

namespace ProblemSolving.Application.Reports;

/// <summary>What stands behind step 1 in the report: inputs of the damage, where the As-is comes from, the control chart, evidence and causes.</summary>
internal static class DefineDetails
{
    public static void AddDamage(ReportScope scope, List<ReportBlock> blocks)
    {
        var (snapshot, t) = (scope.Snapshot, scope.T);
        if (snapshot.DamageInputs.Count > 0)
        {
            blocks.Add(new TableBlock(
                t["define.damage.inputs"],
                [new ReportColumn(""), new ReportColumn(t["field.DamageInput.Label"]), new ReportColumn(t["field.DamageInput.Value"], ColumnKind.Number), new ReportColumn(t["field.DamageInput.Unit"]), new ReportColumn(t["field.DamageInput.Source"])],
                [.. snapshot.DamageInputs.Select((input, i) => (IReadOnlyList<ReportCell>)
                [
                    ReportCell.Text(DamageCalculation.LetterOf(i)?.ToString() ?? ""), ReportCell.Text(input.Label), ReportScope.Typed(input.Value), ReportCell.Text(input.Unit), ReportCell.Text(input.Source),
                ])]));
            var calculation = DamageCalculation.Of(snapshot.Define, snapshot.DamageInputs);
            if (calculation.Amount is { } amount)
                blocks.Add(new ParagraphBlock($"{calculation.Formula} = {scope.Money(amount)}"));
        }

        if (snapshot.DamageSince(scope.Now) is { Days: >= 1 } counter)   // a few won of the first hours would look like a slip
            blocks.Add(new FactsBlock([new ReportFact(t["define.lost"], scope.Money(counter.Lost))]));
        AddEvidence(scope, EvidenceSection.Damage, blocks);
    }

    public static void AddMetric(ReportScope scope, List<ReportBlock> blocks)
    {
        var snapshot = scope.Snapshot;
        if (ExclusionsNoted(scope) is { Length: > 0 } noted)
            blocks.Add(new NoteBlock(noted, ReportTone.Caution));
        try
        {
            var series = MetricHistory.Of(snapshot.Metric, snapshot.Reading, scope.Today);
            if (ControlChart.Of(series, snapshot.Metric.Unit, snapshot.Metric.Direction, asked: ControlBaseline.Of(snapshot.Define)) is { } chart)
            {
                blocks.Add(scope.Figure(ControlChartFigure.Of(chart, snapshot.Metric)));
                blocks.AddRange(ControlChartFigure.Notes(chart).Select(n => new NoteBlock(scope.Say(n), ReportTone.Neutral)));
            }
        }
        catch (DomainRuleException problem)
        {
            blocks.Add(new NoteBlock(scope.Say(new Finding(problem.Code, "", false, [.. problem.Arguments])), ReportTone.Caution));
        }
    }

    /// <summary>That the computed As-is knows nothing of what is noted as left out; empty where there is nothing to say.</summary>
    public static string ExclusionsNoted(ReportScope scope) =>
        DefineOrigin.Check(scope.Snapshot.Define, scope.Snapshot.Reading, scope.Snapshot.DamageInputs).FirstOrDefault(f => f.Code == DefineOrigin.ExclusionsNoted) is { } noted ? scope.Say(noted) : "";

    public static void AddEvidence(ReportScope scope, EvidenceSection section, List<ReportBlock> blocks)
    {
        var t = scope.T;
        foreach (var view in scope.Evidence.Where(e => e.Pin.Section == section))
        {
            if (view.Pin.Caption.Length > 0)
                blocks.Add(new ParagraphBlock(view.Pin.Caption));
            if (view.Figure is { } figure)
                blocks.Add(scope.Figure(figure));
            if (view.Table is { } table)
            {
                blocks.Add(Table(scope, table));
                if (table.Note is { } note)
                    blocks.Add(new ParagraphBlock(scope.Say(note)));
            }

            blocks.Add(new FactsBlock(
            [
                new ReportFact(t["evidence.title"], $"{(view.Kind is { } kind ? t["report.run." + kind] : "–")} · {view.Version?.FileName} · {scope.Day(view.Pin.DataAsOf)}"),
                new ReportFact("SHA-256", view.Pin.DataSha256),
            ]));
            if (view.Newer is { } newer)
                blocks.Add(new NoteBlock(t.Get("evidence.stale", newer.FileName, newer.Number), ReportTone.Caution));
        }
    }

    private static TableBlock Table(ReportScope scope, PinnedTable table) => new(
        scope.Say(table.Title) + (PinnedText.LeftOut(scope.T, table) is { } leftOut ? " · " + leftOut : ""),
        [.. table.Columns.Select(c => new ReportColumn(scope.Say(c.Title), KindOf(c.Kind)))],
        [.. table.Rows.Select(row => (IReadOnlyList<ReportCell>)[.. row.Select((cell, i) => Cell(scope, cell, table.Columns[i].Kind))])]);

    private static ColumnKind KindOf(PinnedKind kind) => kind switch
    {
        PinnedKind.Text => ColumnKind.Text,
        PinnedKind.Count or PinnedKind.Number or PinnedKind.PValue or PinnedKind.Money => ColumnKind.Number,
        PinnedKind.Rate or PinnedKind.Points => ColumnKind.Percent,
    };

    private static ReportCell Cell(ReportScope scope, PinnedCell cell, PinnedKind kind) => (cell.Number, kind) switch
    {
        ({ } number, PinnedKind.Rate or PinnedKind.Points) => ReportCell.Percent(number),
        ({ } number, PinnedKind.Count) => ReportCell.Number((decimal)number),
        ({ } number, PinnedKind.Number) => ReportCell.Number((decimal)number, 2),
        ({ } number, PinnedKind.Money) => ReportCell.Money((decimal)number, scope.CurrencyCode),
        ({ } number, PinnedKind.PValue) => ReportCell.Number((decimal)number, 4),
        _ => ReportCell.Text(PinnedText.Of(scope.T, cell, kind, scope.Currency)),
    };

    public static void AddCauses(ReportScope scope, List<ReportBlock> blocks)
    {
        var t = scope.T;
        foreach (var sheet in scope.Snapshot.CauseNotes.Where(n => n.Text.Length > 0 || n.CounterText.Length > 0).GroupBy(n => n.Tool).OrderBy(g => g.Key))
        {
            blocks.Add(new TableBlock(
                t["choice.CauseTool." + sheet.Key],
                [new ReportColumn(""), new ReportColumn(t[sheet.Key == CauseTool.IsIsNot ? "cause.IsIsNot.text" : "cause.Fishbone.text"]), new ReportColumn(t[sheet.Key == CauseTool.IsIsNot ? "cause.IsIsNot.counter" : "cause.Fishbone.counter"])],
                [.. sheet.Select((n, i) => (IReadOnlyList<ReportCell>)[ReportCell.Text(n.Group.Length > 0 ? n.Group : $"{i + 1}"), ReportCell.Text(n.Text), ReportCell.Text(n.CounterText)])]));
        }
    }
}
