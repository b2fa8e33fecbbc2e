using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>Faults of the journal and of the process: nothing acknowledged is lost, nothing counts twice.</summary>
public sealed class RoomRecoveryTests : RoomTest
{
    protected override EventSourcingOptions EventSourcing => new() { SnapshotEvery = 10, SnapshotDelay = TimeSpan.Zero, ReplayPage = 4 };

    private string Stream => $"room/t/{Pin}";

    [Fact]
    public async Task A_journal_that_fails_once_refuses_those_who_wait_and_the_next_call_works()
    {
        await Asking("ada", "bob", "eve");
        (await Answer("ada")).Accepted.ShouldBeTrue();
        Journal.FailNextAppend = true;
        (await Answer("bob")).Code.ShouldBe("storage_unavailable");
        await Eventually.IsTrueAsync(async () => (await Answer("bob")).Accepted);
        (await Answer("ada")).Code.ShouldBe("already_answered");
        (await Seen()).Answered.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_whose_confirmation_was_lost_is_there_once()
    {
        await Asking("ada", "bob");
        Journal.LoseNextConfirmation = true;
        (await Answer("ada")).Code.ShouldBe("storage_unavailable");
        await Eventually.IsTrueAsync(async () => (await Answer("ada")).Code == "already_answered");
        (await Seen()).Answered.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_writer_is_noticed_and_what_it_wrote_is_read()
    {
        await Asking("ada", "bob", "eve");
        var version = (await Seen()).Version;
        // Another activation, somewhere else, took bob's answer.
        var theirs = await AnAnswerOf("bob");
        await Journal.Append(Stream, version, [theirs], default);
        (await Answer("ada")).Code.ShouldBe("storage_unavailable");
        await Eventually.IsTrueAsync(async () => (await Answer("ada")).Accepted);
        (await Answer("bob")).Code.ShouldBe("already_answered");
        (await Seen()).Answered.ShouldBe(2);
    }

    [Fact]
    public async Task While_the_journal_cannot_be_read_everything_is_refused_with_its_code()
    {
        await Asking("ada");
        Journal.FailReads = true;
        await Cluster.KillAsync();
        (await Answer("ada")).Code.ShouldBe("storage_unavailable");
        (await Room.Watch("ada", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("storage_unavailable");
        (await Room.Resync("ada", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("storage_unavailable");
        // Null would say that there is no such room.
        await Should.ThrowAsync<StorageUnavailableException>(() => Room.Subscribe("f", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(new TestFrontEar())));
        Journal.FailReads = false;
        await Eventually.IsTrueAsync(async () => (await Answer("ada")).Accepted);
    }

    [Fact]
    public async Task After_a_crash_in_mid_question_the_room_goes_on_with_every_acknowledged_answer()
    {
        string[] players = [.. Enumerable.Range(0, 30).Select(i => $"p{i}")];
        await Asking(players);
        await Task.WhenAll(players[..15].Select(p => Answer(p)));
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
        await Answer(players[15]);

        await Cluster.KillAsync(whileDown: () => Cluster.Time.Advance(TimeSpan.FromSeconds(12)));
        var back = await Seen("p0");
        (back.Phase, back.Answered, back.Present).ShouldBe(("question", 16, 0));
        back.You!.Answer.ShouldNotBeNull();
        // 20 s to answer, 5 s gone: the outage does not count.
        back.Question!.RemainingMs.ShouldBeInRange(14_000, 15_000);

        foreach (var player in players) (await Room.Resync(player, default)).Value.ShouldNotBeNull();
        foreach (var player in players[..16]) (await Answer(player)).Code.ShouldBe("already_answered");
        foreach (var player in players[16..]) (await Answer(player)).Accepted.ShouldBeTrue();
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(1), async () => (await Seen()).Phase == "reveal");
        (await Seen()).Reveal!.Distribution.Sum(d => d.Count).ShouldBe(30);
        (await Room.Next(Host, default)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_room_comes_back_by_its_reminder_when_nobody_calls()
    {
        await Asking("ada");
        await Cluster.KillAsync();
        // It finds its people gone, and closes itself.
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMinutes(1), () => Archive.Stored.Count == 1);
        Archive.Stored.Single().Reason.ShouldBe("abandoned");
    }

    [Fact]
    public async Task A_snapshot_shortens_the_replay_and_changes_nothing()
    {
        await Asking("ada", "bob");
        await Answer("ada");
        await Answer("bob", choice: 0);
        foreach (var name in "abcdefghij") await Join($"late-{name}");
        await Room.Next(Host, default);
        await Answer("ada", 1);
        await Eventually.IsTrueAsync(async () => await Journal.ReadSnapshot(Stream, default) is not null);

        var read = Journal.EntriesRead;
        await Cluster.KillAsync();
        var quick = await Seen("ada");
        var shortened = Journal.EntriesRead - read;
        Journal.IgnoreSnapshots = true;
        await Cluster.KillAsync();
        read = Journal.EntriesRead;
        var full = await Seen("ada");
        // A page of four is read before a snapshot is asked for.
        (Journal.EntriesRead - read).ShouldBeGreaterThan(shortened + 5);
        // But for the second recovery itself.
        Text(full with { Version = quick.Version, Question = null }).ShouldBe(Text(quick with { Question = null }));
    }

    private static string Text(RoomSnapshot snapshot) => System.Text.Json.JsonSerializer.Serialize(snapshot);

    /// <summary>An answer as this version writes it: one to another room.</summary>
    private async Task<ReadOnlyMemory<byte>> AnAnswerOf(string player)
    {
        var other = Cluster.GrainFactory.GetGrain<IQuizRoomGrain>("t/OTHER");
        await other.Open(new OpenRoom(Host, Settings), default);
        await other.Join(new JoinRoom(player, player, null), default);
        await other.Join(new JoinRoom("x", "x", null), default);
        await other.Start(Host, default);
        await other.SubmitAnswer(player, 0, new AnswerView { Choices = [1] }, default);
        return (await Journal.Read("room/t/OTHER", 0, 100, default))[^1].Payload;
    }
}
