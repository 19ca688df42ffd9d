using Microsoft.Extensions.Time.Testing;
using ProblemSolving.Application.Jobs;

namespace ProblemSolving.Application.Tests.Jobs;

/// <summary>What fails in one minute is told, and the next comes all the same.</summary>
public sealed class MinuteServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]   // a wait that was given up somewhere below is no stop of the program
    [InlineData(false)]
    [InlineData(true)]
    public async Task Look_ThatFails_IsMadeAgain(bool cancelled)
    {
        var time = new FakeTimeProvider();
        using var service = new Failing(time, cancelled ? new TaskCanceledException() : new InvalidOperationException());
        await service.StartAsync(Token);
        await service.Looked.WaitAsync(TimeSpan.FromSeconds(20), Token);
        for (var waited = 0; !service.LookedAgain.IsCompleted && !service.ExecuteTask!.IsCompleted && waited < 400; waited++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(service.LookedAgain, service.ExecuteTask, Task.Delay(50, Token));
        }

        Assert.True(service.LookedAgain.IsCompletedSuccessfully);
        await service.StopAsync(Token);
        Assert.True(service.ExecuteTask!.IsCompleted);
        Assert.Equal(1, service.Told);
    }

    private sealed class Failing(TimeProvider time, Exception fault) : MinuteService(time)
    {
        private readonly TaskCompletionSource _first = new();
        private readonly TaskCompletionSource _second = new();

        public Task Looked => _first.Task;

        public Task LookedAgain => _second.Task;

        public int Told { get; private set; }

        protected override bool LooksAtStart => true;

        protected override Task LookAsync(CancellationToken stoppingToken)
        {
            if (_first.TrySetResult())
                throw fault;
            _second.TrySetResult();
            return Task.CompletedTask;
        }

        protected override void Tell(Exception exception) => Told++;
    }
}
