using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>A room's life, every step durable before it is acknowledged.</summary>
public sealed class RoomGrainTests : RoomTest
{
    private readonly DecidedAnswers _decided = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_decided);

    [Fact]
    public async Task A_room_may_be_called_otherwise_than_its_quiz()
    {
        foreach (var title in (string[])[new string('x', 121), new string('x', 5000), "a\u202Eb", "a\0", "a\nb"])
            (await Room.Open(new OpenRoom(Host, Settings with { Title = title }), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("invalid_settings", title);
        (await Open(Settings with { Title = "  Class 7b  " })).Room.Rules.Title.ShouldBe("Class 7b");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Without_a_title_it_is_called_as_its_quiz(string? title) => (await Open(Settings with { Title = title! })).Room.Rules.Title.ShouldBe("Friday");

    [Fact]
    public async Task A_game_runs_from_the_lobby_to_the_end()
    {
        var created = await Open();
        (created.Pin, created.Room.Phase, created.Room.Host.ShouldNotBeNull().HostKey).ShouldBe((Pin, "lobby", created.HostKey));
        await Join("ada");
        await Join("bob");
        (await Room.Start(Host, default)).Accepted.ShouldBeTrue();
        for (var index = 0; index < 3; index++)
        {
            (await Answer("ada", index)).Accepted.ShouldBeTrue();
            (await Answer("bob", index, 0)).Accepted.ShouldBeTrue();
            (await Seen("ada")).You!.Result.ShouldNotBeNull().Points.ShouldBe(1000);
            (await Room.Next(Host, default)).Accepted.ShouldBeTrue();
        }

        var finished = (await Seen("ada")).Finished.ShouldNotBeNull();
        finished.Standings.Select(s => (s.Rank, s.PlayerId, s.Score)).ShouldBe([(1, "ada", 3000), (2, "bob", 0)]);
    }

    [Fact]
    public async Task A_receipt_comes_after_its_event_is_durable()
    {
        await Asking("ada", "bob");
        Journal.Hold();
        var answer = Answer("ada");
        await Eventually.IsTrueAsync(() => Journal.Waiting == 1);
        answer.IsCompleted.ShouldBeFalse();
        // Nobody sees what is not durable.
        (await Seen()).Answered.ShouldBe(0);
        Journal.Release();
        var receipt = await answer;
        receipt.Accepted.ShouldBeTrue();
        (await Seen()).Version.ShouldBeGreaterThanOrEqualTo(receipt.Version);
        (await Seen()).Answered.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_waits_for_what_it_rests_on()
    {
        await Asking("ada", "bob");
        Journal.Hold();
        var first = Answer("ada");
        await Eventually.IsTrueAsync(() => Journal.Waiting == 1);
        var second = Answer("ada");
        await Eventually.IsTrueAsync(() => _decided.Count == 2);
        second.IsCompleted.ShouldBeFalse();
        Journal.FailNextAppend = true;
        Journal.Release();
        (await first).Code.ShouldBe("storage_unavailable");
        // Not "already answered": that answer is lost.
        (await second).Code.ShouldBe("storage_unavailable");
        await Eventually.IsTrueAsync(async () => (await Answer("ada")).Accepted);
    }

    [Fact]
    public async Task Answers_that_come_together_share_their_commits()
    {
        string[] players = [.. Enumerable.Range(0, 200).Select(i => $"p{i}")];
        await Asking([.. players, "idle"]);
        var before = Journal.Appends.Count;
        Journal.Hold();
        var first = Answer(players[0]);
        await Eventually.IsTrueAsync(() => Journal.Waiting == 1);
        var rest = players[1..].Select(p => Answer(p)).ToArray();
        // They are all decided while the first one's commit is under way.
        await Eventually.IsTrueAsync(() => _decided.Count == players.Length);
        Journal.Release();
        var receipts = await Task.WhenAll([first, .. rest]);
        receipts.ShouldAllBe(r => r.Accepted);
        receipts.Select(r => r.Version).Distinct().Count().ShouldBe(200);
        Journal.Appends.Skip(before).ShouldBe([1, 199]);
        (await Seen()).Answered.ShouldBe(200);
    }

    [Fact]
    public async Task A_pin_in_use_is_taken_and_a_bad_setting_named()
    {
        await Open();
        (await Room.Open(new OpenRoom("other", Settings), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("pin_taken");
        var free = Cluster.GrainFactory.GetGrain<IQuizRoomGrain>("t/FREE");
        (await free.Open(new OpenRoom(Host, Settings with { Pace = "slow" }), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("invalid_settings");
        (await free.Open(new OpenRoom(Host, Settings with { QuizId = "none" }), default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_found");
        (await free.Watch("x", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("room_not_found");
        (await free.Subscribe("f", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(new TestFrontEar()))).ShouldBeNull();
    }

    [Fact]
    public async Task The_clock_closes_a_question()
    {
        await Asking("ada", "bob");
        await Answer("ada");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(20));
        (await Seen()).Phase.ShouldBe("question", "the grace is not over");
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), async () => (await Seen()).Phase == "reveal");
        (await Answer("bob")).Code.ShouldBe("too_late");
    }

    [Fact]
    public async Task Members_only_resync()
    {
        await Asking("ada");
        (await Room.Resync("sly", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_a_member");
        (await Room.Resync("ada", default)).Value.ShouldNotBeNull().You.ShouldNotBeNull();
        (await Room.Results("sly", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_a_member");
        (await Room.Results("ada", default)).Refusal.ShouldNotBeNull().Code.ShouldBe("not_host");
        (await Room.Results(Host, default)).Value.ShouldNotBeNull().Standings.Length.ShouldBe(1);
    }
}
