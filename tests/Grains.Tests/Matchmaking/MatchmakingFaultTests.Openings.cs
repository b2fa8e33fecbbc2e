using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <content>Duels whose opening fails, is slow, or is not heard of.</content>
public sealed partial class MatchmakingFaultTests
{
    [Fact]
    public async Task A_duel_that_is_open_though_its_answer_was_lost_is_told_of_in_time()
    {
        var lost = 0;
        _troubles.LosesAnswer = call => call.StartsWith("OpenDuel", StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1;
        var ear = await Listen("ada", "bob");
        await Join(Queue, "ada", "bob");
        var matchId = await Found(ear, "ada", "bob");
        ear.Of<MatchFound>("bob").ShouldHaveSingleItem().Pin.ShouldBe(matchId);
        ear.Of<MatchFound>("ada").ShouldHaveSingleItem().SeatMs.ShouldBeGreaterThan(5_000);
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueLeft>("ada").Length == 1 && ear.Of<QueueLeft>("bob").Length == 1);
        ear.Of<QueueLeft>("ada").ShouldBe([new QueueLeft("seated", matchId)]);
    }

    [Fact]
    public async Task A_duel_of_which_its_server_does_not_know_whether_it_was_written_is_not_played_twice()
    {
        var ear = await Listen("ada", "bob");
        Journal.Failing = "room/";
        Journal.LoseNextConfirmation = true;
        await Join(Queue, "ada", "bob");
        var matchId = await Found(ear, "ada", "bob");
        (ear.Of<QueueReturned>("ada").Length, ear.Of<QueueReturned>("bob").Length).ShouldBe((0, 0));
        _troubles.Called("OpenDuel").Distinct().ShouldBe([$"t/{matchId}"]);
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        (await Duel(matchId).Seating(default)).Status.ShouldBe("playing");
    }

    [Fact]
    public async Task A_slow_opening_throws_nobody_out_and_nobody_is_matched_meanwhile()
    {
        var ear = await Listen("ada", "bob");
        await Join(Queue, "ada", "bob");
        Journal.Hold("room/");
        await Cluster.AdvanceUntilAsync(Step, () => Journal.Waiting > 0);
        for (var seconds = 0; seconds < 16; seconds++)
        {
            await Cluster.AdvanceAsync(TimeSpan.FromSeconds(1));
            await Queue.Subscribe("front", _ears[0].Reference);
        }

        (await Queue.Leave("ada", default)).Code.ShouldBe("match_found");
        _troubles.Called("OpenDuel").Length.ShouldBe(1);
        Journal.Release();
        // It was over when it opened: neither could have come.
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueReturned>("ada").Length > 0 && ear.Of<QueueReturned>("bob").Length > 0);
        ear.Of<QueueLeft>("ada").ShouldBeEmpty();
        ear.Of<QueueLeft>("bob").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pairing_whose_duel_cannot_be_opened_is_tried_for_a_while_and_then_both_wait_on()
    {
        _troubles.Fails = call => call.StartsWith("OpenDuel", StringComparison.Ordinal);
        var ear = await Listen("ada", "bob");
        await Join(Queue, "ada", "bob");
        await Cluster.AdvanceUntilAsync(Step, async () =>
        {
            await Queue.Subscribe("front", _ears[0].Reference);
            return ear.Of<QueueReturned>("ada").Length > 0 && ear.Of<QueueReturned>("bob").Length > 0;
        });
        var first = _troubles.Called("OpenDuel")[0];
        _troubles.Called("OpenDuel").Count(id => id == first).ShouldBeInRange(4, 11);
        _troubles.Fails = _ => false;
        await Queue.ReportPresence("front", ["ada", "bob"], []);
        (await Found(ear, "ada", "bob")).ShouldNotBe(first[2..]);
    }

    [Fact]
    public async Task A_pairing_that_comes_back_after_its_time_is_not_opened_any_more()
    {
        _troubles.Fails = call => call.StartsWith("OpenDuel", StringComparison.Ordinal);
        await Listen("ada", "bob");
        await Join(Queue, "ada", "bob");
        await Cluster.AdvanceUntilAsync(Step, () => _troubles.Called("OpenDuel").Length > 0);
        var late = _troubles.Called("OpenDuel")[0][2..];
        await Cluster.KillAsync(() => Cluster.Time.Leap(TimeSpan.FromMinutes(1)));
        _troubles.Fails = _ => false;
        var ear = await Listen("ada", "bob");
        (await Found(ear, "ada", "bob")).ShouldNotBe(late);
        (await Duel(late).Seating(default)).Status.ShouldBe("none");
    }

    [Fact]
    public async Task A_match_whose_duel_never_answers_ends_after_minutes_and_both_wait_on()
    {
        var ear = await Listen("ada", "bob");
        await Join(Queue, "ada", "bob");
        var matchId = await Found(ear, "ada", "bob");
        _troubles.Fails = call => call == $"Seating t/{matchId}" || call.StartsWith("MatchFailed", StringComparison.Ordinal);
        var found = Cluster.Time.GetUtcNow();
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(5), async () =>
        {
            await Queue.Subscribe("front", _ears[0].Reference);
            await Queue.ReportPresence("front", ["ada", "bob"], []);
            return ear.Of<QueueReturned>("ada").Length > 0 && ear.Of<QueueReturned>("bob").Length > 0;
        });
        (Cluster.Time.GetUtcNow() - found).ShouldBeInRange(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
        // Once a second at most.
        _troubles.Called("Seating").Count(id => id == $"t/{matchId}").ShouldBeInRange(10, 180);
    }

    [Fact]
    public async Task A_duel_does_not_open_after_the_time_for_that()
    {
        var late = await Duel("late").OpenDuel(Opening(Cluster.Time.GetUtcNow().AddMilliseconds(-1)), default);
        late.Refusal.ShouldNotBeNull().Code.ShouldBe("too_late");
        (await Duel("late").Seating(default)).Status.ShouldBe("none");
        (await Duel("timely").OpenDuel(Opening(Cluster.Time.GetUtcNow()), default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_duel_that_is_being_opened_does_not_say_that_there_is_none()
    {
        Journal.Hold("room/");
        var opening = Duel("slow").OpenDuel(Opening(null), default);
        await Eventually.IsTrueAsync(() => Journal.Waiting == 1);
        var seating = Duel("slow").Seating(default);
        await Eventually.IsTrueAsync(() => _troubles.Called("Seating").Length == 1);
        Journal.Release();
        (await opening).Value.ShouldNotBeNull();
        (await seating).Status.ShouldBe("waiting");
    }

    private OpenDuel Opening(DateTimeOffset? by) =>
        new(QueueId, "en", Rated: true, [new DuelSeat("ada", "Ada", Unknown), new DuelSeat("bob", "Bob", Unknown)], OpenBy: by);
}
