using ProblemSolving.Domain;

namespace ProblemSolving.Application.Analyze;

/// <summary>Places for looks that are answered at once, so that a few people cannot take all memory and both processors.</summary>
public sealed class LookPlaces
{
    /// <summary>Looks at the same time, by everybody together.</summary>
    public const int Most = 2;

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _people = [];

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

    private void Free(Guid person)
    {
        lock (_gate)
            _people.Remove(person);
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
