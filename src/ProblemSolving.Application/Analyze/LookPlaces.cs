using ProblemSolving.Domain;

namespace ProblemSolving.Application.Analyze;

/// <summary>
/// Places for whatever reads data while somebody waits for it (a look, a preview, a metric, a forecast), so that a few people cannot
/// take all memory and both processors. A person has one at a time.
/// </summary>
public sealed class LookPlaces
{
    /// <summary>At the same time, by everybody together.</summary>
    public const int Most = 2;

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _people = [];
    private readonly List<(Guid Person, TaskCompletionSource<IDisposable> Turn)> _waiting = [];

    /// <summary>Takes a place until the result is disposed of.</summary>
    /// <exception cref="DomainRuleException">The person has one already, or all are taken.</exception>
    public IDisposable Take(Guid person)
    {
        lock (_gate)
        {
            if (_people.Contains(person))
                throw new DomainRuleException("look.own-running");
            if (_people.Count >= Most)
                throw new DomainRuleException("look.all-taken", Most);
            _people.Add(person);
        }

        return new Place(this, person);
    }

    /// <summary>Takes a place, and waits a little for one: for a short look the program makes of itself while a person's own may still be running.</summary>
    /// <exception cref="DomainRuleException">None became free in time.</exception>
    public async Task<IDisposable> TakeAsync(Guid person, CancellationToken cancellationToken)
    {
        for (var left = 20; ; left--)
        {
            try
            {
                return Take(person);
            }
            catch (DomainRuleException) when (left > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }

    /// <summary>Takes a place as soon as one is free; who came first goes first. For what a page or the program asks for by itself.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public async Task<IDisposable> WaitAsync(Guid person, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _waiting.Add((person, turn));
            Admit();
        }

        await using var leave = cancellationToken.Register(() =>
        {
            lock (_gate)
                _waiting.RemoveAll(w => w.Turn == turn);
            turn.TrySetCanceled(cancellationToken);
        });
        return await turn.Task;
    }

    /// <summary>How many wait before this person's first one, and 0 when it is next; null when the person waits for nothing.</summary>
    public int? Ahead(Guid person)
    {
        lock (_gate)
            return _waiting.FindIndex(w => w.Person == person) is var at and >= 0 ? at : null;
    }

    private void Free(Guid person)
    {
        lock (_gate)
        {
            _people.Remove(person);
            Admit();
        }
    }

    // whose own one still runs is passed over, not out of the row
    private void Admit()
    {
        for (var at = 0; at < _waiting.Count && _people.Count < Most;)
        {
            var (person, turn) = _waiting[at];
            if (_people.Contains(person))
            {
                at++;
                continue;
            }

            _waiting.RemoveAt(at);
            _people.Add(person);
            if (!turn.TrySetResult(new Place(this, person)))
                _people.Remove(person);
        }
    }

    private sealed class Place(LookPlaces places, Guid person) : IDisposable
    {
        private bool _isFree;

        public void Dispose()
        {
            if (!_isFree)
                places.Free(person);
            _isFree = true;
        }
    }
}
