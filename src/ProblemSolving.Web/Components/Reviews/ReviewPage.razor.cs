using Microsoft.AspNetCore.Components;
using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Web.Components.Shared;
using ProblemSolving.Web.Security;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>A question at a gate: five lines first, then the decision, then the packet.</summary>
public sealed partial class ReviewPage
{
    private ReviewView? _view;
    private Actor _actor;
    private bool _denied;
    private GateDecision? _decision;
    private string _reason = "";
    private string _cap = "";
    private DateOnly? _until;
    private string _revisit = "";
    private Exception? _problem;

    [Inject] public required ReviewService Reviews { get; init; }

    [Inject] public required CurrentActor CurrentActor { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Parameter] public Guid Id { get; set; }

    private Currency Currency => Currency.Of(_view!.Packet.CurrencyCode);

    private TimeZoneInfo Zone => ProjectClock.Zone(_view!.Project.TimeZoneId);

    // The line with the largest gain is the one the whole effect leans on.
    private string Assumption
    {
        get
        {
            var biggest = _view!.Packet.Estimate.Lines.Where(l => l.GainPerYear is not null).MaxBy(l => l.GainPerYear!.Likely);
            var line = biggest is null ? null : _view.Packet.EffectLines.First(l => l.Id == biggest.LineId);
            if (line is null)
                return T["review.assumption.none"];
            return T.Get("review.assumption.text", line.Name, line.Population!.Value.ToString("#,0.##", T.Culture) + (T.IsKorean ? "" : " ") + line.PopulationUnit,
                T["choice.Period." + line.Period], MetricText.Difference(line.ChangeLikely!.Value, Domain.Define.MetricUnit.Rate, Currency, T), Short(line.ValuePerUnit!.Value));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        _actor = await CurrentActor.GetAsync();
        await LoadAsync();
    }

    private static string FieldKey(PacketDifference difference) => $"field.{difference.Sheet}.{difference.Field}";

    private string FieldName(PacketDifference difference) => T.Has(FieldKey(difference)) ? T[FieldKey(difference)] : T["history.field.Row"];

    private string Short(decimal amount) => Format.Money(amount, Currency, T);

    private async Task LoadAsync()
    {
        try
        {
            _view = await Reviews.OpenAsync(_actor, Id, CancellationToken.None);
        }
        catch (AccessDeniedException)
        {
            _denied = true;
        }
    }

    private async Task DecideAsync()
    {
        try
        {
            _problem = null;
            decimal? cap = null;
            if (_decision == GateDecision.GoWithConditions && _cap.Trim().Length > 0)
                cap = MoneyText.TryParse(_cap, out var amount) ? amount : throw new DomainRuleException("field.not-money", _cap);
            if (_reason.Trim().Length == 0)
                throw new DomainRuleException("gate.decide.no-reason");
            var word = T["choice.GateDecision." + _decision];
            if (!await ConfirmDialog.AskAsync(Dialogs, T["review.decision"], T.Get("review.confirm", word), word, danger: _decision == GateDecision.Drop))
                return;
            await Reviews.DecideAsync(_actor, Id, new GateAnswer(_decision!.Value, _reason, cap, _until, _revisit), CancellationToken.None);
            Snackbar.Add(T["review.decided"], Severity.Success);
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = problem;
        }

        await LoadAsync();
    }
}
