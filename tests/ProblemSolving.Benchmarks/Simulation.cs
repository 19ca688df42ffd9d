using System.Diagnostics;
using System.Globalization;
using ProblemSolving.Domain.Define;
using ProblemSolving.Domain.Effects;
using ProblemSolving.Domain.Numerics;

namespace ProblemSolving.Benchmarks;

/// <summary>Time of 100,000 draws of step 2, beside the bare draws of as many uniform numbers in the same run.</summary>
internal static class Simulation
{
    private const int Rounds = 20;

    public static int Run()
    {
        var lines = Enumerable.Range(0, 5).Select(i => new EffectLine
        {
            Id = Guid.NewGuid(),
            Name = $"line {i}",
            Position = i,
            Period = Period.Month,
            Shape = i % 2 == 0 ? RangeShape.Pert : RangeShape.Triangular,
            PopulationLow = 900,
            Population = 1000,
            PopulationHigh = 1300,
            ChangeLow = 0.01m,
            ChangeLikely = 0.02m,
            ChangeHigh = 0.04m,
            ValueLow = 20_000,
            ValuePerUnit = 30_000,
            ValueHigh = 50_000,
            RampUpMonths = 3,
        }).ToList();
        var sheet = new EffectsSheet { HorizonMonths = 36, DiscountRate = 0.08m, OneOffCost = 9_000_000, OneOffCostHigh = 13_000_000, RunningCostPerYear = 22_000_000, RunningCostHigh = 28_000_000 };
        var model = new EffectModel(sheet, lines);
        var sum = 0.0;
        var bare = Best(() =>
        {
            var random = new Random(1);
            for (var i = 0; i < EffectSimulation.DefaultDraws * model.Inputs.Count; i++)
                sum += random.NextDouble();
        });
        var one = Best(() => EffectSimulation.Run(model));
        var two = Best(() => EffectSimulation.Run(model, threads: 2));
        Print($"inputs                       {model.Inputs.Count}");
        Print($"bare uniform draws           {bare:0.0} ms");
        Print($"100,000 draws, one core      {one:0.0} ms   {one / bare:0.0} × bare");
        Print($"100,000 draws, two cores     {two:0.0} ms   {two / bare:0.0} × bare");
        return sum > 0 ? 0 : 1;
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            action();
            best = Math.Min(best, clock.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
