using System.Security.Cryptography;
using System.Text.Json;
using ProblemSolving.Domain.Effects;

namespace ProblemSolving.Application.Effects;

/// <summary>
/// Runs the draws of step 2 for everybody at once: never more than one run per core, so that fifty people who type do not
/// starve each other, and a sheet that was drawn already is answered from memory.
/// </summary>
public sealed class EffectSimulator : IDisposable
{
    private const int Remembered = 200;

    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, EffectSimulationResult? Result)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, EffectSimulationResult? Result)> _order = new();

    /// <returns>Null while no line is complete.</returns>
    public async Task<EffectSimulationResult?> RunAsync(EffectsSheet sheet, IReadOnlyList<EffectLine> lines, CancellationToken cancellationToken)
    {
        var model = new EffectModel(sheet, lines);
        if (!model.HasLines)
            return null;
        var key = KeyOf(model, sheet, lines);
        if (TryRecall(key, out var known))
            return known;
        await _cores.WaitAsync(cancellationToken);
        try
        {
            if (TryRecall(key, out known))
                return known;
            var result = await Task.Run(() => EffectSimulation.Run(model, cancellationToken: cancellationToken), cancellationToken);
            Remember(key, result);
            return result;
        }
        finally
        {
            _cores.Release();
        }
    }

    public void Dispose() => _cores.Dispose();

    // Everything the arithmetic reads, and nothing else: a changed note is no reason to draw again.
    private static string KeyOf(EffectModel model, EffectsSheet sheet, IReadOnlyList<EffectLine> lines)
    {
        var numbers = JsonSerializer.SerializeToUtf8Bytes(new
        {
            Ranges = model.Inputs.Select(i => i.Range),
            sheet.HorizonMonths,
            sheet.DiscountRate,
            Lines = lines.Where(l => EffectLineGain.Of(l) is not null).OrderBy(l => l.Position).Select(l => new { l.Recurrence, l.Period, l.CostPerYear, l.RampUpMonths }),
        });
        return Convert.ToHexString(SHA256.HashData(numbers));
    }

    private bool TryRecall(string key, out EffectSimulationResult? result)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(key, out var node))
            {
                _order.Remove(node);
                _order.AddFirst(node);
                result = node.Value.Result;
                return true;
            }
        }

        result = null;
        return false;
    }

    private void Remember(string key, EffectSimulationResult? result)
    {
        lock (_gate)
        {
            if (_known.ContainsKey(key))
                return;
            _known[key] = _order.AddFirst((key, result));
            if (_order.Count <= Remembered)
                return;
            _known.Remove(_order.Last!.Value.Key);
            _order.RemoveLast();
        }
    }
}
