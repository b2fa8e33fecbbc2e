using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Relay;

/// <summary>When a call that tells the room itself may stand for a report.</summary>
public sealed class PresenceBatchTests
{
    private readonly TaskCompletionSource<(ImmutableArray<string> Arrived, ImmutableArray<string> Gone)> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_word_that_is_under_way_unsettles_it_and_is_not_forgotten_when_it_has_arrived()
    {
        var batch = new PresenceBatch(_ => false, Report, NullLogger.Instance);
        var before = batch.Settled.ShouldNotBeNull();
        batch.Settled.ShouldBe(before);
        batch.Changed("ada");
        batch.Settled.ShouldBeNull();
        (await _asked.Task.WaitAsync(TimeSpan.FromSeconds(30))).Gone.ShouldBe(["ada"]);
        batch.Settled.ShouldBeNull("the room may hear of it before or after a call that is made now");
        _answered.SetResult();
        await Waiting.Until(() => Task.FromResult(batch.Settled is not null));
        batch.Settled.ShouldNotBe(before, "a call that began before may have been overtaken");
    }

    private Task Report(ImmutableArray<string> arrived, ImmutableArray<string> gone)
    {
        _asked.TrySetResult((arrived, gone));
        return _answered.Task;
    }
}
