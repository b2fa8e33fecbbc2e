using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>A queue's journal holds what is needed, and not for ever who ever came.</summary>
public sealed partial class MatchmakingTests
{
    private string QueueStream => $"queue/t/{QueueId}--en";

    [Fact]
    public async Task A_queue_forgets_who_came_and_went_and_has_the_same_tickets_after_a_crash()
    {
        EventSourcing.SnapshotEvery = 50;
        await Come("ada", 1000);
        await ComeAndGo(200);
        await Come("bob", 3000);
        await Cluster.AdvanceUntilAsync(Step, async () => (await QueueEvents()).Length < 60);
        var version = (await QueueEvents())[^1].Version;
        version.ShouldBeGreaterThan(400);

        await Cluster.KillAsync();
        var ada = (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull();
        (ada.Waiting, ada.Rating, ada.Place).ShouldBe((2, 1000, 1));
        (await Queue.Ticket("bob", default)).Value.ShouldNotBeNull();
        (await Queue.Ticket("p7", default)).Refusal!.Code.ShouldBe("not_queued");
        await Come("cyd", 5000);
        var versions = (await QueueEvents()).Select(e => e.Version).ToArray();
        versions.ShouldBe(Enumerable.Range(0, versions.Length).Select(n => versions[0] + n));

        await Cluster.KillAsync();
        (await Queue.Ticket("cyd", default)).Value.ShouldNotBeNull().Waiting.ShouldBe(3);
    }

    [Fact]
    public async Task A_queue_that_is_little_used_forgets_who_came_too()
    {
        Journal.Time = Cluster.Time;
        await ComeAndGo(20);
        await Cluster.AdvanceAsync(TimeSpan.FromHours(2));
        await ComeAndGo(1);
        await Cluster.AdvanceUntilAsync(Step, async () => (await QueueEvents()).Length == 2);
        // The next hour's first is not deleted at once: whoever is behind must find it.
        await ComeAndGo(5);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(10));
        (await QueueEvents()).Length.ShouldBe(12);
    }

    [Fact]
    public async Task A_snapshot_of_another_format_costs_nobody_his_ticket()
    {
        Journal.Time = Cluster.Time;
        await ComeAndGo(40);
        await Cluster.AdvanceAsync(TimeSpan.FromHours(2));
        await Come("ada", 1000);
        await ComeAndGo(3);
        await Cluster.AdvanceUntilAsync(Step, async () => (await QueueEvents())[0].Version > 80);
        var snapshot = (await Journal.ReadSnapshot(QueueStream, default)).ShouldNotBeNull();
        await Journal.WriteSnapshot(QueueStream, snapshot with { Format = "queue-0" }, default);

        await Cluster.KillAsync();
        (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull().Waiting.ShouldBe(1);
        await Come("bob", 3000);
        (await QueueEvents())[^1].Version.ShouldBeGreaterThan(87);
    }

    [Fact]
    public async Task A_new_queue_asks_the_database_once()
    {
        await Come("ada", 1000);
        Journal.SnapshotsRead.ShouldBe(0);
    }

    private async Task<JournalEntry[]> QueueEvents() => [.. await Journal.Read(QueueStream, 0, 2000, default)];

    private async Task Come(string player, double rating) =>
        (await Queue.Join(new JoinQueue(player, player, new DuelistProfile(Unknown with { Value = rating }, null, [], null)), default)).Value.ShouldNotBeNull();

    private async Task ComeAndGo(int players)
    {
        for (var n = 0; n < players; n++)
        {
            await Come($"p{n}", 20_000);
            (await Queue.Leave($"p{n}", default)).Accepted.ShouldBeTrue();
        }
    }
}
