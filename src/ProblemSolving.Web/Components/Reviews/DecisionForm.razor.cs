using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ProblemSolving.Application.Access;
using ProblemSolving.Application.Formatting;
using ProblemSolving.Application.Projects;
using ProblemSolving.Application.Reviews;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Money;
using ProblemSolving.Domain.Projects;
using ProblemSolving.Domain.Reviews;
using ProblemSolving.Web.Components.Projects;
using ProblemSolving.Web.Components.Shared;

namespace ProblemSolving.Web.Components.Reviews;

/// <summary>Where the one whose turn it is answers.</summary>
public sealed partial class DecisionForm
{
    private GateDecision? _decision;
    private VoteAnswer? _vote;
    private string _reason = "";
    private string _cap = "";
    private DateOnly? _until;
    private string _revisit = "";
    private RevivalKind? _revival;
    private DateOnly? _revivalOn;
    private string _revivalValue = "";
    private IReadOnlyList<RemarkInput> _remarks = [];
    private RemarkPicker? _picker;
    private Exception? _problem;

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required ReviewService Reviews { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Parameter, EditorRequired] public Actor Actor { get; set; }

    [Parameter, EditorRequired] public ReviewView View { get; set; } = default!;

    [Parameter, EditorRequired] public ReviewTurn Turn { get; set; } = default!;

    [Parameter, EditorRequired] public Currency Currency { get; set; } = default!;

    /// <summary>Answered, or found to be answered by somebody else.</summary>
    [Parameter] public EventCallback<Exception?> OnAnswered { get; set; }

    private MetricUnit MetricUnit => View.Packet.Define.UnitInForce();

    private FieldFormat MetricFormat => MetricUnit switch
    {
        MetricUnit.Rate => FieldFormat.Percent,
        MetricUnit.Money => FieldFormat.Money,
        MetricUnit.Count => FieldFormat.Plain,
    };

    private string MetricUnitText => MetricUnit switch
    {
        MetricUnit.Rate => "%",
        MetricUnit.Money => T.IsKorean ? Currency.KoreanName : Currency.Code,
        MetricUnit.Count => "",
    };

    // Without a name of the metric there is nothing to watch.
    private IEnumerable<RevivalKind> Revivals => Enum.GetValues<RevivalKind>().Where(k => k == RevivalKind.Date || View.Packet.Define.MetricName.Length > 0);

    // Written, but not answered: it stands only here.
    private bool IsWritten => _reason.Trim().Length > 0 || _cap.Trim().Length > 0 || _revisit.Trim().Length > 0 || _remarks.Count > 0 || _picker?.IsWritten == true;

    private decimal? CostBeyond
    {
        get
        {
            try
            {
                return Cap is { } cap ? View.Packet.CostBeyond(cap) : null;
            }
            catch (DomainRuleException)
            {
                return null;   // no amount yet
            }
        }
    }

    // Null while nothing is typed.
    private decimal? Cap => FieldText.Read(_cap, FieldKind.Number, FieldFormat.Money, Currency) is { Length: > 0 } neutral ? decimal.Parse(neutral, CultureInfo.InvariantCulture) : null;

    private async Task AnswerAsync()
    {
        GateAnswer? answer;
        try
        {
            _problem = null;
            answer = await ReadAsync();
        }
        catch (DomainRuleException problem)
        {
            _problem = problem;
            return;
        }

        await SendAsync(answer);
    }

    // What cannot be an answer is refused before anybody is asked whether it is meant.
    private async Task<GateAnswer?> ReadAsync()
    {
        DemandWords();
        if (_picker is not null)
            await _picker.TakeAsync();
        return Checked();
    }

    private void DemandWords()
    {
        if (_reason.Trim().Length == 0 && _vote != VoteAnswer.Approve)
            throw new DomainRuleException("gate.decide.no-reason");
    }

    // Null where only a vote is given.
    private GateAnswer? Checked()
    {
        var answer = _decision is { } decision ? Answer(decision) : null;
        answer?.DemandReason();
        var today = ProjectClock.Today(View.Project.TimeZoneId, Time);
        answer?.DemandConditions(today);
        answer?.Revival?.Check(today, View.Packet.Define.MetricAsIs, MetricUnit);
        return answer;
    }

