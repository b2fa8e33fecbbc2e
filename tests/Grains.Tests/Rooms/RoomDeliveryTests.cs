using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>What fronts are told: one message a front an update, counts and rosters gathered, for as long as the lease lasts.</summary>
public sealed class RoomDeliveryTests : RoomTest
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Each_update_reaches_each_front_once_and_in_an_unbroken_chain()
    {
        await Open();
        var (one, two) = (await Listen("f1"), await Listen("f2"));
        foreach (var player in new[] { "ada", "bob" }) await Join(player);
        await Room.Lock(Host, true, default);
        await Room.Start(Host, default);
        await Answer("ada");
        await Answer("bob");
        await Room.Next(Host, default);
        await Room.End(Host, default);
        foreach (var ear in new[] { one, two })
        {
            await Eventually.IsTrueAsync(() => ear.Notices<RoomFinished>().Length == 1 && ear.Notices<PlayersJoined>().Sum(j => j.Players.Length) == 2);
            // By version: messages may overtake each other on their way to a front, which puts them in order again.
            var changes = ear.Heard.Where(u => u.Notice is not AnswerCount).OrderBy(u => u.Version).ToArray();
            changes.Select(u => u.Version).Distinct().Count().ShouldBe(changes.Length);
            foreach (var (before, after) in changes.Zip(changes.Skip(1))) after.Since.ShouldBe(before.Version);
            (ear.Notices<QuestionOpened>().Length, ear.Notices<QuestionClosed>().Length, ear.Notices<RoomLocked>().Length).ShouldBe((2, 2, 1));
            ear.Notices<QuestionClosed>()[0].Results.Length.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Answers_are_counted_out_at_most_once_an_interval()
    {
        string[] players = [.. Enumerable.Range(0, 40).Select(i => $"p{i}")];
        await Asking([.. players, "idle"]);
        var ear = await Listen("f");
        foreach (var player in players[..20]) await Answer(player);
        await Eventually.IsTrueAsync(() => ear.Notices<AnswerCount>().Length == 1);
        foreach (var player in players[20..]) await Answer(player);
        ear.Notices<AnswerCount>().Length.ShouldBe(1);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), () => ear.Notices<AnswerCount>().Length == 2);
        var last = ear.Notices<AnswerCount>()[^1];
        (last.Index, last.Answered, last.Present).ShouldBe((0, 40, 41));
    }

    [Fact]
    public async Task Those_who_come_together_are_told_of_together()
    {
        await Open();
        var ear = await Listen("f");
        await Join("first");
        await Eventually.IsTrueAsync(() => ear.Notices<PlayersJoined>().Length == 1);
        foreach (var player in Enumerable.Range(0, 30)) await Join($"p{player}");
        ear.Notices<PlayersJoined>().Length.ShouldBe(1);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), () => ear.Notices<PlayersJoined>().Length == 2);
        var joined = ear.Notices<PlayersJoined>()[1];
        (joined.Players.Length, joined.PlayerCount).ShouldBe((30, 31));
    }

    [Fact]
    public async Task A_front_that_does_not_renew_hears_no_more()
    {
        await Open();
        await Join("ada");
        var (gone, stays) = (await Listen("gone"), await Listen("stays"));
        await Cluster.AdvanceAsync(10 * s_second);
        var again = await Listen("stays");
        await Cluster.AdvanceAsync(6 * s_second);
        await Room.Lock(Host, true, default);
        await Eventually.IsTrueAsync(() => again.Notices<RoomLocked>().Length == 1);
        gone.Notices<RoomLocked>().ShouldBeEmpty();
        // A renewal takes the place of what it renews.
        stays.Notices<RoomLocked>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_front_that_unsubscribes_hears_no_more_and_its_people_are_gone()
    {
        await Open();
        await Join("ada");
        var (one, two) = (await Listen("f1"), await Listen("f2"));
        await Room.ReportPresence("f1", ["ada", Host], []);
        await Room.ReportPresence("f2", [Host], []);
        await Room.Unsubscribe("f1");
        (await Seen()).Present.ShouldBe(0);
        (await Seen()).HostConnected.ShouldBeTrue();
        await Room.Lock(Host, true, default);
        await Eventually.IsTrueAsync(() => two.Notices<RoomLocked>().Length == 1);
        one.Notices<RoomLocked>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_on_a_front_that_fell_silent_are_away_when_its_lease_is_over()
    {
        await Open();
        foreach (var player in (string[])["ada", "bob", "cleo"]) await Join(player);
        await Listen("dead");
        var ear = await Listen("alive");
        await Room.ReportPresence("dead", ["ada", "cleo"], []);
        await Room.ReportPresence("alive", ["bob", "cleo"], []);
        var epoch = (await Room.Subscribe("dead", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(ear)))!.Epoch;
        for (var seconds = 0; seconds < 35; seconds += 5)
        {
            await Cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
            await Listen("alive");
        }

        await Eventually.IsTrueAsync(async () => (await Seen()).Present == 2);
        (await Seen()).Players.Where(p => !p.Connected).Select(p => p.PlayerId).ShouldBe(["ada"]);
        ear.Notices<PlayersUpdated>().ShouldAllBe(n => n.Players.All(p => p.PlayerId == "ada"));
        // Should it come back after all, it is told to say again whom it holds.
        (await Room.Subscribe("dead", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(ear)))!.Epoch.ShouldNotBe(epoch);
    }

    [Fact]
    public async Task A_front_that_was_only_slow_to_renew_keeps_its_people()
    {
        await Open();
        await Join("ada");
        await Listen("slow");
        await Listen("alive");
        await Room.ReportPresence("slow", ["ada"], []);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(16));
        await Listen("alive");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(5));
        await Listen("slow");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(10));
        (await Seen()).Present.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_gone_from_one_front_may_still_be_on_another()
    {
        await Open();
        await Join("ada");
        var ear = await Listen("f1");
        await Room.ReportPresence("f1", ["ada"], []);
        await Room.ReportPresence("f2", ["ada"], []);
        await Room.ReportPresence("f1", [], ["ada"]);
        (await Seen()).Present.ShouldBe(1);
        ear.Notices<PlayersUpdated>().ShouldBeEmpty();
        await Room.ReportPresence("f2", [], ["ada"]);
        (await Seen()).Present.ShouldBe(0);
        await Cluster.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), () => ear.Notices<PlayersUpdated>().Length == 1);
        ear.Notices<PlayersUpdated>()[0].Players.ShouldHaveSingleItem().Connected.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_names_his_front_as_he_joins_is_held_by_it_without_a_report()
    {
        await Open();
        await Listen("f1");
        (await Room.Join(new JoinRoom("ada", "Ada", null, "f1"), default)).Value.ShouldNotBeNull();
        await Room.ReportPresence("f2", ["ada"], []);
        await Room.ReportPresence("f2", [], ["ada"]);
        (await Seen()).Present.ShouldBe(1);
        await Room.Unsubscribe("f1");
        (await Seen()).Present.ShouldBe(0);
    }

    [Fact]
    public async Task A_front_that_does_not_listen_holds_nobody()
    {
        await Open();
        (await Room.Join(new JoinRoom("ada", "Ada", null, "lapsed"), default)).Value.ShouldNotBeNull();
        await Room.ReportPresence("f2", ["ada"], []);
        await Room.ReportPresence("f2", [], ["ada"]);
        (await Seen()).Present.ShouldBe(0);
    }

    [Fact]
    public async Task After_a_crash_a_front_is_told_by_epoch_and_version()
    {
        await Open();
        await Join("ada");
        var ear = new TestFrontEar();
        var reference = Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(ear);
        var before = (await Room.Subscribe("f", reference)).ShouldNotBeNull();
        await Cluster.KillAsync();
        var after = (await Room.Subscribe("f", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(ear))).ShouldNotBeNull();
        after.Epoch.ShouldNotBe(before.Epoch);
        after.Version.ShouldBeGreaterThan(before.Version);
        (await Seen()).Present.ShouldBe(0);
        await Room.ReportPresence("f", ["ada", Host], []);
        (await Seen()).Present.ShouldBe(1);
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task A_host_who_stays_away_pauses_the_game_and_resumes_it_by_coming_back()
    {
        await Asking("ada", "bob");
        var ear = await Listen("f");
        await Room.ReportPresence("f", ["ada", "bob", Host], []);
        await Room.ReportPresence("f", [], [Host]);
        await Cluster.AdvanceAsync(10 * s_second);
        // Renewed, as fronts do.
        ear = await Listen("f");
        await Cluster.AdvanceUntilAsync(s_second, () => ear.Notices<RoomPaused>().Length == 1);
        ear.Notices<RoomPaused>()[0].Reason.ShouldBe("host_away");
        var paused = (await Seen("ada")).Question!.RemainingMs;
        await Cluster.AdvanceAsync(60 * s_second);
        (await Seen("ada")).Question!.RemainingMs.ShouldBe(paused);
        await Room.ReportPresence("f", [Host], []);
        (await Seen()).Phase.ShouldBe("question");
    }

    [Fact]
    public async Task A_large_rooms_roster_is_told_once_a_second()
    {
        await Open();
        foreach (var player in Enumerable.Range(0, 101)) await Join($"p{player}");
        var ear = await Listen("f");
        await Cluster.AdvanceAsync(2 * s_second);
        var before = ear.Notices<PlayersJoined>().Length;
        foreach (var player in Enumerable.Range(200, 20))
        {
            await Join($"p{player}");
            await Cluster.AdvanceAsync(TimeSpan.FromMilliseconds(100));
        }

        await Cluster.AdvanceAsync(2 * s_second);
        (ear.Notices<PlayersJoined>().Length - before).ShouldBeInRange(1, 4);
    }
}
