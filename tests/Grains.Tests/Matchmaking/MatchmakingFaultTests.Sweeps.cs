using System.Diagnostics.Metrics;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <content>What must not stop a queue, and what it must not forget.</content>
public sealed partial class MatchmakingFaultTests
{
    [Fact]
    public async Task Duels_that_do_not_answer_hold_up_nobody_else()
    {
        var ear = await Listen("ada", "bob", "cyd", "dan");
        await Join(Queue, "ada", "bob");
        await Found(ear, "ada", "bob");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _troubles.Fails = call => call.StartsWith("MatchFailed", StringComparison.Ordinal);
        _troubles.Holds = call => call.StartsWith("Seating", StringComparison.Ordinal) ? gate.Task : Task.CompletedTask;
        await Cluster.AdvanceUntilAsync(Step, () => _troubles.Called("Seating").Length > 0);
        await Queue.Subscribe("front", _ears[0].Reference);
        await Join(Queue, "cyd", "dan");
        await Found(ear, "cyd", "dan");
        // And it is asked one question at a time.
        _troubles.Called("Seating").Length.ShouldBe(1);
        gate.SetResult();
        await Cluster.AdvanceUntilAsync(Step, async () => (await Queue.Ticket("ada", default)).Refusal?.Code == "not_queued");
    }

    [Fact]
    public async Task A_band_goes_on_though_the_queue_where_all_meet_did_not_answer()
    {
        var fails = true;
        _troubles.Fails = call => fails && call == $"Join {QueueName}";
        await Join(Band, "ada");
        await Cluster.AdvanceUntilAsync(Step, () => _troubles.Called("Join").Contains(QueueName));
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        // A second later at the earliest, not with every sweep.
        _troubles.Called("Join").Count(key => key == QueueName).ShouldBeInRange(1, 5);
        fails = false;
        await Cluster.AdvanceUntilAsync(Step, async () => (await Queue.Ticket("ada", default)).Value is not null);
        await Eventually.IsTrueAsync(async () => (await Band.Ticket("ada", default)).Refusal?.Code == "not_queued");
    }

    [Fact]
    public async Task Who_was_moved_and_comes_back_on_another_front_hears_of_his_match()
    {
        var one = await Listen(Band, "one", "ada", "bob");
        await Join(Band, "ada");
        await Cluster.AdvanceUntilAsync(Step, () => one.Of<QueueMoved>("ada").Length == 1);
        (await Queue.Leave("ada", default)).Accepted.ShouldBeTrue();
        var other = await Listen(Band, "other");
        await Band.Subscribe("one", _ears[0].Reference);
        await Join(Band, "ada", "bob");
        await Cluster.AdvanceUntilAsync(Step, () => one.Of<MatchFound>("bob").Length == 1);
        // Where he was he is not any more, and where he is it was not known yet.
        one.Of<MatchFound>("ada").ShouldBeEmpty();
        await Band.ReportPresence("other", ["ada"], []);
        await Eventually.IsTrueAsync(() => other.Of<MatchFound>("ada").Length == 1);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_stops_no_news()
    {
        var ear = await Listen("ada");
        await Join(Queue, "ada");
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueStatus>("ada").Length >= 2);
        _clock.IsOff = TimeSpan.FromHours(-1);
        var before = ear.Of<QueueStatus>("ada").Length;
        for (var seconds = 0; seconds < 10; seconds++) await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync(() => ear.Of<QueueStatus>("ada").Length >= before + 5);
    }

    [Fact]
    public async Task Nor_does_one_that_is_set_on_let_anybody_s_front_go()
    {
        var ear = await Listen("ada");
        await Join(Queue, "ada");
        _clock.IsOff = TimeSpan.FromSeconds(30);
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueStatus>("ada").Length >= 5);
    }

    [Fact]
    public async Task The_figure_of_those_who_wait_is_right_after_a_crash_and_nothing_after_the_end()
    {
        ConcurrentFigures figures = new();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, on) =>
        {
            if (instrument.Meter.Name == QueueMetrics.MeterName && instrument.Name == "quiz.queue.tickets") on.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, by, _, _) => figures.Add(instrument.Meter.Scope!, by));
        listener.Start();
        await Join(Queue, "ada", "bob", "cyd");
        figures.Of(_meters.Last()).ShouldBe(3);
        await Cluster.KillAsync();
        (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull();
        figures.Of(_meters.Last()).ShouldBe(3);
        foreach (var player in new[] { "ada", "bob" }) (await Queue.Leave(player, default)).Accepted.ShouldBeTrue();
        figures.Of(_meters.Last()).ShouldBe(1);
        var before = _meters.Last();
        await Cluster.RestartAsync();
        figures.Of(before).ShouldBe(0);
    }

    private sealed class ConcurrentFigures
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<object, int> _sums = [];

        public void Add(object scope, int by)
        {
            lock (_lock) _sums[scope] = _sums.GetValueOrDefault(scope) + by;
        }

        public int Of(object scope)
        {
            lock (_lock) return _sums.GetValueOrDefault(scope);
        }
    }
}