    private async Task SendAsync(GateAnswer? answer)
    {
        try
        {
            var word = answer is null ? T[$"review.vote.{Turn.Kind}.{_vote}"] : T["choice.GateDecision." + answer.Decision];
            var isFinal = answer is not null || _vote == VoteAnswer.Return;
            if (!await ConfirmDialog.AskAsync(Dialogs, T["review.decision"], T.Get(isFinal ? "review.confirm" : "review.vote.confirm", word) + Conditions(answer), word, danger: _decision == GateDecision.Drop))
                return;
            if (answer is not null)
                await Reviews.DecideAsync(Actor, View.Review.Id, answer, CancellationToken.None);
            else
                await Reviews.VoteAsync(Actor, View.Review.Id, new VoteInput(_vote!.Value, _reason, _vote == VoteAnswer.Return ? _remarks : [], View.SheetsSeen), CancellationToken.None);
            // An objection holds the question with the same person: what was said with it belongs to it, not to the next answer.
            (_vote, _decision, _reason, _remarks) = (null, null, "", []);
            await OnAnswered.InvokeAsync(null);
        }
        catch (Exception problem) when (problem is DomainRuleException or AccessDeniedException)
        {
            _problem = problem;
            await OnAnswered.InvokeAsync(problem);
        }
    }

    // What was typed is read back as it is understood, before it can no longer be changed.
    private string Conditions(GateAnswer? answer)
    {
        var conditions = ConditionTexts.Of(T, answer?.MoneyCap, answer?.GoUntil, Currency).ToList();
        return conditions.Count == 0 ? "" : " " + T.Get("review.confirm.conditions", string.Join(" · ", conditions));
    }

    // Shown as it is understood as soon as the box is left, like every amount; what cannot be read stays as it was typed and is refused with the answer.
    private void TakeCap(string? typed)
    {
        _cap = typed ?? "";
        LookAgain();
        try
        {
            _cap = FieldText.Show(FieldText.Read(_cap, FieldKind.Number, FieldFormat.Money, Currency), FieldKind.Number, FieldFormat.Money);
        }
        catch (DomainRuleException)
        {
            // said when it is answered, beside the box
        }
    }

    // What was refused and is mended by now is no longer told; what else is wrong is told with the answer.
    private void LookAgain()
    {
        if (_problem is not DomainRuleException rule || BoxOf(rule.Code) is null)
            return;
        _problem = null;
        try
        {
            DemandWords();
            Checked();
        }
        catch (DomainRuleException still) when (still.Code == rule.Code)
        {
            _problem = still;
        }
        catch (DomainRuleException)
        {
            // another box, which nobody has answered for yet
        }
    }

    // Said at the box it is about.
    private string? ErrorAt(string box) => _problem is DomainRuleException rule && BoxOf(rule.Code) == box ? Sentences.Of(T, rule) : null;

    private string? BoxOf(string code) => code switch
    {
        "gate.decide.no-reason" or "gate.decide.short-reason" => "reason",
        "gate.decide.no-condition" or "gate.decide.negative-cap" => "cap",
        "gate.decide.past-date" => "until",
        "gate.revival.no-date" or "gate.revival.past-date" => "revival-day",
        "gate.revival.no-value" or "gate.revival.rate" or "gate.revival.negative" or "gate.revival.met-already" => "revival-value",
        "field.not-money" or "field.money-two-ways" or "field.other-currency" when _decision == GateDecision.GoWithConditions => "cap",
        _ => null,
    };

    private GateAnswer Answer(GateDecision decision)
    {
        return new GateAnswer(decision, _reason, decision == GateDecision.GoWithConditions ? Cap : null, decision == GateDecision.GoWithConditions ? _until : null, _revisit, Revival(decision), decision == GateDecision.Revise ? _remarks : [], View.SheetsSeen);
    }

    private RevivalCondition? Revival(GateDecision decision)
    {
        if (_revival is not { } kind || decision is not (GateDecision.Drop or GateDecision.Hold))
            return null;
        if (kind == RevivalKind.Date)
            return new RevivalCondition(kind, _revivalOn, null);
        var neutral = FieldText.Read(_revivalValue, FieldKind.Number, MetricFormat, Currency);
        return new RevivalCondition(kind, null, neutral.Length == 0 ? null : decimal.Parse(neutral, CultureInfo.InvariantCulture));
    }
}
