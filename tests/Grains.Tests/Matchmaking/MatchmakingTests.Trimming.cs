using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>A queue's journal holds what is needed, and not for ever who ever came.</summary>
public sealed partial class MatchmakingTests
{
    private string QueueStream => $"queue/t/{_queueId}--en";

    [Fact]
    public async Task A_queue_forgets_who_came_and_went_and_has_the_same_tickets_after_a_crash()
    {
        _eventSourcing.SnapshotEvery = 50;
        await Come("ada", 1000);
        await ComeAndGo(200);
        await Come("bob", 3000);
        await _cluster.AdvanceUntilAsync(s_step, async () => (await QueueEvents()).Length < 60);
        var version = (await QueueEvents())[^1].Version;
        version.ShouldBeGreaterThan(400);

        await _cluster.KillAsync();
        var ada = (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull();
        (ada.Waiting, ada.Rating, ada.Place).ShouldBe((2, 1000, 1));
        (await Queue.Ticket("bob", default)).Value.ShouldNotBeNull();
        (await Queue.Ticket("p7", default)).Refusal!.Code.ShouldBe("not_queued");
        await Come("cyd", 5000);
        var versions = (await QueueEvents()).Select(e => e.Version).ToArray();
        versions.ShouldBe(Enumerable.Range(0, versions.Length).Select(n => versions[0] + n));

        await _cluster.KillAsync();
        (await Queue.Ticket("cyd", default)).Value.ShouldNotBeNull().Waiting.ShouldBe(3);
    }

    [Fact]
    public async Task A_queue_that_is_little_used_forgets_who_came_too()
    {
        _journal.Time = _cluster.Time;
        await ComeAndGo(20);
        await _cluster.AdvanceAsync(TimeSpan.FromHours(2));
        await ComeAndGo(1);
        await _cluster.AdvanceUntilAsync(s_step, async () => (await QueueEvents()).Length == 2);
        // The next hour's first is not deleted at once: whoever is behind must find it.
        await ComeAndGo(5);
        await _cluster.AdvanceAsync(TimeSpan.FromSeconds(10));
        (await QueueEvents()).Length.ShouldBe(12);
    }

    [Fact]
    public async Task A_snapshot_of_another_format_costs_nobody_his_ticket()
    {
        _journal.Time = _cluster.Time;
        await ComeAndGo(40);
        await _cluster.AdvanceAsync(TimeSpan.FromHours(2));
        await Come("ada", 1000);
        await ComeAndGo(3);
        await _cluster.AdvanceUntilAsync(s_step, async () => (await QueueEvents())[0].Version > 80);
        var snapshot = (await _journal.ReadSnapshot(QueueStream, default)).ShouldNotBeNull();
        await _journal.WriteSnapshot(QueueStream, snapshot with { Format = "queue-0" }, default);

        await _cluster.KillAsync();
        (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull().Waiting.ShouldBe(1);
        await Come("bob", 3000);
        (await QueueEvents())[^1].Version.ShouldBeGreaterThan(87);
    }

    [Fact]
    public async Task A_new_queue_asks_the_database_once()
    {
        await Come("ada", 1000);
        _journal.SnapshotsRead.ShouldBe(0);
    }

    private async Task<JournalEntry[]> QueueEvents() => [.. await _journal.Read(QueueStream, 0, 2000, default)];

    private async Task Come(string player, double rating) =>
        (await Queue.Join(new JoinQueue(player, player, new DuelistProfile(s_unknown with { Value = rating }, null, [], null)), default)).Value.ShouldNotBeNull();

    private async Task ComeAndGo(int players)
    {
        for (var n = 0; n < players; n++)
        {
            await Come($"p{n}", 20_000);
            (await Queue.Leave($"p{n}", default)).Accepted.ShouldBeTrue();
        }
    }
}
